package org.almoner.server.web;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Moments as the database keeps them and the APIs write them: to the microsecond, in UTC. */
public final class Timestamps {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** Now, as it will read after a trip through the database. */
    public static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Always six digits of a second and the offset, such as {@code 2022-12-15T20:36:54.371613+00:00}. */
    public static String text(Instant moment) {
        return MICROSECONDS.format(moment);
    }
}
