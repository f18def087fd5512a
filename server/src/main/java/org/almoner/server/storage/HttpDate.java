package org.almoner.server.storage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates in fields (RFC 9110 §5.6.7): written in the one form, read in all three. */
final class HttpDate {

    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    /** "Sunday, 06-Nov-94 08:49:37 GMT": the century is the one that puts the year less than 50 years into the future. */
    private static DateTimeFormatter rfc850(Instant now) {
        var year = now.atOffset(ZoneOffset.UTC).getYear();
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, year - 49)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US);
    }

    /** "Sun Nov  6 08:49:37 1994". */
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US);

    private HttpDate() {}

    static String format(Instant instant) {
        return IMF_FIXDATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** The moment a field's value names; empty if it names none. */
    static Optional<Instant> parse(String value, Instant now) {
        return List.of(IMF_FIXDATE, rfc850(now), ASCTIME).stream()
                .flatMap(form -> parse(value, form).stream())
                .findFirst();
    }

    private static Optional<Instant> parse(String value, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(value, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
