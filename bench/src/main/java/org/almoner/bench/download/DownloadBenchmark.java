package org.almoner.bench.download;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

import org.almoner.bench.download.CaseResult.Failed;
import org.almoner.bench.download.CaseResult.Measured;
import org.almoner.bench.download.Load.Listing;
import org.almoner.bench.download.Load.ManyFiles;
import org.almoner.bench.download.Load.WholeFile;
import org.almoner.bench.download.Nginx.AccessLog;
import org.almoner.bench.measure.BenchFailure;
import org.almoner.bench.measure.Machine;
import org.almoner.bench.measure.ProcessTree;

/** One run: the same loads on nginx, on nginx that logs, and on the challenger, and the report of them. */
final class DownloadBenchmark {

    /** The name of the slow clients where cases are named. */
    static final String SLOW = "slow";

    private final Plan plan;
    private final TestFiles files;
    private final Nginx nginx;
    private final Challenger challenger;
    private final LoadGenerator load;
    private final Optional<FlightRecorder> recorder;
    private final PrintWriter progress;

    /**
     * @param recorder records the challenger; empty if nothing is to be recorded, or the challenger is no JVM
     * @param progress where to say what is going on
     */
    DownloadBenchmark(
            Plan plan,
            TestFiles files,
            Nginx nginx,
            Challenger challenger,
            LoadGenerator load,
            Optional<FlightRecorder> recorder,
            PrintWriter progress) {
        this.plan = plan;
        this.files = files;
        this.nginx = nginx;
        this.challenger = challenger;
        this.load = load;
        this.recorder = recorder;
        this.progress = progress;
    }

    /**
     * What to do.
     *
     * @param rounds how often to measure each case on each server
     * @param cases the names of the cases to measure
     */
    record Plan(Scale scale, int rounds, List<String> cases) {
        Plan {
            cases = List.copyOf(cases);
        }

        /** The files that the cases need. */
        Set<FileSet> sets() {
            // What is listed consists of small files.
            var sets = EnumSet.of(FileSet.SMALL);
            for (var one : Case.all(scale)) {
                if (cases.contains(one.name())) {
                    switch (one.load()) {
                        case WholeFile _ -> sets.add(FileSet.LARGE);
                        case ManyFiles many -> sets.add(many.set());
                        case Listing _ -> {}
                    }
                }
            }
            if (cases.contains(SLOW)) {
                sets.add(FileSet.SLOW);
            }
            return sets;
        }
    }

    /** @param programs names and versions of what takes part, for the report */
    Report run(List<String> programs) {
        var machine = Machine.here();
        say("Starting the servers");
        var plain = nginx.start("nginx", AccessLog.OFF);
        var logging = nginx.start("nginx with log", AccessLog.BUFFERED);
        var challenging = challenger.start();
        offerListing();
        var contenders = List.of(plain, logging, challenging);
        var cases = new ArrayList<CaseResult>();
        for (var one : Case.all(plan.scale())) {
            if (plan.cases().contains(one.name())) {
                cases.add(measure(one, contenders));
            }
        }
        var slow = plan.cases().contains(SLOW) ? slow(logging) : List.<SlowResult>of();
        return new Report(
                Instant.now(),
                machine,
                programs,
                plan.scale(),
                plan.rounds(),
                contenders.stream().map(Contender::name).toList(),
                cases,
                slow);
    }

    private void offerListing() {
        try {
            Files.writeString(files.root().resolve(Nginx.LISTING), challenger.listing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CaseResult measure(Case one, List<Contender> contenders) {
        try {
            for (var contender : contenders) {
                say(one.name() + ": checking and warming up " + contender.name());
                check(one, contender);
                warmUp(one, contender);
            }
            var challenging = contenders.getLast();
            return recorder.map(recording ->
                            recording.record(challenging.process().pid(), one.name(), () -> inTurn(one, contenders)))
                    .orElseGet(() -> inTurn(one, contenders));
        } catch (BenchFailure e) {
            var reason = e.getMessage()
                    + challenger.trouble().map(trouble -> "; " + trouble).orElse("");
            say(one.name() + " failed: " + reason);
            return new Failed(one, reason);
        }
    }

    private void warmUp(Case one, Contender contender) {
        var scale = plan.scale();
        new WarmUp(scale.warmUpSpells()).run(() -> one.unit().rate(load.apply(one.load(), contender, scale.warmUp())));
    }

    private CaseResult inTurn(Case one, List<Contender> contenders) {
        return new Measured(one, InTurn.measure(contenders, plan.rounds(), contender -> {
            var round = load.apply(one.load(), contender, plan.scale().measured());
            say("%s: %s %.0f %s"
                    .formatted(
                            one.name(),
                            contender.name(),
                            one.unit().rate(round),
                            one.unit().rateLabel()));
            return round;
        }));
    }

    private void check(Case one, Contender contender) {
        var bytes = new SameBytes(files);
        switch (one.load()) {
            case WholeFile _ -> bytes.check(contender, FileSet.LARGE);
            case ManyFiles many -> bytes.check(contender, many.set());
            // The listing was fetched from the challenger, and is what nginx serves.
            case Listing _ -> {}
        }
    }

    private List<SlowResult> slow(Contender peer) {
        var results = new ArrayList<SlowResult>();
        results.add(slow(peer.name(), () -> peer, Optional::empty));
        results.add(slow(challenger.name(), challenger::startSmall, challenger::garbage));
        return results;
    }

    private SlowResult slow(String name, Supplier<Contender> start, Supplier<Optional<GcLog>> garbage) {
        try {
            return slow(start.get(), garbage);
        } catch (BenchFailure e) {
            var reason = e.getMessage()
                    + challenger.trouble().map(trouble -> "; " + trouble).orElse("");
            say("slow failed: " + reason);
            return new SlowResult.Failed(name, reason);
        }
    }

    private SlowResult slow(Contender contender, Supplier<Optional<GcLog>> garbage) {
        var scale = plan.scale();
        say("slow: %d clients on %s, %d s"
                .formatted(
                        scale.slowClients(),
                        contender.name(),
                        scale.slowDuration().toSeconds()));
        var clients = new SlowClients(scale.slowClients(), scale.slowRate(), scale.slowRampUp());
        contender.process().forgetPeakMemory();
        var serverBefore = contender.process().cpu();
        var loadBefore = ProcessTree.cpuOfThisProgram();
        var outcome = clients.download(
                contender.address(), contender.targets().of(FileSet.SLOW).getFirst(), scale.slowFile(), checkSum());
        return new SlowResult.Measured(
                contender.name(),
                outcome,
                contender.process().cpu().minus(serverBefore),
                ProcessTree.cpuOfThisProgram().minus(loadBefore),
                contender.process().peakMemory(),
                contender.process().threads(),
                garbage.get());
    }

    private long checkSum() {
        var name = FileSet.SLOW.fileNames(plan.scale()).getFirst();
        try {
            var sum = new CRC32C();
            sum.update(Files.readAllBytes(files.path(FileSet.SLOW, name)));
            return sum.getValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String what) {
        progress.println(what);
    }
}
