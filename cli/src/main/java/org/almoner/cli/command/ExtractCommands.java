package org.almoner.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Plain;
import org.almoner.cli.output.Table;
import org.almoner.client.admin.ExtractJob;
import org.almoner.client.admin.ManagedExtract;
import org.almoner.client.syndication.ExtractType;
import org.almoner.client.syndication.Syndication;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner extract ...} */
@Command(
        name = "extract",
        description = {
            "Make extracts of populations, look after them, and fetch them.",
            "'almoner extracts' lists those that you can fetch."
        },
        subcommands = {ExtractBuildCommand.class, ExtractVerifyCommand.class, ExtractCheckLawCommand.class})
public final class ExtractCommands {

    /** How often a job that is followed is looked at. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Pattern ARCHIVE = Pattern.compile(
            "syndication_[a-z0-9]+_[IC]_(?<organization>[a-z0-9-]+)_(?<population>[a-z0-9-]+)_[0-9.]+_[0-9]{12}\\.tar\\.gz");

    private final Context context;

    ExtractCommands(Context context) {
        this.context = context;
    }

    @Command(
            name = "run",
            description = {
                "Have an extract of a population made now.",
                "The jobs of a population run one after the other. Ctrl-C ends the following, not the job."
            },
            footerHeading = "%nExample:%n",
            footer = "  almoner extract run stmarys/diabetes --type COMPLETE --follow")
    void run(
            @Parameters(
                            paramLabel = "ORG/POPULATION",
                            converter = PopulationAddress.Converter.class,
                            description = "Mnemonics.")
                    PopulationAddress meant,
            @Option(names = "--type", required = true, paramLabel = "TYPE", description = "COMPLETE or INCREMENTAL.")
                    ExtractType type,
            @Option(
                            names = "--dataset",
                            paramLabel = "DATASET",
                            defaultValue = "LONG_REC",
                            description = "Otherwise ${DEFAULT-VALUE}.")
                    String dataSet,
            @Option(
                            names = "--dataset-version",
                            paramLabel = "VERSION",
                            description = "Of the data set's specification. Otherwise the newest that the server has.")
                    @Nullable
                    String version,
            @Option(names = "--follow", description = "Show how it gets on, and end when it does.") boolean follow) {
        var job = context.admin()
                .admin()
                .extracts()
                .run(meant.organization(), meant.population(), type, dataSet, version);
        if (follow) {
            follow(job.id());
        } else {
            context.out().result(job, () -> List.of("Job " + job.id() + " will make it."));
            context.out().note("To follow it: almoner extract job " + job.id() + " --follow");
        }
    }

    @Command(
            name = "job",
            description = "Show a job, and how far it is.",
            footerHeading = "%nExample:%n",
            footer = "  almoner extract job 7a1f0b52-3c9d-4e0e-9a55-1f0d6c1b2e88 --follow")
    void job(
            @Parameters(paramLabel = "JOB", description = "Its id.") String id,
            @Option(names = "--follow", description = "Show how it gets on, and end when it does.") boolean follow) {
        if (follow) {
            follow(id);
        } else {
            var job = context.admin().admin().extracts().job(id);
            context.out().result(job, () -> List.of(said(job)));
        }
    }

    private void follow(String id) {
        ExtractJob job;
        try (var display = new JobDisplay(context.out(), id)) {
            job = context.admin().admin().extracts().follow(id, LOOK, display::see);
        }
        // As JSON it is the whole job, whatever came of it; the exit code tells the rest.
        if (context.out().mode().json()) {
            context.out().result(job, List::of);
        }
        var sentence = JobDisplay.sentence(job);
        if (!context.out().mode().json()) {
            context.out().result(job, () -> List.of(sentence));
        }
    }

    /** What became of a job, where that it failed is no failure of the command. */
    private static String said(ExtractJob job) {
        try {
            return JobDisplay.sentence(job);
        } catch (CommandFailure e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Command(name = "jobs", description = "List jobs, newest first.")
    void jobs(
            @Option(
                            names = "--population",
                            paramLabel = "ORG/POPULATION",
                            converter = PopulationAddress.Converter.class,
                            description = "Only those of this population.")
                    @Nullable
                    PopulationAddress population,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description = "Only those that are queued, running, done, failed or cancelled.")
                    @Nullable
                    String state,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "No more than so many; 0 for all. Otherwise ${DEFAULT-VALUE}.")
                    long limit) {
        var all = context.admin()
                .admin()
                .extracts()
                .jobs(organization(population), mnemonic(population), state)
                .limit(most(limit))
                .toList();
        context.out().table(all, () -> jobs(all), "There is no job.");
    }

