package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Plain;
import org.almoner.cli.output.Table;
import org.almoner.cli.output.Transfers;
import org.almoner.sample.population.FolderTakenException;
import org.almoner.sample.population.PopulationFolder;
import org.almoner.sample.population.PopulationListener;
import org.almoner.sample.population.SamplePopulation;
import org.almoner.sample.population.WrittenFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code almoner sample population} */
@Command(
        name = "population",
        description = {
            "Write made-up patients with their records: FHIR R4 as NDJSON, one file per resource type.",
            "The same arguments give the same bytes on any machine. The same seed with a later date gives the same people"
                    + " later: with new records, changed ones and deleted ones, people who came and people who left."
        },
        footerHeading = "%nExample: a population at two dates%n",
        footer = {
            "  almoner sample population --out january --at 2026-01-01",
            "  almoner sample population --out april --at 2026-04-01"
        })
public final class SamplePopulationCommand implements Runnable {

    private final Context context;

    @Option(
            names = "--patients",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many people, 1 to 10,000,000; 100 if not given. Each is about 420 kB.")
    private int patients;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Another seed gives other people; 1 if not given.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "Where the files go; made if it is not there, and otherwise empty.")
    private Path folder = Path.of(".");

    @Option(
            names = "--at",
            paramLabel = "DATE",
            description = "The day of which the records are, 2000-01-01 to 2100-01-01; 2026-01-01 if not given.")
    private LocalDate at = SamplePopulation.DEFAULT_AT;

    @Option(names = "--gzip", description = "Compress the files.")
    private boolean gzip;

    @Option(names = "--force", description = "Replace a sample that is in the folder. Other files are never touched.")
    private boolean force;

    SamplePopulationCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var population = new SamplePopulation(seed, patients, at);
        var out = new PopulationFolder(folder, gzip, force, Runtime.getRuntime().availableProcessors());
        List<WrittenFile> written;
        try (var transfers = context.out().transfers()) {
            written = out.write(population, new Display(transfers));
            long bytes = written.stream().mapToLong(WrittenFile::bytes).sum();
            transfers.done(Plain.count(patients, "patient") + " of " + at + ": " + Plain.size(bytes));
        } catch (FolderTakenException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage() + (force ? "" : " (--force)"));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "The sample could not be written: " + e);
        }
        context.out()
                .table(new Result(folder.toString(), seed, at, patients, files(written)), () -> table(written), "");
    }

    private static Table table(List<WrittenFile> written) {
        var table = new Table("FILE", "RESOURCES", "SIZE");
        written.forEach(file -> table.row(file.path(), file.lines(), Plain.size(file.bytes())));
        return table;
    }

    private static List<Result.File> files(List<WrittenFile> written) {
        return written.stream()
                .map(file ->
                        new Result.File(file.type().typeName(), file.path().toString(), file.lines(), file.bytes()))
                .toList();
    }

    /** What was written, as JSON. */
    private record Result(String folder, long seed, LocalDate at, int patients, List<File> files) {

        /** @param uncompressedSizeInBytes of the NDJSON */
        record File(String resourceType, String path, long resources, long uncompressedSizeInBytes) {}
    }

    /** Shows how the writing gets on; how much it will be is guessed from what there is. */
    private record Display(Transfers transfers) implements PopulationListener {

        @Override
        public void written(int patients, int ofPatients, long bytes) {
            if (patients > 0) {
                transfers.at("Writing", "sample", bytes, Math.max(bytes, bytes / patients * ofPatients));
            }
        }
    }
}
