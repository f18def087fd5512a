package org.almoner.client.http;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.failure.AlmonerException.Refused;
import org.almoner.client.failure.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a server answered, read whole. */
public final class Answer {

    private static final String REQUEST_ID = "X-Request-Id";

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    /** @param body not copied, not to be altered */
    Answer(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** The HTTP status code. */
    public int status() {
        return status;
    }

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /**
     * The JSON of the body.
     *
     * @param what what was asked, for the message
     * @throws AlmonerException.BadAnswer if it is not JSON, or not of that shape
     */
    public <T> T read(Class<T> type, String what) {
        return Json.read(json(what), type, what);
    }

    /** The body as text in UTF-8. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json(String what) {
        return Json.tree(body, what);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** How long the server asks to wait (RFC 9110 §10.2.3); empty when it does not say, or not in a way that is known. */
    public static Optional<Duration> retryAfter(HttpHeaders headers, InstantSource clock) {
        return headers.firstValue("Retry-After").flatMap(field -> waitOf(field.strip(), clock.instant()));
    }

    private static Optional<Duration> waitOf(String field, Instant now) {
        try {
            if (field.matches("[0-9]{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(field)));
            }
            var until = ZonedDateTime.parse(field, DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(now, until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The exception that says what the server said no to. */
    Refused refusal(InstantSource clock) {
        return Refused.of(problem(), retryAfter(headers, clock));
    }

    private Problem problem() {
        var requestId = header(REQUEST_ID).orElse(null);
        var json = jsonOrNull();
        if (json == null) {
            return new Problem(status, Problem.BLANK, "The server answered " + status, null, requestId);
        }
        // A token endpoint speaks of `error` and `error_description` (RFC 6749 §5.2), the Data Syndication API of a
        // `message`,
        // all else of problems.
        return new Problem(
                status,
                text(json, "type").orElse(Problem.BLANK),
                text(json, "title").or(() -> text(json, "error")).orElse("The server answered " + status),
                text(json, "detail")
                        .or(() -> text(json, "error_description"))
                        .or(() -> text(json, "message"))
                        .orElse(null),
                text(json, "request_id").orElse(requestId));
    }

    private @Nullable JsonNode jsonOrNull() {
        if (!header("Content-Type").orElse("").matches("(?i)application/([a-z.+-]*\\+)?json\\b.*")) {
            return null;
        }
        try {
            var node = json("the request");
            return node.isObject() ? node : null;
        } catch (AlmonerException.BadAnswer e) {
            return null;
        }
    }

    private static Optional<String> text(JsonNode node, String name) {
        var field = node.path(name);
        return field.isString() ? Optional.of(field.stringValue()) : Optional.empty();
    }
}
