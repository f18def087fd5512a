package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Plain;
import org.almoner.warehouse.ParquetExport;
import org.almoner.warehouse.ParquetExport.ParquetFile;
import org.almoner.warehouse.WarehouseAddress;
import org.almoner.warehouse.WarehouseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code almoner export ...} */
@Command(name = "export", description = "Write what a warehouse holds in other formats.")
public final class ExportCommands {

    private final Context context;

    ExportCommands(Context context) {
        this.context = context;
    }

    @Command(
            name = "parquet",
            description = {
                "Write each table of a DuckDB warehouse as a Parquet file, all as they are at one moment.",
                "Of a code set there are two for each kind of its files: one with the newest version, and one with all that were"
                        + " loaded, which is called X_versions.parquet.",
                "The files get their names when all of them are on disk, almoner_loads.parquet or almoner_releases.parquet last; they"
                        + " take the place of those of an earlier export."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  almoner export parquet --from research.duckdb --to parquet",
                "  almoner export parquet --from research.duckdb --schema icd_10_cm --to icd-10-cm"
            })
    void parquet(
            @Option(
                            names = "--from",
                            paramLabel = "FILE",
                            description = "The DuckDB file. Otherwise ALMONER_WAREHOUSE, or almoner.duckdb.")
                    @Nullable
                    String warehouse,
            @Option(
                            names = "--to",
                            paramLabel = "FOLDER",
                            required = true,
                            description = "Where the files go; made if it is not there.")
                    Path folder,
            @Mixin WarehouseOptions options) {
        switch (WarehouseOptions.address(warehouse, context.settings())) {
            case WarehouseAddress.DuckDbFile file -> export(file, options.schema("long_rec"), folder);
            case WarehouseAddress.PostgresServer server ->
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "Parquet files are written by DuckDB, which " + server
                                + " is not. Load them into a DuckDB file.");
        }
    }

    private void export(WarehouseAddress.DuckDbFile address, String schema, Path folder) {
        if (!Files.exists(address.file())) {
            throw new CommandFailure(ExitCode.NOT_FOUND, "There is no " + address + ".");
        }
        try {
            var files = ParquetExport.write(address, schema, folder);
            context.out().result(files.stream().map(ExportedFile::of).toList(), () -> lines(files));
        } catch (WarehouseException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, folder + " cannot be written: " + e.getMessage());
        }
    }

    private static List<String> lines(List<ParquetFile> files) {
        return files.stream()
                .map(file -> "%s: %d rows (%s)".formatted(file.path(), file.rows(), Plain.size(file.size())))
                .toList();
    }

    private record ExportedFile(String path, String table, long rows, long sizeInBytes) {

        static ExportedFile of(ParquetFile file) {
            return new ExportedFile(file.path().toString(), file.table(), file.rows(), file.size());
        }
    }
}
