package org.almoner.sample.population;

/** Moments are seconds since 1970, so that a life can be drawn by plain arithmetic. */
final class Seconds {

    static final long MINUTE = 60;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;
    static final long YEAR = 365 * DAY;

    /** Later than anything. */
    static final long NEVER = Long.MAX_VALUE;

    private Seconds() {}
}
