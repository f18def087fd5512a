package org.almoner.server.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header of that name (RFC 9110, section 10.2.3): seconds, or a date. */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern MORE_SECONDS = Pattern.compile("[0-9]{10,}");

    private RetryAfter() {}

    /** How long to wait; never negative, empty if it says nothing that can be understood. */
    static Optional<Duration> parse(String value, Instant now) {
        var text = value.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        if (MORE_SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Integer.MAX_VALUE));
        }
        try {
            var moment = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(moment.isAfter(now) ? Duration.between(now, moment) : Duration.ZERO);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
