package org.almoner.client.download;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What tells a state of an object from any other, strongly enough to put bytes of several answers together (RFC 9110 §8.8.1).
 *
 * @param text a strong entity tag, or an HTTP date; what goes into {@code If-Range} (RFC 9110 §13.1.5)
 */
record Validator(@JsonValue String text) {

    /** A date may be relied on from this long after it on (RFC 9110 §8.8.2.2). */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(1);

    private static final Pattern STRONG = Pattern.compile("\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Validator {
        if (!text.startsWith("\"") && time(text).isEmpty()) {
            throw new IllegalArgumentException("Neither a strong entity tag nor a date: " + text);
        }
    }

    /** What an answer's validator is to this one. */
    enum Agreement {
        SAME,
        OTHER,
        SILENT
    }

    /**
     * The validator of an answer. A date is only taken where there is no entity tag, not even a weak one (RFC 9110 §13.1.5), and where
     * the object cannot have changed again within the second that the date names (§8.8.2.2).
     */
    static Optional<Validator> of(HttpHeaders headers) {
        var etag = headers.firstValue("ETag");
        if (etag.isPresent()) {
            return etag.filter(tag -> STRONG.matcher(tag).matches()).map(Validator::new);
        }
        var modified = headers.firstValue("Last-Modified");
        var date = headers.firstValue("Date").flatMap(Validator::time);
        return modified.filter(field -> time(field)
                        .flatMap(from ->
                                date.map(to -> Duration.between(from, to).compareTo(CLOCK_GRAIN) >= 0))
                        .orElse(false))
                .map(Validator::new);
    }

    Agreement agreement(HttpHeaders headers) {
        var said = headers.firstValue(text.startsWith("\"") ? "ETag" : "Last-Modified");
        if (said.isEmpty()) {
            return Agreement.SILENT;
        }
        return said.get().equals(text) ? Agreement.SAME : Agreement.OTHER;
    }

    private static Optional<ZonedDateTime> time(String field) {
        try {
            return Optional.of(ZonedDateTime.parse(field, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
