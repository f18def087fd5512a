package org.almoner.bench.download;

import java.util.function.DoubleSupplier;

/**
 * Keeps a server busy until it gets no faster. A JVM compiles what it finds itself doing often; a server that has run for an
 * hour is past that, and it is such a server that is to be measured.
 */
final class WarmUp {

    /** Less than this much faster than ever before is no faster. */
    private static final double GAIN = 1.03;

    /** So often in a row. */
    private static final int SETTLED = 3;

    private final int most;

    /** @param most how many spells of work to do at most */
    WarmUp(int most) {
        this.most = most;
    }

    /**
     * Repeats the work.
     *
     * @param spell does some work and returns the rate at which it was done
     * @return how many spells it took
     */
    int run(DoubleSupplier spell) {
        double best = 0;
        int settled = 0;
        int spells = 0;
        while (settled < SETTLED && spells < most) {
            double rate = spell.getAsDouble();
            settled = rate > best * GAIN ? 0 : settled + 1;
            best = Math.max(best, rate);
            spells++;
        }
        return spells;
    }
}
