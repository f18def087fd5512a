package org.almoner.sample.population;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * A made-up population as it stands on one day. The same values give the same bytes, wherever and whenever; the same seed
 * on a later day gives the same people later: with new records, changed ones and without those that are gone.
 *
 * @param seed another seed gives other people
 * @param patients how many people are in it on any day, 1 to {@value #MOST_PATIENTS}; whoever leaves is followed by somebody new
 * @param at what happened before this day (UTC) is in the records, {@link #EARLIEST} to {@link #LATEST}
 */
public record SamplePopulation(long seed, int patients, LocalDate at) {

    public static final int MOST_PATIENTS = 10_000_000;
    public static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    public static final LocalDate LATEST = LocalDate.of(2100, 1, 1);

    /** The day of a population of which none is given: a fixed one, so that two people get the same bytes. */
    public static final LocalDate DEFAULT_AT = LocalDate.of(2026, 1, 1);

    /** How long finished records are kept. Those still open, and the encounters they began in, are kept as long as they are open. */
    static final int HISTORY_DAYS = 5 * 365;

    public SamplePopulation {
        if (patients < 1 || patients > MOST_PATIENTS) {
            throw new IllegalArgumentException(
                    "A sample population has 1 to " + MOST_PATIENTS + " patients, not " + patients + ".");
        }
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "A sample population is of a day from " + EARLIEST + " to " + LATEST + ", not " + at + ".");
        }
    }

    /** The first second that is not in the records any more, since 1970. */
    long end() {
        return at.toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC);
    }

    /** The second from which on finished records are kept. */
    long begin() {
        return end() - HISTORY_DAYS * Seconds.DAY;
    }
}
