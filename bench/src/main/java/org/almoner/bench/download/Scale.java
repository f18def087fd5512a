package org.almoner.bench.download;

import java.time.Duration;

/**
 * How much is measured. Sizes are in bytes.
 *
 * @param largeFile size of the one large file
 * @param mediumFiles how many medium files there are
 * @param smallFiles how many small files there are
 * @param connections how many connections ask for medium and small files and for listings
 * @param warmUp how long one spell of warming up takes
 * @param warmUpSpells how many spells there are at most before a case is measured
 * @param measured how long one measurement of a case takes, where it is not one whole download
 * @param slowClients how many clients there are that take their bytes slowly
 * @param slowRate how fast each of them reads, in bytes a second
 * @param slowDuration how long each of them needs for its file
 * @param slowRampUp the time over which they arrive
 */
record Scale(
        long largeFile,
        int mediumFiles,
        long mediumFile,
        int smallFiles,
        long smallFile,
        int connections,
        Duration warmUp,
        int warmUpSpells,
        Duration measured,
        int slowClients,
        int slowRate,
        Duration slowDuration,
        Duration slowRampUp) {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    static final Scale FULL = new Scale(
            2048 * MIB,
            64,
            MIB,
            256,
            4 * KIB,
            64,
            Duration.ofSeconds(5),
            12,
            Duration.ofSeconds(10),
            2000,
            50_000,
            Duration.ofSeconds(90),
            Duration.ofSeconds(4));

    /** Just enough to see that everything works. Its figures mean nothing. */
    static final Scale QUICK = new Scale(
            32 * MIB,
            8,
            MIB,
            16,
            4 * KIB,
            16,
            Duration.ofSeconds(1),
            1,
            Duration.ofSeconds(1),
            100,
            50_000,
            Duration.ofSeconds(2),
            Duration.ofMillis(200));

    long slowFile() {
        return slowRate * slowDuration.toSeconds();
    }

    /** What the files take on disk: once for each of the two servers. */
    long diskNeeded() {
        return 2 * (largeFile + mediumFiles * mediumFile + smallFiles * smallFile + slowFile());
    }
}
