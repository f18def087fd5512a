package org.almoner.dataset.bulk;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came back.
 *
 * @param uri where it came from in the end
 * @param body empty if it went to a file
 */
record Answer(URI uri, int status, HttpHeaders headers, String body) {

    static final int ACCEPTED = 202;
    static final int UNAUTHORIZED = 401;
    static final int TOO_MANY = 429;

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    boolean successful() {
        return status / 100 == 2;
    }

    /** Whether the same request may be answered otherwise in a while. */
    boolean passing() {
        return switch (status) {
            case 408, TOO_MANY, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    /** RFC 9110 §10.2.3: seconds or a date. What is neither is as if it were not there. */
    Optional<Duration> retryAfter(Instant now) {
        return header("Retry-After").flatMap(field -> waitOf(field.strip(), now));
    }

    private static Optional<Duration> waitOf(String field, Instant now) {
        try {
            if (field.matches("[0-9]{1,10}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(field)));
            }
            var until = ZonedDateTime.parse(field, DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(now, until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The status, and what the server says about it. */
    String told() {
        var said = Outcomes.of(body).stream()
                .limit(3)
                .map(ExportProblems.Issue::toString)
                .collect(Collectors.joining("; "));
        return status + (said.isEmpty() ? "" : ", " + said);
    }
}
