package org.almoner.server.storage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.almoner.server.storage.StorageEvent.LinkRefused;
import org.almoner.server.storage.StorageEvent.Outcome;
import org.almoner.server.storage.StorageEvent.Reason;
import org.almoner.server.storage.StorageEvent.TransferEnded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LinkFilterTest {

    private static final byte[] BYTES = Bytes.random(100_000);

    private final LinkServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    LinkFilterTest(@TempDir Path data) {
        server = new LinkServer(data);
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void yieldsTheFile() throws Exception {
        var object = server.store(BYTES);

        var answer = get(server.link(object));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertBytes(answer, BYTES);
        assertHeader(answer, "Content-Type", "application/zip");
        assertHeader(answer, "Content-Length", "100000");
        assertHeader(answer, "Content-Disposition", "attachment; filename=\"example.zip\"");
        assertHeader(answer, "Accept-Ranges", "bytes");
        assertHeader(answer, "ETag", "\"" + Bytes.sha256(BYTES) + "\"");
        assertHeader(answer, "Last-Modified", "Sat, 21 Nov 2026 10:00:00 GMT");
        assertHeader(answer, "Repr-Digest", Bytes.sha256(BYTES).digestField());
        assertHeader(answer, "X-Content-Type-Options", "nosniff");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 8192, 32768, 32769, 65536, 5_000_000})
    void yieldsFilesOfAnyLength(int length) throws Exception {
        var object = server.store(Bytes.random(length));

        assertBytes(get(server.link(object)), Bytes.random(length));
        assertThat(ended()).containsExactly(Outcome.COMPLETE);
    }

    @Test
    void answersHeadWithoutBytes() throws Exception {
        var object = server.store(BYTES);

        var answer = send(HttpRequest.newBuilder(server.link(object)).HEAD());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertHeader(answer, "Content-Length", "100000");
        assertThat(server.events).isEmpty();
    }

    @Test
    void answersAnEmptyPutLikeGet() throws Exception {
        var object = server.store(BYTES);

        var whole = send(HttpRequest.newBuilder(server.link(object)).PUT(BodyPublishers.noBody()));
        var range = send(HttpRequest.newBuilder(server.link(object))
                .PUT(BodyPublishers.noBody())
                .header("Range", "bytes=10-19"));

        assertBytes(whole, BYTES);
        assertThat(range.statusCode()).isEqualTo(206);
        assertBytes(range, Arrays.copyOfRange(BYTES, 10, 20));
    }

    @Test
    void answersAPutOfChunksWithoutBytesLikeGet() throws Exception {
        var object = server.store(BYTES);
        var chunked = BodyPublishers.ofInputStream(java.io.InputStream::nullInputStream);

        var answer = send(HttpRequest.newBuilder(server.link(object)).PUT(chunked));

        assertBytes(answer, BYTES);
    }

    @Test
    void refusesAPutWithABody() throws Exception {
        var object = server.store(BYTES);
        var chunked = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[10]));

        for (var body : List.of(BodyPublishers.ofString("x"), chunked)) {
            var answer = send(HttpRequest.newBuilder(server.link(object)).PUT(body));

            assertError(answer, 405, "MethodNotAllowed");
            assertHeader(answer, "Allow", "GET, HEAD, PUT");
        }
        assertBytes(get(server.link(object)), BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "PATCH", "OPTIONS", "PROPFIND"})
    void refusesOtherMethods(String method) throws Exception {
        var object = server.store(BYTES);

        var answer = send(HttpRequest.newBuilder(server.link(object)).method(method, BodyPublishers.noBody()));

        assertError(answer, 405, "MethodNotAllowed");
        assertHeader(answer, "Allow", "GET, HEAD, PUT");
    }

    @Test
    void refusesPutWhereItIsSwitchedOff(@TempDir Path data) throws Exception {
        try (var strict = new LinkServer(data, new LinkSettings(Duration.ofMinutes(5), false, Duration.ofDays(30)))) {
            var object = strict.store(BYTES);

            var answer = send(HttpRequest.newBuilder(strict.link(object)).PUT(BodyPublishers.noBody()));

            assertError(answer, 405, "MethodNotAllowed");
            assertHeader(answer, "Allow", "GET, HEAD");
        }
    }

    @Test
    void refusesALinkWhoseTimeIsUp() throws Exception {
        var link = server.link(server.store(BYTES));
        server.clock.advance(Duration.ofSeconds(299));
        assertThat(get(link).statusCode()).isEqualTo(200);
        assertThat(get(link).statusCode()).isEqualTo(200);

        server.clock.advance(Duration.ofSeconds(2));
        var answer = get(link);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(text(answer))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<Error><Code>AccessDenied</Code><Message>Request has expired</Message>"
                        + "<Expires>2026-11-21T10:05:00Z</Expires><ServerTime>2026-11-21T10:05:01Z</ServerTime>"
                        + "<RequestId>-</RequestId></Error>");
        assertThat(server.events).last().isInstanceOfSatisfying(LinkRefused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.EXPIRED);
            assertThat(refused.clientId()).isEqualTo("client-1");
        });
    }

    @Test
    void refusesALinkInWhichAnythingWasChanged() throws Exception {
        var link = server.link(server.store(BYTES)).toString();
        var from = link.indexOf("/files/") + "/files/".length();

        for (int i = from; i < link.length(); i++) {
            if (link.charAt(i) == '?') {
                // Without it the query is a part of the path, which Tomcat refuses for its %2F.
                continue;
            }
            var changed = link.charAt(i) == '1' ? '2' : '1';
            var forged = URI.create(link.substring(0, i) + changed + link.substring(i + 1));
            var answer = get(forged);

            assertThat(answer.statusCode()).as("%s", forged).isEqualTo(403);
            assertThat(text(answer)).as("%s", forged).contains("<Code>SignatureDoesNotMatch</Code>");
        }
    }

    @Test
    void refusesALinkWithAnythingAddedOrLeftOut() throws Exception {
        var link = server.link(server.store(BYTES)).toString();
        var path = link.substring(0, link.indexOf('?'));
        var query = link.substring(link.indexOf('?') + 1);

        assertForged(path);
        assertForged(path + "?" + query + "&x=1");
        assertForged(path + "?" + query + "&" + query);
        assertForged(path + "/x?" + query);
        assertForged(path + ";x=1?" + query);
        assertForged(path.replace("/product-1/", "/") + "?" + query);
        for (var parameter : query.split("&", -1)) {
            assertForged(path + "?" + query.replaceFirst("&?" + java.util.regex.Pattern.quote(parameter), ""));
        }
    }

    @Test
    void honoursALinkThatWasEncodedInAnotherWay() throws Exception {
        var link = server.link(server.store(BYTES), "a (1)+'b'.zip").toString();

        assertThat(link).contains("a%20%281%29%2B%27b%27.zip");
        var other = link.replace("%28", "(").replace("%29", ")").replace("%27", "'");
        assertBytes(get(URI.create(other)), BYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.zip",
                "two words.zip",
                "quo\"te.zip",
                "semi;colon.zip",
                "per%cent%2f.zip",
                "ICD-10-CM (2026) – Änderungen 変更 🎉.zip",
                "new\r\nline: x.zip",
                "..",
                "a/b\\c.zip",
                "a?b&c=d#e.zip",
                "+plus+.zip",
                "nul\0.zip"
            })
    void keepsAnyFileName(String name) throws Exception {
        var link = server.link(server.store(BYTES), name);

        var answer = get(link);

        assertThat(answer.statusCode()).isEqualTo(200);
        var disposition = answer.headers().firstValue("Content-Disposition").orElseThrow();
        assertThat(ContentDisposition.fileName(disposition)).contains(name);
        assertThat(disposition).matches("attachment; filename=\"[ -~&&[^\"]]*\"(; filename\\*=UTF-8''[!-~]+)?");
    }

    @Test
    void refusesALinkToAWithdrawnObject() throws Exception {
        var object = server.store(BYTES);
        var link = server.link(object);
        assertThat(get(link).statusCode()).isEqualTo(200);

        server.storage.objects.withdraw(object.key());

        assertError(get(link), 404, "NoSuchKey");
        assertThat(server.events)
                .last()
                .isInstanceOfSatisfying(
                        LinkRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.GONE));
    }

    @Test
    void refusesALinkToADeletedObject() throws Exception {
        var object = server.store(BYTES);
        server.storage.objects.delete(object.key());

        assertError(get(server.link(object)), 404, "NoSuchKey");
    }

    @Test
    void refusesALinkToAnObjectWhoseBytesAreGone() throws Exception {
        var large = server.store(BYTES);
        var small = server.store(Bytes.random(10));
        server.storage.store.delete(large.key());
        server.storage.store.delete(small.key());

        assertError(get(server.link(large)), 404, "NoSuchKey");
        assertError(get(server.link(small)), 404, "NoSuchKey");
        assertThat(server.transfers.running()).isZero();
    }

    @Test
    void tellsHowLongTheFileIsWhenARangeIsBeyondIt() throws Exception {
        var object = server.store(BYTES);

        var answer = send(HttpRequest.newBuilder(server.link(object)).header("Range", "bytes=100000-"));

        assertError(answer, 416, "InvalidRange");
        assertHeader(answer, "Content-Range", "bytes */100000");
        assertThat(text(answer)).contains("<ActualObjectSize>100000</ActualObjectSize>");
    }

    @Test
    void refusesWhatIsNoLink() throws Exception {
        server.store(BYTES);
        for (var path : List.of("/files/", "/files/x", "/files/" + "x/".repeat(3000), "/files/x?a=%FF", "/files/?a")) {
            assertThat(get(URI.create("http://127.0.0.1:" + server.port() + path))
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    private List<Outcome> ended() {
        while (server.transfers.running() > 0) {
            Thread.onSpinWait();
        }
        return server.events.stream()
                .filter(TransferEnded.class::isInstance)
                .map(event -> ((TransferEnded) event).outcome())
                .toList();
    }

    private void assertForged(String link) throws Exception {
        var answer = get(URI.create(link));
        assertError(answer, 403, "SignatureDoesNotMatch");
    }

    private static void assertError(HttpResponse<byte[]> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertHeader(answer, "Content-Type", "application/xml");
        assertThat(text(answer)).contains("<Code>" + code + "</Code>");
    }

    /** By digest, since nobody wants to read a hundred thousand numbers when it fails. */
    private static void assertBytes(HttpResponse<byte[]> answer, byte[] expected) {
        assertThat(answer.body()).hasSameSizeAs(expected);
        assertThat(Bytes.sha256(answer.body())).isEqualTo(Bytes.sha256(expected));
    }

    private static void assertHeader(HttpResponse<byte[]> answer, String name, String value) {
        assertThat(answer.headers().allValues(name)).containsExactly(value);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }
}
