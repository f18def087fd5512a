package org.almoner.bench.download;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.almoner.bench.measure.BenchFailure;
import org.almoner.bench.measure.Spread;

/**
 * Many clients that each take their bytes at a low, steady rate, all on the calling thread: every tenth of a second each
 * client reads what its rate allows, and not a byte more.
 */
final class SlowClients {

    private static final Duration TICK = Duration.ofMillis(100);

    private final int clients;
    private final int bytesPerSecond;
    private final Duration rampUp;

    /** @param rampUp the time over which the clients arrive, evenly */
    SlowClients(int clients, int bytesPerSecond, Duration rampUp) {
        this.clients = clients;
        this.bytesPerSecond = bytesPerSecond;
        this.rampUp = rampUp;
    }

    /**
     * What came of it.
     *
     * @param complete how many clients got the whole file, each byte right
     * @param failures what went wrong for the others
     * @param seconds how long the complete ones took, from connecting to the last byte
     * @param mostBehind the furthest that any client was behind its rate, as the time it then had to wait for its bytes
     * @param generatorLate the most that the load generator itself was late: what is within this says nothing of the
     *     server
     */
    record Outcome(
            int complete,
            List<String> failures,
            Spread seconds,
            Duration mostBehind,
            Duration generatorLate,
            long bytes,
            Duration took) {}

    /**
     * Lets every client download the same thing once.
     *
     * @param length how long it is, in bytes
     * @param crc32c the check sum of its bytes
     * @throws BenchFailure if no client got it whole
     */
    Outcome download(InetSocketAddress server, String target, long length, long crc32c) {
        var request = Fetch.request(server, target, Map.of());
        var all = new ArrayList<SlowClient>();
        long begin = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            long starts = begin + rampUp.toNanos() * i / clients;
            all.add(new SlowClient(server, request, length, crc32c, bytesPerSecond, starts));
        }
        long late = run(all, begin);
        var took = Duration.ofNanos(System.nanoTime() - begin);
        return outcome(all, Duration.ofNanos(late), took);
    }

    /** Returns the most that a tick was late, in nanoseconds. */
    private static long run(List<SlowClient> all, long begin) {
        var buffer = ByteBuffer.allocateDirect(1 << 16);
        var busy = new ArrayList<>(all);
        long late = 0;
        try {
            for (long tick = begin; !busy.isEmpty(); tick += TICK.toNanos()) {
                long wait = tick - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                }
                late = Math.max(late, System.nanoTime() - tick);
                if (Thread.interrupted()) {
                    Thread.currentThread().interrupt();
                    throw new BenchFailure("Interrupted");
                }
                busy.removeIf(client -> !client.goOn(buffer));
            }
        } finally {
            busy.forEach(SlowClient::close);
        }
        return late;
    }

    private static Outcome outcome(List<SlowClient> all, Duration late, Duration took) {
        var complete = all.stream().filter(client -> client.failure().isEmpty()).toList();
        var failures = all.stream()
                .flatMap(client -> client.failure().stream())
                .distinct()
                .toList();
        if (complete.isEmpty()) {
            throw new BenchFailure("No client got the whole file: " + String.join("; ", failures));
        }
        return new Outcome(
                complete.size(),
                failures,
                Spread.of(complete.stream().map(SlowClient::seconds).toList()),
                Duration.ofNanos(all.stream()
                        .mapToLong(SlowClient::mostBehindNanos)
                        .max()
                        .orElse(0)),
                late,
                all.stream().mapToLong(SlowClient::received).sum(),
                took);
    }
}
