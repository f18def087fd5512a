package org.almoner.server.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.TestServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.almoner.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

/** What strangers and clumsy publishers send: each is answered with a problem that says what to do, and loses nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final byte[] CONTENT = "A00,Cholera\nA01,Typhoid\n".getBytes(StandardCharsets.UTF_8);

    private final TestServer server = TestServer.start();
    private final TestClient client = server.newClient("imo", "publish", "download");
    private String subProduct = "";
    private String listing = "";

    @BeforeAll
    void publish() {
        var product = json(post("/admin/v1/products", "{\"product_name\": \"ICD\"}"))
                .get("product_slug")
                .asString();
        var sub = json(post("/admin/v1/products/" + product + "/sub-products", "{\"sub_product_name\": \"US\"}"))
                .get("sub_product_slug")
                .asString();
        subProduct = "/admin/v1/products/" + product + "/sub-products/" + sub;
        listing = "/download/v2/products/" + product + "/sub-products/" + sub + "/versions";
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "..%2f..%2fetc%2fpasswd",
                "%2e%2e",
                "icd-1%2fus-2",
                "icd-1%5cus-2",
                "icd-1%00",
                "icd-1%0d%0aX-Evil:%201",
                "icd-1;a=b",
                "icd_1",
                "ICD-1",
                "' or 1=1 --",
                "%F0%9F%92%A9-1",
                "%ff%fe-1",
                "icd-1."
            })
    void aHostileSlugLeadsNowhere(String slug) throws IOException {
        var encoded = slug.replace(" ", "%20").replace("'", "%27");
        for (var path : List.of(
                "/download/v2/products/" + encoded + "/sub-products",
                "/download/v2/products/icd-1/sub-products/" + encoded + "/versions",
                "/download/v1/products/icd-1/sub-products/us-2/versions/" + encoded + "/files",
                "/admin/v1/products/" + encoded)) {
            var answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + client.bearer()
                    + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).matches("(?s)HTTP/1\\.1 (400|404) .*");
            assertThat(answer).contains("application/problem+json").doesNotContain("X-Evil: 1");
        }
    }

    @Test
    void aRawNulOrABrokenRequestLineIsTurnedAway() throws IOException {
        for (var target : List.of("/download/v2/products/icd\u0000-1/sub-products", "/download/v2/products/%zz-1")) {
            assertThat(raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void aSlugOfTenKilobytesLeadsNowhere() {
        var answer = server.get("/download/v2/products/" + "a".repeat(10_000) + "-1/sub-products", asClient());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=9223372036854775808",
                "page=",
                "page=%20",
                "page=one",
                "page=1e3",
                "page=1&page=2",
                "page=1&current_page=2",
                "current_page=0",
                "page_size=0",
                "page_size=1001",
                "page_size=-5",
                "page_size=ten",
                "latest=perhaps"
            })
    void aPageThatCannotBeIsRefusedInASentence(String query) {
        var answer = server.get(listing + "?" + query, asClient());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("type").asString()).isEqualTo("urn:almoner:problem:invalid");
        assertThat(json(answer).get("detail").asString()).isNotBlank().endsWith(".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=2", "page=1000", "page=9223372036854775807&page_size=1000"})
    void aPagePastTheEndIsEmpty(String query) {
        var answer = server.get(listing + "?" + query, asClient());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("items").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"ICD\"",
                "{\"product_name\": \"ICD\",}",
                "{\"product_name\": \"ICD\", \"publisher\": \"somebody else\"}",
                "{\"productName\": \"ICD\"}",
                "{\"product_name\": {\"a\": 1}}",
                "{\"product_name\": \"ICD\", \"fields\": \"Library\"}",
                "{\"product_name\": \"ICD\", \"fields\": [{\"field_name\": \"a\", \"field_type_id\": 1e99, \"display_order\": 1}]}",
                "{\"product_name\": \"a\\u0000b\"}",
                "{}"
            })
    void aBodyThatMakesNoProductIsRefused(String body) {
        var before =
                json(server.get("/admin/v1/products", asClient())).get("total").asInt();

        var answer = post("/admin/v1/products", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("detail").asString()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("tools.jackson");
        assertThat(json(server.get("/admin/v1/products", asClient()))
                        .get("total")
                        .asInt())
                .isEqualTo(before);
    }

    @Test
    void aBodyWithoutEndIsRefused() {
        var answer = post("/admin/v1/products", "{\"product_name\": \"" + "a".repeat(1_500_000) + "\"}");
        assertThat(answer.statusCode()).isIn(400, 413);

        var deep = post("/admin/v1/products", "{\"fields\": " + "[".repeat(100_000));
        assertThat(deep.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "a%2Fb.csv, 400",
        "a%5Cb.csv, 400",
        "a%00.csv, 400",
        "a%0A.csv, 400",
        "%2E%2E, 400",
        "a.csv%20, 400",
        "a%3Ab.csv, 400",
        "%E2%80%AEvsc.exe, 400"
    })
    void aFileOfAHostileNameIsRefused(String name, int status) throws IOException {
        var draft = aDraft();

        var answer = raw("PUT " + draft + "/files/" + name + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + client.bearer() + "\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc");

        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).contains("application/problem+json");
        assertThat(json(server.get(draft + "/files", asClient())).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", "a\\\\b", "a\\u0000", "a\\u202eb", " a", ""})
    void aFileOfAHostileNameIsNotAnnouncedEither(String name) {
        var answer = post(aDraft() + "/files", "{\"file_name\": \"" + name + "\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void anUploadOfAWrongDigestIsRefusedAndCanBeSentAnew() {
        var draft = aDraft();
        var wrong = MemoryStore.sha256(new byte[] {1}).digestField();

        var refused = put(draft, CONTENT, "Repr-Digest", wrong);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).get("detail").asString()).contains("SHA-256");
        assertThat(json(server.get(draft + "/files", asClient())).size()).isZero();

        var right =
                put(draft, CONTENT, "Repr-Digest", MemoryStore.sha256(CONTENT).digestField());
        assertThat(right.statusCode()).isEqualTo(200);
    }

    @Test
    void anUploadThatBreaksOffIsGoneOnWith() throws Exception {
        var draft = aDraft();
        try (var socket = socket()) {
            socket.getOutputStream()
                    .write(("PUT " + draft + "/files/codes.csv HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                                    + client.bearer() + "\r\nContent-Length: " + CONTENT.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(CONTENT, 0, 10);
            socket.getOutputStream().flush();
        }

        var head = eventually(() -> {
            var answer = head(draft);
            return answer.headers()
                            .firstValue("Upload-Offset")
                            .filter("10"::equals)
                            .isPresent()
                    ? answer
                    : null;
        });
        assertThat(head.headers().firstValue("Upload-Complete")).contains("?0");
        assertThat(head.headers().firstValue("Upload-Length")).contains("" + CONTENT.length);
        assertThat(server.postJson(draft + "/commit", "{}", asClient()).statusCode())
                .isEqualTo(409);

        var wrong = patch(draft, 5, true, new byte[] {1});
        assertThat(wrong.statusCode()).isEqualTo(409);
        assertThat(wrong.headers().firstValue("Upload-Offset")).contains("10");

        var rest = Arrays.copyOfRange(CONTENT, 10, CONTENT.length);
        var whole = patch(draft, 10, true, rest);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(json(whole).get("sha256").asString())
                .isEqualTo(MemoryStore.sha256(CONTENT).hex());
        assertThat(head(draft).headers().firstValue("Upload-Complete")).contains("?1");
    }

    @Test
    void anUploadInPartsTellsWhereItStands() {
        var draft = aDraft();
        var announced = post(
                draft + "/files",
                "{\"file_name\": \"codes.csv\", \"size_in_bytes\": " + CONTENT.length
                        + ", \"content_type\": \"text/csv\"}");
        assertThat(announced.statusCode()).isEqualTo(201);
        assertThat(announced.headers().firstValue("Location")).contains(draft + "/files/codes.csv");

        var first = patch(draft, 0, false, Arrays.copyOf(CONTENT, 10));
        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(first.headers().firstValue("Upload-Offset")).contains("10");

        var early = patch(draft, 10, true, new byte[] {'x'});
        assertThat(early.statusCode()).isEqualTo(400);
        assertThat(json(early).get("detail").asString()).contains("11 of the announced " + CONTENT.length);

        var surplus = patch(draft, 11, true, new byte[CONTENT.length]);
        assertThat(surplus.statusCode()).isEqualTo(400);
    }

    @Test
    void bytesAreBytesWhateverTheirContentType() {
        var draft = aDraft();
        for (var type : List.of(
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json",
                "text/csv")) {
            var answer = put(draft, CONTENT, "Content-Type", type);

            assertThat(answer.statusCode()).as(type).isEqualTo(200);
            assertThat(json(answer).get("sha256").asString())
                    .as(type)
                    .isEqualTo(MemoryStore.sha256(CONTENT).hex());
        }
    }

    @Test
    void anEmptyFileIsAFile() {
        var draft = aDraft();

        assertThat(put(draft, new byte[0]).statusCode()).isEqualTo(200);
        assertThat(server.postJson(draft + "/commit", "", asClient()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void ofTwoPublishersWhoCommitAtOnceOneDoes() throws Exception {
        var draft = aDraft();
        put(draft, CONTENT);
        var start = new CountDownLatch(1);
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var commits = List.of(1, 2).stream()
                    .map(_ -> threads.submit(() -> {
                        start.await();
                        return server.postJson(draft + "/commit", "{}", asClient())
                                .statusCode();
                    }))
                    .toList();
            start.countDown();
            for (var commit : commits) {
                statuses.add(commit.get());
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void anUnknownAddressOrMethodIsSaid() {
        assertThat(server.get("/download/v3/products", asClient()).statusCode()).isEqualTo(404);
        var wrongMethod = server.delete("/download/v1/products", asClient());
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(wrongMethod.headers().firstValue("Allow").orElseThrow()).contains("GET");
        var wrongType = server.send(
                "PATCH",
                aDraft() + "/files/codes.csv",
                BodyPublishers.ofString("x"),
                "Authorization",
                client.bearer(),
                "Content-Type",
                "text/plain",
                "Upload-Offset",
                "0");
        assertThat(wrongType.statusCode()).isEqualTo(415);
    }

    private String aDraft() {
        var draft = json(post(subProduct + "/versions", "{\"version_name\": \"2026\"}"));
        return subProduct + "/versions/" + draft.get("version_slug").asString();
    }

    private HttpResponse<String> post(String path, String body) {
        return server.postJson(path, body, asClient());
    }

    private HttpResponse<String> put(String draft, byte[] bytes, String... headers) {
        var all = new ArrayList<>(List.of(asClient()));
        all.addAll(List.of(headers));
        return server.send(
                "PUT", draft + "/files/codes.csv", BodyPublishers.ofByteArray(bytes), all.toArray(String[]::new));
    }

    private HttpResponse<String> patch(String draft, long offset, boolean last, byte[] bytes) {
        return server.send(
                "PATCH",
                draft + "/files/codes.csv",
                BodyPublishers.ofByteArray(bytes),
                "Authorization",
                client.bearer(),
                "Content-Type",
                "application/partial-upload",
                "Upload-Offset",
                Long.toString(offset),
                "Upload-Complete",
                last ? "?1" : "?0");
    }

    private HttpResponse<String> head(String draft) {
        return server.send("HEAD", draft + "/files/codes.csv", BodyPublishers.noBody(), asClient());
    }

    private String[] asClient() {
        return new String[] {"Authorization", client.bearer()};
    }

    private String raw(String request) throws IOException {
        try (var socket = socket()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket socket() throws IOException {
        var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.baseUri().getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** The server learns of a broken connection a moment later. */
    private static <T> T eventually(Callable<@Nullable T> attempt) {
        return Objects.requireNonNull(
                Awaitility.await().pollInterval(Duration.ofMillis(20)).until(attempt, Objects::nonNull));
    }
}
