package org.almoner.client.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import org.almoner.client.bytepath.BytePath;
import org.almoner.client.bytepath.Exchange;
import org.almoner.client.bytepath.Watch;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.failure.Problem;
import org.almoner.client.http.Answer;
import org.almoner.client.http.Json;
import org.almoner.client.http.Wire;
import org.jspecify.annotations.Nullable;

/** Requests for the bytes of files. They carry no cookie, and a token to the host of the link alone. */
final class RangeClient {

    /** How much of an error is read. */
    private static final int LONGEST_ERROR = 1 << 16;

    /** What has to move within the time after which a transfer counts as stalled: a drip does not keep it alive. */
    static final long LEAST_MOVED = 1024;

    private static final int MOST_REDIRECTS = 5;

    /** Links answer in S3's XML; two fields of it are all that is told on. */
    private static final Pattern CODE = Pattern.compile("<Code>([^<]{1,100})</Code>");

    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]{1,500})</Message>");

    private final Wire wire;
    private final Pauses pauses;
    private final BytePath bytes;
    private final Watch watch;

    RangeClient(Wire wire, Pauses pauses) {
        this.wire = wire;
        this.pauses = pauses;
        this.bytes = new BytePath(wire.http());
        this.watch = new Watch(wire.timeouts().stall(), LEAST_MOVED);
    }

    /** What deals with an answer that is not a redirect. */
    interface Receiver {

        /** Reads what it wants of the body. Returns what the server says in words, if that is what the body is. */
        String receive(Exchange answer) throws IOException;

        /** Grows as long as bytes move. */
        long moved();
    }

    /**
     * What came of a request.
     *
     * @param at where it was asked for in the end
     * @param said what the server said in words; blank if it sent something else
     */
    record Reply(URI at, int status, HttpHeaders fields, String said) {}

    /**
     * Sends a request, and gives the answer to it when its body has been dealt with.
     *
     * @throws IOException if no answer came, or its body ended early
     * @throws AlmonerException.BadAnswer if the server sends callers on and on, or to where it must not
     */
    Reply exchange(Link link, Asked asked, Receiver receiver) throws IOException, InterruptedException {
        var at = link.address();
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            pauses.await(at);
            var reply = once(at, request(link, at, asked), receiver);
            if (!redirects(reply.status())) {
                return reply;
            }
            at = next(at, reply.fields().firstValue("Location").orElse(""));
        }
        throw new AlmonerException.BadAnswer("The server sends callers on from address to address without end");
    }

    private Reply once(URI at, Exchange exchange, Receiver receiver) throws IOException, InterruptedException {
        var begun = wire.patience().clock().instant();
        try (exchange;
                var watched = watch.over(receiver::moved, exchange::abort)) {
            try {
                exchange.begin();
                var said = redirects(exchange.status()) ? text(exchange) : receiver.receive(exchange);
                var took = Duration.between(begun, wire.patience().clock().instant());
                wire.listener().answered("GET", at.getRawPath(), exchange.status(), took);
                return new Reply(at, exchange.status(), exchange.fields(), said);
            } catch (IOException e) {
                // Interrupted, it closes the connection and fails like one that broke.
                if (Thread.interrupted()) {
                    throw interrupted(e);
                }
                throw watched.expired() ? stalled(e) : e;
            }
        }
    }

    /** The beginning of what a server says in words. */
    static String text(Exchange answer) throws IOException {
        return new String(answer.beginning(LONGEST_ERROR), StandardCharsets.UTF_8);
    }

    private static InterruptedException interrupted(IOException cause) {
        var interruption = new InterruptedException(cause.getMessage());
        interruption.initCause(cause);
        return interruption;
    }

    private HttpTimeoutException stalled(IOException cause) {
        var timeout = new HttpTimeoutException(
                "next to nothing moved for " + wire.timeouts().stall().toSeconds() + " s");
        timeout.initCause(cause);
        return timeout;
    }

    /** Ends all that is under way. */
    void close() {
        bytes.close();
    }

    private static boolean redirects(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static URI next(URI from, String location) {
        try {
            var to = from.resolve(location);
            var scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
            boolean safe =
                    scheme.equals("https") || (scheme.equals("http") && !"https".equalsIgnoreCase(from.getScheme()));
            if (safe && to.getHost() != null && !location.isEmpty()) {
                return to;
            }
        } catch (IllegalArgumentException e) {
            // Told of below.
        }
        throw new AlmonerException.BadAnswer(
                "The server sends callers on to where they must not go: from " + from.getScheme() + "://"
                        + from.getRawAuthority() + " to something that is no address as safe as that");
    }

    private Exchange request(Link link, URI at, Asked asked) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("User-Agent", wire.userAgent());
        fields.put("Accept-Encoding", "identity");
        var token = link.token();
        if (token != null && sameServer(link.address(), at)) {
            fields.put("Authorization", "Bearer " + token.value());
        }
        asked.range().ifPresent(range -> fields.put("Range", range));
        asked.ifRange().ifPresent(validator -> fields.put("If-Range", validator));
        try {
            return bytes.get(at, fields);
        } catch (IllegalArgumentException e) {
            throw new AlmonerException.BadAnswer("The server's link is not a link", e);
        }
    }

    private static boolean sameServer(URI one, URI other) {
        return Objects.equals(one.getScheme(), other.getScheme())
                && Objects.equals(one.getRawAuthority(), other.getRawAuthority());
    }

    /** The exception for an answer that is a refusal. Servers that ask to wait are not asked by anybody before. */
    AlmonerException.Refused refusal(Link link, Reply reply) {
        var body = reply.said();
        var problem = new Problem(
                reply.status(),
                Problem.BLANK,
                first(CODE, body).orElse("The link answered " + reply.status()),
                first(MESSAGE, body)
                        .map(message -> "The link was refused: " + message)
                        .or(() -> message(body))
                        .orElse(null),
                reply.fields().firstValue("X-Request-Id").orElse(null));
        var retryAfter = Answer.retryAfter(reply.fields(), wire.patience().clock());
        var refusal = AlmonerException.Refused.of(problem, retryAfter);
        if (refusal instanceof AlmonerException.TooMany || refusal instanceof AlmonerException.ServerFailed) {
            retryAfter.ifPresent(pause -> {
                pauses.ask(link.address(), pause);
                pauses.ask(reply.at(), pause);
            });
        }
        return refusal;
    }

    /** What the API itself says, in JSON. */
    private static Optional<String> message(String body) {
        try {
            var said = Json.read(body.getBytes(StandardCharsets.UTF_8), Said.class, "a download");
            return Optional.ofNullable(said.message()).or(() -> Optional.ofNullable(said.detail()));
        } catch (AlmonerException.BadAnswer e) {
            return Optional.empty();
        }
    }

    private record Said(@Nullable String message, @Nullable String detail) {}

    private static Optional<String> first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
