package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Plain;
import org.almoner.cli.output.Transfers;
import org.almoner.codeset.UnknownReleaseException;
import org.almoner.codeset.read.ReleaseException;
import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.verify.ArchiveVerifier;
import org.almoner.warehouse.Archive;
import org.almoner.warehouse.Load;
import org.almoner.warehouse.LoadListener;
import org.almoner.warehouse.Loader;
import org.almoner.warehouse.Plan;
import org.almoner.warehouse.Warehouse;
import org.almoner.warehouse.WarehouseAddress;
import org.almoner.warehouse.WarehouseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner load} */
@Command(
        name = "load",
        description = {
            "Load extracts, or releases of code sets, into a warehouse: a DuckDB file, or a PostgreSQL database.",
            "Of the archives given, and those in folders given, the ones are loaded that lead from what is loaded to the newest: the"
                    + " INCREMENTALs that follow, or a newer COMPLETE and what follows on that. Each is verified and loaded in one"
                    + " transaction: if it is damaged, or the command is broken off, the warehouse stays as it was before. What is"
                    + " loaded already is left out, so that the command can be repeated.",
            "Each entity is a table. The table almoner_loads says what was loaded. docs/warehouse.md tells more.",
            "Files that are no archives of extracts are release files of code sets ('almoner codeset list'): ICD-10-CM, LOINC, SNOMED CT"
                    + " and others, as their publishers release them, in a ZIP or out of it. Which code set and version they are is told"
                    + " by their names and first lines. Each release is loaded in one transaction, beside other versions of it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner load extracts --to research.duckdb",
            "  almoner load extracts --to jdbc:postgresql://db.example.org/research",
            "  almoner load extracts --dry-run",
            "  almoner load 2025-code-descriptions-tabular-order.zip",
            "  almoner load product.txt package.txt --profile ndc --version 2026-11-20"
        })
public final class LoadCommand implements Runnable {

    private final Context context;

    @Parameters(
            arity = "1..*",
            paramLabel = "ARCHIVE|FOLDER|RELEASE_FILE",
            description =
                    "Archives under the names they were released with, and folders that are searched for such; or release files"
                            + " of code sets.")
    private List<Path> given = List.of();

    @Option(
            names = "--to",
            paramLabel = "FILE|JDBC_URL",
            description =
                    "The DuckDB file, made if it is not there, or jdbc:postgresql://HOST/DATABASE. Otherwise ALMONER_WAREHOUSE, or"
                            + " almoner.duckdb. Who logs in is said by ALMONER_WAREHOUSE_USER and ALMONER_WAREHOUSE_PASSWORD, the"
                            + " settings file, or ~/.pgpass.")
    private @Nullable String warehouse;

    @Mixin
    private WarehouseOptions options = new WarehouseOptions();

    @Option(
            names = "--dataset",
            paramLabel = "NAME|FOLDER",
            defaultValue = "LONG_REC",
            description = "The data set of the extracts: one that comes with Almoner, or the folder of one. Otherwise"
                    + " ${DEFAULT-VALUE}.")
    private String dataSet = "LONG_REC";