    private static Table jobs(List<ExtractJob> all) {
        var table = new Table("JOB", "POPULATION", "WHAT", "STATE", "ASKED", "ENDED", "EXTRACT");
        all.forEach(each -> table.row(
                each.id(),
                each.organization() + "/" + each.population(),
                each.extractType() == null ? "import" : each.extractType() + " " + each.datasetType(),
                each.state().name().toLowerCase(Locale.ROOT),
                Times.shown(each.askedAt()),
                Times.shown(each.endedAt()),
                each.extractId()));
        return table;
    }

    @Command(
            name = "cancel",
            description = "Have a job given up: at once if it waits, within seconds if it runs.",
            footerHeading = "%nExample:%n",
            footer = "  almoner extract cancel 7a1f0b52-3c9d-4e0e-9a55-1f0d6c1b2e88")
    void cancel(@Parameters(paramLabel = "JOB", description = "Its id.") String id) {
        var job = context.admin().admin().extracts().cancel(id);
        context.out()
                .result(
                        job,
                        () -> List.of(
                                job.state() == ExtractJob.State.CANCELLED
                                        ? "Cancelled job " + id + "."
                                        : "Job " + id + " will stop within seconds."));
    }

    @Command(
            name = "list",
            description = {"List the extracts of all populations, newest first; with those that were withdrawn."},
            footerHeading = "%nExample:%n",
            footer = "  almoner extract list --population stmarys/diabetes")
    void list(
            @Option(
                            names = "--population",
                            paramLabel = "ORG/POPULATION",
                            converter = PopulationAddress.Converter.class,
                            description = "Only those of this population.")
                    @Nullable
                    PopulationAddress population,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "No more than so many; 0 for all. Otherwise ${DEFAULT-VALUE}.")
                    long limit) {
        var all = context.admin()
                .admin()
                .extracts()
                .all(organization(population), mnemonic(population))
                .limit(most(limit))
                .toList();
        context.out().table(all, () -> extracts(all), "There is no extract.");
    }

    private static Table extracts(List<ManagedExtract> all) {
        var table = new Table("ID", "POPULATION", "TYPE", "DATASET", "RELEASED", "SIZE", "BASE", "WITHDRAWN");
        all.forEach(each -> table.row(
                each.id(),
                each.organization() + "/" + each.population(),
                each.extractType(),
                each.datasetType() + " " + each.version(),
                Times.shown(each.releasedAt()),
                Plain.size(each.sizeInBytes()),
                each.baseExtractId(),
                Times.shown(each.withdrawnAt())));
        return table;
    }

    @Command(name = "show", description = "Show an extract.")
    void show(@Parameters(paramLabel = "ID", description = "Its number.") long id) {
        var found = context.admin().admin().extracts().get(id);
        context.out().result(found, () -> lines(found));
    }

    private static List<String> lines(ManagedExtract extract) {
        var lines = new ArrayList<>(List.of(
                "Extract:    " + extract.id() + " (" + extract.extractType() + " of " + extract.datasetType() + " "
                        + extract.version() + ")",
                "Population: " + extract.organization() + "/" + extract.population(),
                "State of:   " + Times.shown(extract.extractTime()),
                "Released:   " + Times.shown(extract.releasedAt()),
                "File:       " + extract.fileName(),
                "Size:       " + extract.sizeInBytes() + " bytes, " + extract.rows() + " rows",
                "SHA-256:    " + extract.sha256()));
        if (extract.baseExtractId() != null) {
            lines.add("Starts from: " + extract.baseExtractId());
        }
        if (extract.problems() > 0) {
            lines.add("Problems:   " + extract.problems() + " pieces of the input were left out");
        }
        if (extract.withdrawnAt() != null) {
            lines.add("Withdrawn:  " + Times.shown(extract.withdrawnAt()) + ": " + extract.withdrawalReason());
        }
        return lines;
    }

    @Command(
            name = "withdraw",
            description = {
                "Withdraw an extract: nobody can have it any more.",
                "An INCREMENTAL cannot start from it, so run a COMPLETE if it was the newest. This cannot be undone."
            },
            footerHeading = "%nExample:%n",
            footer = "  almoner extract withdraw 159 --reason \"Made of the wrong export\"")
    void withdraw(
            @Parameters(paramLabel = "ID", description = "Its number.") long id,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            defaultValue = "Withdrawn by the operator",
                            description = "For the record. Otherwise \"${DEFAULT-VALUE}\".")
                    String reason) {
        var withdrawn = context.admin().admin().extracts().withdraw(id, reason);
        context.out().result(withdrawn, () -> List.of("Withdrew extract " + id + "."));
    }

    @Command(
            name = "import",
            description = {
                "Take in an archive that was made elsewhere.",
                "Its name says which population it is of. If it is broken off, the same command goes on where it stopped; once all"
                        + " has arrived, the server examines and releases it."
            },
            footerHeading = "%nExample:%n",
            footer = "  almoner extract import syndication_longrecord_C_stmarys_diabetes_1.0.0_202611110300.tar.gz")
    void takeIn(
            @Parameters(paramLabel = "FILE", description = "The archive.") Path file,
            @Option(names = "--follow", description = "Show how it is taken in, and end when it is.") boolean follow) {
        var name = ARCHIVE.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file + " is not called like an archive, such as"
                            + " syndication_longrecord_C_stmarys_diabetes_1.0.0_202611110300.tar.gz.");
        }
        ExtractJob job;
        try (var transfers = context.out().transfers()) {
            job = context.admin()
                    .archives()
                    .send(name.group("organization"), name.group("population"), file, new ImportDisplay(transfers));
        }
        if (follow) {
            follow(job.id());
        } else {
            context.out().result(job, () -> List.of("Job " + job.id() + " takes it in."));
            context.out().note("To follow it: almoner extract job " + job.id() + " --follow");
        }
    }

    @Command(
            name = "get",
            description = {
                "Fetch an extract, verified before it gets its name.",
                "If it is broken off, the same command goes on where it stopped; what is in place already is not fetched again."
            },
            footerHeading = "%nExample:%n",
            footer = "  almoner extract get 159 -o longrecord.tar.gz")
    void get(
            @Parameters(paramLabel = "ID", description = "Its number, as 'almoner extracts' shows it.") long id,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            description =
                                    "What it is to be called. Otherwise what the server calls it, in the current folder.")
                    @Nullable
                    Path target,
            @Option(names = "--overwrite", description = "Replace another file of that name.") boolean overwrite,
            @Mixin FetchOptions fetching) {
        var syndication = context.reader(fetching.settings()).syndication();
        var extract = syndication.extract(id);
        var name = Syndication.nameOf(extract);
        try (var transfers = context.out().transfers()) {
            var fetched = syndication.fetch(
                    extract,
                    target == null ? Path.of(name.replace('/', '_')) : target,
                    overwrite,
                    new GetDisplay(transfers));
            transfers.done(name + ": " + GetCommand.words(fetched));
            context.out()
                    .result(
                            GetResult.File.of(fetched),
                            () -> List.of(fetched.path().toString()));
        }
    }

    private static @Nullable String organization(@Nullable PopulationAddress population) {
        return population == null ? null : population.organization();
    }

    private static @Nullable String mnemonic(@Nullable PopulationAddress population) {
        return population == null ? null : population.population();
    }

    private static long most(long limit) {
        if (limit < 0) {
            throw new CommandFailure(ExitCode.USAGE, "--limit is a number from 0, not " + limit + ".");
        }
        return limit == 0 ? Long.MAX_VALUE : limit;
    }
}
