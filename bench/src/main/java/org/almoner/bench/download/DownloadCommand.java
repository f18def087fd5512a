package org.almoner.bench.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.almoner.bench.download.DownloadBenchmark.Plan;
import org.almoner.bench.measure.BenchFailure;
import org.almoner.bench.measure.Limits;
import org.almoner.bench.measure.Programs;
import org.almoner.bench.measure.Programs.Program;
import org.almoner.bench.measure.RunOptions;
import org.almoner.bench.measure.Workplace;
import org.almoner.bench.measure.Wrk;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code almoner bench download} command. */
@Command(
        name = "download",
        description = {
            "Measures downloads and listings of Almoner beside nginx, which serves the same bytes from plain files.",
            "Everything runs on the loopback address and in temporary folders, and is gone when it ends. nginx and wrk are"
                    + " installed with apt-get if they are missing and the user is root.",
            "A whole run takes about twenty minutes and 5 GB in the temporary folder; nothing else should be busy meanwhile."
        },
        sortOptions = false)
public final class DownloadCommand implements Callable<Integer> {

    // What each server and this program need beside the slow clients' connections.
    private static final int SPARE_FILES = 500;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--only",
            paramLabel = "CASE",
            split = ",",
            description = "measure these cases only: ${COMPLETION-CANDIDATES}",
            completionCandidates = CaseNames.class)
    private List<String> only = List.of();

    @Option(
            names = "--self-check",
            description = "measure nginx against itself, which shows the noise of the measurement")
    private boolean selfCheck;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "keep a flight recording of Almoner under each case in DIR")
    private @Nullable Path recordings;

    /** The names that {@code --only} takes. */
    static final class CaseNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        CaseNames() {
            Case.all(Scale.FULL).forEach(one -> add(one.name()));
            add(DownloadBenchmark.SLOW);
        }
    }

    /** Made by the command line, which then fills in the options. */
    public DownloadCommand() {}

    @Override
    public Integer call() {
        var plan = plan();
        try (var workplace = Workplace.open()) {
            var report = run(plan, workplace);
            options.print(options.json() ? JsonReport.of(report) : MarkdownReport.of(report));
            return report.failed() ? 1 : 0;
        }
    }

    private Plan plan() {
        var names = new CaseNames();
        for (var name : only) {
            if (!names.contains(name)) {
                throw options.usage("There is no case '" + name + "'. There are: " + String.join(", ", names));
            }
        }
        return new Plan(options.quick() ? Scale.QUICK : Scale.FULL, options.rounds(), only.isEmpty() ? names : only);
    }

    private Report run(Plan plan, Workplace workplace) {
        checkRoom(plan.scale(), workplace);
        var programs = Programs.findOrInstall(List.of(new Program("nginx", "nginx-light"), new Program("wrk", "wrk")));
        var progress = options.spec().commandLine().getErr();
        progress.println("Writing the test files");
        var files = TestFiles.write(workplace.folder("files"), plan.scale(), plan.sets());
        var nginx = new Nginx(programs.getFirst(), workplace, files);
        var wrk = new Wrk(programs.getLast(), workplace, Runtime.getRuntime().availableProcessors());
        var versions =
                List.of(Programs.firstLine(programs.getFirst(), "-v"), Programs.firstLine(programs.getLast(), "-v"));
        var challenger = selfCheck ? new NginxAgain(nginx) : almoner(workplace, files);
        var recorder = Optional.ofNullable(recordings)
                .filter(_ -> !selfCheck)
                .map(folder -> new FlightRecorder(javaHome(), folder, workplace));
        var load = new LoadGenerator(wrk, plan.scale());
        return new DownloadBenchmark(plan, files, nginx, challenger, load, recorder, progress).run(versions);
    }

    private static Challenger almoner(Workplace workplace, TestFiles files) {
        var checkout = Optional.ofNullable(System.getenv("ALMONER_HOME"))
                .orElseThrow(
                        () -> new BenchFailure("ALMONER_HOME is not set. Start this with ./almoner bench download"));
        return new AlmonerChallenger(new AlmonerServer(Path.of(checkout), javaHome(), workplace), files);
    }

    private static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    private static void checkRoom(Scale scale, Workplace workplace) {
        try {
            long room = Files.getFileStore(workplace.folder()).getUsableSpace();
            if (room < scale.diskNeeded()) {
                throw new BenchFailure(
                        "%s has %d MB left, and %d are needed. Choose another with TMPDIR or -Djava.io.tmpdir"
                                .formatted(
                                        workplace.folder().getParent(),
                                        room / 1_000_000,
                                        scale.diskNeeded() / 1_000_000));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int files = scale.slowClients() + SPARE_FILES;
        if (Limits.openFiles() < files) {
            throw new BenchFailure("Only %d open files are allowed. Allow more first: ulimit -Hn %d"
                    .formatted(Limits.openFiles(), files));
        }
    }
}