    @Option(
            names = "--population",
            paramLabel = "CLIENT/POPULATION",
            converter = PopulationAddress.Converter.class,
            description = "Only archives of this one, by mnemonics. Otherwise the schema's, if anything is loaded.")
    private @Nullable PopulationAddress population;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description =
                    "The code set that the files are a release of, or the folders, which would otherwise be searched for archives."
                            + " Otherwise files are recognized.")
    private @Nullable String profile;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description =
                    "The version of the code set that the files are. Otherwise as their names or first lines tell.")
    private @Nullable String version;

    @Mixin
    private CodeSetOptions codeSets = new CodeSetOptions();

    @Option(names = "--dry-run", description = "Verify the files and say what would be loaded; change nothing.")
    private boolean dryRun;

    LoadCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var address = WarehouseOptions.address(warehouse, context.settings());
        try (var transfers = context.out().transfers()) {
            if (areReleaseFiles()) {
                loadReleases(address, transfers);
            } else {
                loadExtracts(address, transfers);
            }
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.NOT_FOUND, "There is no " + e.getFile() + ".");
        } catch (WarehouseException | ReleaseException | UnknownReleaseException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "The files cannot be read: " + e.getMessage());
        }
    }

    private boolean areReleaseFiles() {
        if (profile != null || version != null) {
            return true;
        }
        var releases = given.stream().filter(LoadCommand::isReleaseFile).toList();
        if (!releases.isEmpty() && releases.size() < given.size()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    releases.getFirst()
                            + " is no archive of an extract, and the others are. Load extracts and release files of code"
                            + " sets by themselves.");
        }
        return !releases.isEmpty();
    }

    /** What is not there may have been meant as either. */
    private static boolean isReleaseFile(Path path) {
        return Files.isRegularFile(path)
                && ArchiveName.parse(String.valueOf(path.getFileName())).isEmpty();
    }

    private void loadReleases(WarehouseAddress address, Transfers transfers) throws IOException {
        var profiles = profile == null ? codeSets.profiles() : List.of(codeSets.profile(profile));
        new CodeSetLoading(profiles, address, options, context.out(), transfers, new Display(transfers))
                .run(given, Optional.ofNullable(version), dryRun);
    }

    private void loadExtracts(WarehouseAddress address, Transfers transfers) throws IOException {
        Warehouse.expect(address);
        var layout = DataSets.layout(dataSet);
        var schema = options.schema(layout.type());
        var loader = new Loader(layout, ArchiveVerifier.DEFAULT, InstantSource.system(), new Display(transfers));
        var summary = dryRun ? tried(loader, address, schema) : loaded(loader, address, schema, transfers);
        context.out().result(summary, summary::lines);
    }

    private Summary tried(Loader loader, WarehouseAddress address, String schema) throws IOException {
        List<Load> loads = List.of();
        try (var there = Warehouse.openToRead(address, schema).map(Opened::new).orElse(Opened.NOTHING)) {
            loads = there.loads();
        }
        var plan = loader.plan(given, loads, wanted());
        var due = new ArrayList<LoadedExtract>();
        for (var archive : plan.steps()) {
            var extract = loader.verify(archive);
            due.add(new LoadedExtract(
                    extract.name().stem(),
                    extract.name().type().name(),
                    extract.base().map(ArchiveName::stem).orElse(null),
                    archive.size(),
                    null,
                    null,
                    null));
        }
        return Summary.of(address, schema, true, due, plan, loads);
    }

    private Summary loaded(Loader loader, WarehouseAddress address, String schema, Transfers transfers)
            throws IOException {
        try (var opened = Warehouse.open(address, schema)) {
            var plan = loader.plan(given, opened.loads(), wanted());
            var done = new ArrayList<LoadedExtract>();
            for (var archive : plan.steps()) {
                var load = loader.load(archive, opened);
                done.add(LoadedExtract.of(load));
                transfers.done(sentence(archive, load));
            }
            return Summary.of(address, schema, false, done, plan, opened.loads());
        }
    }

    private Optional<Predicate<ArchiveName>> wanted() {
        return Optional.ofNullable(population)
                .map(meant -> name -> name.client().equals(meant.organization())
                        && name.population().equals(meant.population()));
    }

    private static String sentence(Archive archive, Load load) {
        var rows = load.rowsDeleted().isPresent()
                ? "%d rows deleted, %d inserted".formatted(load.rowsDeleted().getAsLong(), load.rowsInserted())
                : load.rowsInserted() + " rows";
        return archive.name().fileName() + ": loaded, " + rows + " (" + Plain.size(archive.size()) + ")";
    }

    /** A warehouse that was there, or none. */
    private record Opened(@Nullable Warehouse warehouse) implements AutoCloseable {

        static final Opened NOTHING = new Opened(null);

        List<Load> loads() {
            return warehouse == null ? List.of() : warehouse.loads();
        }

        @Override
        public void close() {
            if (warehouse != null) {
                warehouse.close();
            }
        }
    }

    /**
     * An extract that was loaded, or would be.
     *
     * @param sha256 of the archive; like the rows, not known before it is loaded
     */
    private record LoadedExtract(
            String extract,
            String type,
            @Nullable String base,
            long sizeInBytes,
            @Nullable String sha256,
            @Nullable Long rowsInserted,
            @Nullable Long rowsDeleted) {

        static LoadedExtract of(Load load) {
            return new LoadedExtract(
                    load.name().stem(),
                    load.name().type().name(),
                    load.base().map(ArchiveName::stem).orElse(null),
                    load.archive().size(),
                    load.archive().sha256(),
                    load.rowsInserted(),
                    load.rowsDeleted().isPresent() ? load.rowsDeleted().getAsLong() : null);
        }
    }

    private record SkippedArchive(String path, String extract, String reason) {}

    /** What a program wants to know of it. */
    private record Summary(
            String warehouse,
            String schema,
            boolean dryRun,
            List<LoadedExtract> loaded,
            List<SkippedArchive> skipped,
            @Nullable String holds) {

        static Summary of(
                WarehouseAddress address,
                String schema,
                boolean dryRun,
                List<LoadedExtract> loaded,
                Plan plan,
                List<Load> loads) {
            var skipped = plan.skipped().stream()
                    .map(each -> new SkippedArchive(
                            each.archive().path().toString(),
                            each.archive().name().stem(),
                            each.reason().sentence()))
                    .toList();
            return new Summary(
                    address.toString(),
                    schema,
                    dryRun,
                    loaded,
                    skipped,
                    loads.isEmpty() ? null : loads.getLast().name().stem());
        }

        List<String> lines() {
            var lines = new ArrayList<String>();
            skipped.forEach(each -> lines.add(each.extract() + " " + each.reason()));
            if (dryRun) {
                loaded.forEach(each ->
                        lines.add(each.extract() + " would be loaded (" + Plain.size(each.sizeInBytes()) + ")"));
            }
            if (loaded.isEmpty() && skipped.isEmpty()) {
                lines.add("There is no archive of an extract in what was given.");
            }
            lines.add(holds == null ? schema + " holds nothing yet." : schema + " holds " + holds + ".");
            return lines;
        }
    }

    /** Shows how it gets on. */
    private record Display(Transfers transfers) implements LoadListener {

        @Override
        public void verifying(String fileName, long position, long size) {
            transfers.at("Verifying", fileName, position, size);
        }

        @Override
        public void loading(String fileName, long position, long size) {
            transfers.at("Loading", fileName, position, size);
        }
    }
}
