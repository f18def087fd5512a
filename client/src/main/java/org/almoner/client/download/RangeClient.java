package org.almoner.client.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.failure.Problem;
import org.almoner.client.http.Answer;
import org.almoner.client.http.Json;
import org.almoner.client.http.Stall;
import org.almoner.client.http.Wire;
import org.jspecify.annotations.Nullable;

/** Requests for the bytes of files. They carry no cookie, and a token to the host of the link alone. */
final class RangeClient {

    /** How much of an error is read. */
    static final int LONGEST_ERROR = 1 << 16;

    /** What has to move within the time after which a transfer counts as stalled: a drip does not keep it alive. */
    static final long LEAST_MOVED = 1024;

    private static final int MOST_REDIRECTS = 5;

    /** Links answer in S3's XML; two fields of it are all that is told on. */
    private static final Pattern CODE = Pattern.compile("<Code>([^<]{1,100})</Code>");

    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]{1,500})</Message>");

    private final Wire wire;
    private final Pauses pauses;

    RangeClient(Wire wire, Pauses pauses) {
        this.wire = wire;
        this.pauses = pauses;
    }

    /**
     * Sends a request, and gives the answer to it when its body has been dealt with.
     *
     * @param moved grows as long as bytes move
     * @throws IOException if no answer came, or its body ended early
     * @throws AlmonerException.BadAnswer if the server sends callers on and on, or to where it must not
     */
    HttpResponse<byte[]> exchange(Link link, Asked asked, BodyHandler<byte[]> handler, LongSupplier moved)
            throws IOException, InterruptedException {
        var at = link.address();
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            pauses.await(at);
            var response = once(request(link, at, asked), handler, moved);
            if (!redirects(response.statusCode())) {
                return response;
            }
            at = next(at, response.headers().firstValue("Location").orElse(""));
        }
        throw new AlmonerException.BadAnswer("The server sends callers on from address to address without end");
    }

    private HttpResponse<byte[]> once(HttpRequest request, BodyHandler<byte[]> handler, LongSupplier moved)
            throws IOException, InterruptedException {
        var begun = wire.patience().clock().instant();
        var response = Stall.await(
                wire.http().sendAsync(request, handler),
                moved,
                LEAST_MOVED,
                wire.timeouts().stall());
        var took = Duration.between(begun, wire.patience().clock().instant());
        wire.listener().answered("GET", request.uri().getRawPath(), response.statusCode(), took);
        return response;
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

    private HttpRequest request(Link link, URI at, Asked asked) {
        try {
            var request = HttpRequest.newBuilder(at)
                    .header("User-Agent", wire.userAgent())
                    .header("Accept-Encoding", "identity");
            var token = link.token();
            if (token != null && sameServer(link.address(), at)) {
                request.header("Authorization", "Bearer " + token.value());
            }
            asked.range().ifPresent(range -> request.header("Range", range));
            asked.ifRange().ifPresent(validator -> request.header("If-Range", validator));
            return request.GET().build();
        } catch (IllegalArgumentException e) {
            throw new AlmonerException.BadAnswer("The server's link is not a link", e);
        }
    }

    private static boolean sameServer(URI one, URI other) {
        return Objects.equals(one.getScheme(), other.getScheme())
                && Objects.equals(one.getRawAuthority(), other.getRawAuthority());
    }

    /** The exception for an answer that is a refusal. Servers that ask to wait are not asked by anybody before. */
    AlmonerException.Refused refusal(Link link, HttpResponse<byte[]> response) {
        var body = new String(response.body(), StandardCharsets.UTF_8);
        var problem = new Problem(
                response.statusCode(),
                Problem.BLANK,
                first(CODE, body).orElse("The link answered " + response.statusCode()),
                first(MESSAGE, body)
                        .map(message -> "The link was refused: " + message)
                        .or(() -> message(body))
                        .orElse(null),
                response.headers().firstValue("X-Request-Id").orElse(null));
        var retryAfter = Answer.retryAfter(response.headers(), wire.patience().clock());
        var refusal = AlmonerException.Refused.of(problem, retryAfter);
        if (refusal instanceof AlmonerException.TooMany || refusal instanceof AlmonerException.ServerFailed) {
            retryAfter.ifPresent(pause -> {
                pauses.ask(link.address(), pause);
                pauses.ask(response.uri(), pause);
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
