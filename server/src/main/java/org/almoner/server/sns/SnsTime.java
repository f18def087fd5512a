package org.almoner.server.sns;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** A {@code Timestamp}: in milliseconds, of which there are never none. */
public record SnsTime(Instant instant) {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    public SnsTime {
        instant = instant.truncatedTo(ChronoUnit.MILLIS);
        if (Math.floorMod(instant.toEpochMilli(), 1_000) == 0) {
            // Some verifiers read the time and print it again for the string to sign, without three zeros.
            instant = instant.plusMillis(1);
        }
    }

    /** Such as {@code 2012-05-02T00:54:06.655Z}. */
    public String text() {
        return FORM.format(instant);
    }
}
