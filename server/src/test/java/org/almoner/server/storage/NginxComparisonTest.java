package org.almoner.server.storage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Range and conditional requests are answered as nginx answers them, on the same files. */
@TestInstance(Lifecycle.PER_CLASS)
class NginxComparisonTest {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

    private final Map<String, byte[]> files = Map.of(
            "digits", Bytes.random(10_000),
            "large", Bytes.random(200_000),
            "one", Bytes.random(1),
            "empty", new byte[0]);
    private final Map<String, URI> links = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final LinkServer almoner;
    private final Nginx nginx;

    NginxComparisonTest(@TempDir Path data, @TempDir Path served, @TempDir Path scratch)
            throws IOException, InterruptedException {
        nginx = Nginx.start(served, scratch);
        almoner = new LinkServer(data);
        for (var file : files.entrySet()) {
            links.put(file.getKey(), almoner.link(almoner.store(file.getValue())));
            var copy = Files.write(served.resolve(file.getKey()), file.getValue());
            Files.setLastModifiedTime(copy, FileTime.from(almoner.clock.instant()));
        }
    }

    @AfterAll
    void stop() {
        nginx.close();
        almoner.close();
        http.close();
    }

    static Stream<RangeVector> vectors() throws IOException {
        return RangeVector.all().stream();
    }

    @Test
    void holdsAtLeastSixtyVectorsInWhichNginxIsFollowed() throws IOException {
        assertThat(vectors().filter(vector -> vector.differently().isEmpty())).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void answersLikeNginx(RangeVector vector) throws Exception {
        var ours = ask(vector, link(vector.file()), vector.method());
        var theirs = ask(
                vector,
                URI.create(nginx.address() + vector.file()),
                vector.method().replace("PUT", "GET"));

        if (vector.differently().isEmpty()) {
            assertThat(Answer.of(ours)).isEqualTo(Answer.of(theirs));
        } else {
            assertThat(statusAndRange(ours)).isEqualTo(vector.differently());
            assertThat(statusAndRange(theirs))
                    .as("nginx does it like this now: drop the exception")
                    .isNotEqualTo(vector.differently());
        }
        assertBytes(ours, files.getOrDefault(vector.file(), new byte[0]), vector.method());
    }

    private HttpResponse<byte[]> ask(RangeVector vector, URI address, String method)
            throws IOException, InterruptedException {
        var head =
                http.send(java.net.http.HttpRequest.newBuilder(address).HEAD().build(), BodyHandlers.discarding());
        var etag = head.headers().firstValue("ETag").orElseThrow();
        var date = HttpDate.parse(head.headers().firstValue("Last-Modified").orElseThrow(), almoner.clock.instant())
                .orElseThrow();
        return http.send(vector.to(address, method, etag, date), BodyHandlers.ofByteArray());
    }

    private URI link(String file) {
        var link = links.get(file);
        if (link == null) {
            throw new IllegalArgumentException("There is no file " + file);
        }
        return link;
    }

    private static String statusAndRange(HttpResponse<byte[]> answer) {
        return answer.statusCode()
                + answer.headers()
                        .firstValue("Content-Range")
                        .map(range -> " " + range)
                        .orElse("");
    }

    /** Against the file itself, in case both servers are wrong. */
    private static void assertBytes(HttpResponse<byte[]> answer, byte[] file, String method) {
        if (method.equals("HEAD") || !Set.of(200, 206).contains(answer.statusCode())) {
            return;
        }
        if (answer.statusCode() == 200) {
            assertThat(Bytes.sha256(answer.body())).isEqualTo(Bytes.sha256(file));
            return;
        }
        for (var part : Part.of(answer)) {
            assertThat(part.sha256()).isEqualTo(Bytes.sha256(part.cutFrom(file)));
        }
    }

    /** What of an answer must be the same. */
    private record Answer(
            int status,
            @Nullable String contentRange,
            @Nullable String contentLength,
            boolean announcesRanges,
            boolean hasValidators,
            List<Part> parts) {

        static Answer of(HttpResponse<byte[]> answer) {
            var successful = answer.statusCode() < 300;
            return new Answer(
                    answer.statusCode(),
                    field(answer, "Content-Range"),
                    successful && !isMultipart(answer) ? field(answer, "Content-Length") : null,
                    // On a 206 nginx leaves it out, and the Data Syndication API has it on every download.
                    answer.statusCode() == 200 && field(answer, "Accept-Ranges") != null,
                    answer.statusCode() < 400
                            && field(answer, "ETag") != null
                            && field(answer, "Last-Modified") != null,
                    successful ? Part.of(answer) : List.of());
        }
    }

    /** A run of bytes in an answer; by digest, for the sake of those who read failures. */
    private record Part(String contentRange, Sha256 sha256) {

        static List<Part> of(HttpResponse<byte[]> answer) {
            var body = new String(answer.body(), StandardCharsets.ISO_8859_1);
            if (!isMultipart(answer)) {
                return List.of(new Part(String.valueOf(field(answer, "Content-Range")), Bytes.sha256(answer.body())));
            }
            var type = String.valueOf(field(answer, "Content-Type"));
            var boundary = type.substring(type.indexOf("boundary=") + "boundary=".length());
            var pieces = body.split("\r\n--" + Pattern.quote(boundary), -1);
            assertThat(pieces[0]).isEmpty();
            assertThat(pieces[pieces.length - 1]).isEqualTo("--\r\n");
            var parts = new ArrayList<Part>();
            for (var piece : Arrays.asList(pieces).subList(1, pieces.length - 1)) {
                var head = piece.substring(0, piece.indexOf("\r\n\r\n"));
                assertThat(head).startsWith("\r\nContent-Type: application/zip\r\nContent-Range: ");
                parts.add(new Part(
                        head.substring(head.indexOf("Content-Range: ") + "Content-Range: ".length()),
                        Bytes.sha256(piece.substring(head.length() + 4).getBytes(StandardCharsets.ISO_8859_1))));
            }
            return parts;
        }

        byte[] cutFrom(byte[] file) {
            var range = CONTENT_RANGE.matcher(contentRange);
            assertThat(range.matches()).isTrue();
            assertThat(Integer.parseInt(range.group(3))).isEqualTo(file.length);
            return Arrays.copyOfRange(file, Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)) + 1);
        }
    }

    private static boolean isMultipart(HttpResponse<byte[]> answer) {
        return String.valueOf(field(answer, "Content-Type")).startsWith("multipart/byteranges");
    }

    private static @Nullable String field(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
