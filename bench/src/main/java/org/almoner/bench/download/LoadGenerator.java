package org.almoner.bench.download;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.almoner.bench.download.Load.Listing;
import org.almoner.bench.download.Load.ManyFiles;
import org.almoner.bench.download.Load.WholeFile;
import org.almoner.bench.download.Round.Work;
import org.almoner.bench.measure.BenchFailure;
import org.almoner.bench.measure.ProcessTree;
import org.almoner.bench.measure.Wrk;
import org.almoner.bench.measure.Wrk.Requests;

/** Puts a load on a server and measures what comes of it, and what it costs both. */
final class LoadGenerator {

    private final Wrk wrk;
    private final Scale scale;

    LoadGenerator(Wrk wrk, Scale scale) {
        this.wrk = wrk;
        this.scale = scale;
    }

    /** @param duration how long to go on; a whole download that is under way then is finished */
    Round apply(Load load, Contender contender, Duration duration) {
        var serverBefore = contender.process().cpu();
        var loadBefore = loadCpu();
        var work = switch (load) {
            case WholeFile whole -> wholeFile(contender, whole.connections(), duration);
            case ManyFiles many -> manyFiles(contender, many, duration);
            case Listing listing -> listing(contender, listing.connections(), duration);
        };
        return new Round(
                work, contender.process().cpu().minus(serverBefore), loadCpu().minus(loadBefore));
    }

    private static Duration loadCpu() {
        return ProcessTree.cpuOfThisProgram().plus(ProcessTree.cpuOfEndedChildren());
    }

    private Work manyFiles(Contender contender, ManyFiles many, Duration duration) {
        var requests = new Requests(contender.base(), contender.targets().of(many.set()), Map.of());
        var result = wrk.run(requests, many.connections(), duration);
        long bytes = result.requests() * many.set().size(scale);
        return new Work(result.requests(), bytes, result.took(), Optional.of(result.latency()));
    }

    private Work listing(Contender contender, int connections, Duration duration) {
        var targets = contender.targets();
        var requests = new Requests(contender.base(), List.of(targets.listing()), targets.listingHeaders());
        var result = wrk.run(requests, connections, duration);
        return new Work(result.requests(), result.bytes(), result.took(), Optional.of(result.latency()));
    }

    private Work wholeFile(Contender contender, int connections, Duration duration) {
        var target = contender.targets().of(FileSet.LARGE).getFirst();
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        long downloads = 0;
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var running = IntStream.range(0, connections)
                    .mapToObj(_ -> threads.submit(() -> downloadsUntil(end, contender, target)))
                    .toList();
            for (var connection : running) {
                downloads += connection.get();
            }
        } catch (ExecutionException e) {
            throw new BenchFailure("A download from " + contender.name() + " failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted", e);
        }
        var took = Duration.ofNanos(System.nanoTime() - begin);
        return new Work(downloads, downloads * scale.largeFile(), took, Optional.empty());
    }

    private long downloadsUntil(long end, Contender contender, String target) {
        var fetch = new Fetch();
        long downloads = 0;
        do {
            long length = fetch.fetch(contender.address(), target, Map.of(), _ -> {});
            if (length != scale.largeFile()) {
                throw new BenchFailure(contender.name() + " gave " + length + " bytes of " + scale.largeFile());
            }
            downloads++;
        } while (System.nanoTime() < end);
        return downloads;
    }
}
