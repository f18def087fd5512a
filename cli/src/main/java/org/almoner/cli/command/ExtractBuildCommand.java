package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Transfers;
import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ArchivedFile;
import org.almoner.dataset.archive.ExtractDescription;
import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.engine.BadInput;
import org.almoner.dataset.engine.BadInputException;
import org.almoner.dataset.engine.CompiledDataSet;
import org.almoner.dataset.engine.Engine;
import org.almoner.dataset.engine.EngineSettings;
import org.almoner.dataset.engine.Made;
import org.almoner.dataset.engine.Order;
import org.almoner.dataset.engine.Source;
import org.almoner.dataset.engine.Watcher;
import org.almoner.dataset.index.RowIndex;
import org.almoner.dataset.index.UnusableIndexException;
import org.almoner.dataset.source.SourceException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code almoner extract build} */
@Command(
        name = "build",
        description = {
            "Make an extract on this machine, without a server.",
            "A COMPLETE leaves a row index beside its archive. An INCREMENTAL holds what has changed since the extract whose row"
                    + " index it is given, and puts its own in the place of that."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner extract build --dataset LONG_REC --source export-1 --client mercy --population adults \\",
            "      --type COMPLETE --out extracts",
            "  almoner extract build --dataset LONG_REC --source export-2 --client mercy --population adults \\",
            "      --type INCREMENTAL --out extracts"
        })
public final class ExtractBuildCommand implements Runnable {

    private final Context context;

    @Option(
            names = "--dataset",
            paramLabel = "NAME|FOLDER",
            required = true,
            description = "A data set that comes with Almoner, such as LONG_REC, or the folder of one.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private String dataSet;

    @Option(
            names = "--source",
            paramLabel = "FOLDER|JDBC_URL",
            required = true,
            description =
                    "FHIR bulk NDJSON, plain or gzipped; or the database that the data set's queries are for. A FHIR server's"
                            + " address is for populations of a server: almoner population add.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private String source;

    @Option(names = "--client", paramLabel = "MNEMONIC", required = true, description = "Who the extract is for.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private String client;

    @Option(names = "--population", paramLabel = "MNEMONIC", required = true, description = "Whose records they are.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private String population;

    @Option(names = "--type", required = true, description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private ExtractType type;

    @Option(
            names = "--index",
            paramLabel = "FILE",
            description = "The row index. Otherwise OUT/CLIENT_POPULATION_DATASET.index.")
    private @Nullable Path index;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "The time of the extract, such as 2026-01-31T04:00:00Z. Otherwise now.")
    private @Nullable Instant at;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "Where the archive goes; made if it is not there.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private Path out;

    @Option(
            names = "--quarantine",
            description =
                    "Put lines aside that no rows can be had from, in a folder beside the archive. Otherwise the first ends"
                            + " the command, and nothing is made.")
    private boolean quarantine;

    @Option(names = "--threads", paramLabel = "N", description = "Otherwise one for each core.")
    private int threads = Runtime.getRuntime().availableProcessors();

    ExtractBuildCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (threads < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--threads takes a number from 1 on.");
        }
        try (var transfers = context.out().transfers()) {
            var made = made(transfers);
            context.out().result(Summary.of(made), () -> lines(made));
        } catch (SourceException | BadInputException | UnusableIndexException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "The extract could not be made: " + e.getMessage());
        }
    }

    private Made made(Transfers transfers) throws IOException {
        var from = source();
        var compiled = DataSets.compiled(dataSet);
        Files.createDirectories(out);
        var indexFile =
                index == null ? out.resolve("%s_%s_%s.index".formatted(client, population, compiled.type())) : index;
        var description = description(compiled, indexFile);
        var stem = description.name().stem();
        // Beside its target, so that it can be renamed; in the place of the base's only once the archive is there.
        var nextIndex = indexFile.resolveSibling(indexFile.getFileName() + ".next");
        var order = new Order(
                compiled,
                from,
                description,
                description.base().map(_ -> indexFile),
                out,
                nextIndex,
                out.resolve("." + stem + ".part"),
                quarantine ? new BadInput.Quarantine(out.resolve(stem + "_quarantine")) : new BadInput.Fail());
        var settings = EngineSettings.ofThisMachine().withThreads(threads);
        var made = new Engine(settings).make(order, new Display(transfers, stem));
        Files.move(nextIndex, indexFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return made;
    }

    private ExtractDescription description(CompiledDataSet compiled, Path indexFile) throws IOException {
        var time = at == null ? Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS) : at;
        try {
            var name =
                    new ArchiveName(type, client, population, compiled.version(), time.truncatedTo(ChronoUnit.MINUTES));
            Optional<ArchiveName> base = type == ExtractType.COMPLETE
                    ? Optional.empty()
                    : ArchiveName.parse(RowIndex.identity(indexFile).extract());
            return new ExtractDescription(name, compiled.type(), time, time, base);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private Source source() {
        if (source.matches("(?i)https?:.*")) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--source takes a folder or a database, not the address of a FHIR server. Have a server of Almoner fetch"
                            + " the export (almoner population add ORG MNEMONIC --source " + source
                            + "), or fetch it yourself and name the folder that the NDJSON is in.");
        }
        return source.startsWith("jdbc:")
                ? new Source.Database(source, new Properties())
                : new Source.Folder(Path.of(source));
    }

    private static List<String> lines(Made made) {
        return List.of(made.extract().archive().toString());
    }

    /** What a program wants to know of it. */
    private record Summary(
            String archive, long sizeInBytes, String index, long bytesRead, long problems, List<ArchivedFile> files) {

        static Summary of(Made made) {
            return new Summary(
                    made.extract().archive().toString(),
                    made.extract().size(),
                    made.extract().index().toString(),
                    made.bytesRead(),
                    made.problems(),
                    made.extract().summary().files());
        }
    }

    /** Shows how it gets on. */
    private record Display(Transfers transfers, String stem) implements Watcher {

        @Override
        public void progress(Progress progress) {
            transfers.at("Reading", stem, progress.bytesRead(), progress.bytesTotal());
        }

        @Override
        public boolean isCancelled() {
            return Thread.currentThread().isInterrupted();
        }
    }
}
