package org.almoner.dataset.bulk;

import java.time.Duration;

/**
 * How patient an export is.
 *
 * @param stall how long nothing may move in an exchange before it counts as broken
 * @param attempts how often in a row something may fail for a reason that can pass, before it is given up; at least 1. What gets
 *     further between two failures starts counting anew
 * @param firstPause the longest pause after the first failure or poll; doubles with each further one
 * @param usualPause what a pause does not exceed, unless the server asks for more
 * @param longestPause what a pause never exceeds, whatever the server asks for
 * @param longestWait how long the server may take to get the files ready, from the start of the export
 * @param downloads how many files are fetched at once; at least 1
 */
public record BulkLimits(
        Duration stall,
        int attempts,
        Duration firstPause,
        Duration usualPause,
        Duration longestPause,
        Duration longestWait,
        int downloads) {

    /** A day for the export, an hour at most between two questions. */
    public static final BulkLimits USUAL = new BulkLimits(
            Duration.ofSeconds(60),
            8,
            Duration.ofSeconds(2),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofDays(1),
            4);

    public BulkLimits {
        if (attempts < 1 || downloads < 1) {
            throw new IllegalArgumentException("There must be at least one attempt and one download at once");
        }
        if (!stall.isPositive() || !firstPause.isPositive() || !longestWait.isPositive()) {
            throw new IllegalArgumentException("stall, firstPause and longestWait must be positive");
        }
        if (usualPause.compareTo(firstPause) < 0 || longestPause.compareTo(usualPause) < 0) {
            throw new IllegalArgumentException("Pauses must not shrink: firstPause, usualPause, longestPause");
        }
    }

    /**
     * How long to pause. Waits for nothing and reads no clock.
     *
     * @param times how often it came to a pause in a row before, from 0
     * @param random between 0 (inclusive) and 1 (exclusive)
     */
    Duration pause(int times, double random) {
        var ceiling = firstPause;
        for (int i = 0; i < times && ceiling.compareTo(usualPause) < 0; i++) {
            ceiling = ceiling.multipliedBy(2);
        }
        return jittered(shorter(ceiling, usualPause), random);
    }

    /** How long to pause when the server asked for a pause: a little more, so that not all come back at once. */
    Duration pause(Duration asked, double random) {
        // First the bound: what was asked for may be too long to be added to.
        return shorter(shorter(asked, longestPause).plus(jittered(firstPause, random)), longestPause);
    }

    private static Duration jittered(Duration ceiling, double random) {
        return Duration.ofNanos((long) (ceiling.toNanos() * (0.5 + random / 2)));
    }

    static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
