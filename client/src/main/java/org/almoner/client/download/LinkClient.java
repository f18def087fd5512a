package org.almoner.client.download;

import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.failure.Problem;
import org.almoner.client.http.Answer;
import org.almoner.client.http.Json;
import org.almoner.client.http.Patience;
import org.almoner.client.http.Stall;
import org.almoner.client.http.Wire;
import org.jspecify.annotations.Nullable;

/** Requests for the bytes of files. They carry what their source asks for and nothing else: no cookie. */
final class LinkClient {

    /** Links answer in S3's XML; two fields of it are all that is told on. */
    private static final Pattern CODE = Pattern.compile("<Code>([^<]{1,100})</Code>");

    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]{1,500})</Message>");

    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final HttpClient http;
    private final Wire wire;
    private final Source source;

    LinkClient(HttpClient http, Wire wire, Source source) {
        this.http = http;
        this.wire = wire;
        this.source = source;
    }

    Patience patience() {
        return wire.patience();
    }

    /**
     * Fetches what is missing of a file.
     *
     * @throws AlmonerException.Refused if the link is not honoured
     * @throws AlmonerException.Unreachable if not all of it came; what did is in the partial file
     */
    void receive(ReleaseFile file, PartialFile part, DownloadListener listener) {
        var answer = new LinkAnswer(file, part, listener);
        try {
            var response = exchange(request(file, part), answer);
            switch (response.statusCode()) {
                case 200, 206 -> requireAll(answer);
                case RANGE_NOT_SATISFIABLE -> requireAllOrRestart(file, part);
                default -> throw refusal(response);
            }
        } catch (IOException e) {
            throw new AlmonerException.Unreachable(
                    "The download of " + file.fileName() + " broke off: " + e.getMessage(), e);
        } finally {
            answer.stop();
        }
    }

    private static void requireAll(LinkAnswer answer) throws EOFException {
        if (!answer.complete()) {
            throw new EOFException("the answer ended early");
        }
    }

    private static void requireAllOrRestart(ReleaseFile file, PartialFile part) throws EOFException {
        var size = file.sizeInBytes();
        if (size == null || size != part.position()) {
            part.restart(Identity.of(file, null));
            throw new EOFException("the server has less of it than was fetched already");
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest request, LinkAnswer answer) throws IOException {
        var begun = wire.patience().clock().instant();
        try {
            var response = Stall.await(
                    http.sendAsync(request, answer),
                    answer::moved,
                    wire.timeouts().stall());
            var took = Duration.between(begun, wire.patience().clock().instant());
            wire.listener().answered("GET", request.uri().getRawPath(), response.statusCode(), took);
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(e);
        }
    }

    private HttpRequest request(ReleaseFile file, PartialFile part) {
        try {
            var request = HttpRequest.newBuilder(file.downloadUrl())
                    .header("User-Agent", wire.userAgent())
                    .header("Accept-Encoding", "identity");
            source.prepare(request);
            if (part.position() > 0) {
                request.header("Range", "bytes=" + part.position() + "-");
                // RFC 9110 §13.1.5: only if it is still the same object; otherwise all of the new one comes.
                part.etag().ifPresent(etag -> request.header("If-Range", etag));
            }
            return request.GET().build();
        } catch (IllegalArgumentException e) {
            throw new AlmonerException.BadAnswer("The server's link to " + file.fileName() + " is not a link", e);
        }
    }

    private AlmonerException.Refused refusal(HttpResponse<byte[]> response) {
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
        return AlmonerException.Refused.of(problem, retryAfter);
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
