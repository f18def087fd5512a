package org.almoner.server.syndication;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.TestDatabase;
import org.almoner.server.TestServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The Data Syndication API as its documents describe it, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway.Init") // set before each invocation of the class
class ExtractApiTest {

    private static final String C1 = "syndication_longrecord_C_cernerdemo_demopopulation_1.0.0_201607070900.tar.gz";
    private static final String I1 = "syndication_longrecord_I_cernerdemo_demopopulation_1.0.0_201610280625.tar.gz";

    @Parameter
    private TestDatabase database;

    private SyndicationServer server;
    private TestClient consumer;
    private TestClient stranger;
    private UUID population;
    private final byte[] content = new byte[300_000];
    private long first;

    @BeforeParameterizedClassInvocation
    void start() {
        server = SyndicationServer.start(database);
        consumer = server.http.newClient("cernerdemo", "syndication");
        stranger = server.http.newClient("other", "syndication", "download", "publish", "notifications");
        population = server.population("cernerdemo", "demopopulation");
        server.population("cernerdemo", "second");
        server.population("other", "demopopulation");
        new Random(20261122).nextBytes(content);
        releaseSome();
    }

    private void releaseSome() {
        first = release("2016-07-07T09:11:38Z", ExtractType.COMPLETE, C1, null).id();
        release("2016-11-11T08:23:06Z", ExtractType.INCREMENTAL, I1, first);
        server.release(
                "other", "demopopulation", ExtractType.COMPLETE, at("2016-11-11T08:23:06Z"), "foreign", content, null);
        server.release("cernerdemo", "second", ExtractType.COMPLETE, at("2016-11-11T23:59:59Z"), "c", content, null);
        release("2016-11-12T00:00:00Z", ExtractType.INCREMENTAL, "d", first);
    }

    private Extract release(String at, ExtractType type, String name, @Nullable Long base) {
        return server.release("cernerdemo", "demopopulation", type, at(at), name, content, base);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    @Test
    void anExtractHasTheDocumentedShape() {
        var extract = TestServer.json(get("/api/extracts/" + (first + 1)));
        assertThat(extract.propertyNames())
                .containsExactly(
                        "id",
                        "population_id",
                        "extract_type",
                        "dataset_type",
                        "released_at",
                        "size_in_bytes",
                        "version",
                        "sha256",
                        "file_name",
                        "base_extract_id");
        assertThat(extract.get("id").isIntegralNumber()).isTrue();
        assertThat(extract.get("population_id").asString()).isEqualTo(population.toString());
        assertThat(extract.get("extract_type").asString()).isEqualTo("INCREMENTAL");
        assertThat(extract.get("dataset_type").asString()).isEqualTo("LONG_REC");
        assertThat(extract.get("released_at").asString()).isEqualTo("2016-11-11T08:23:06Z");
        assertThat(extract.get("size_in_bytes").longValue()).isEqualTo(content.length);
        assertThat(extract.get("version").asString()).isEqualTo("1.0.0");
        assertThat(extract.get("sha256").asString())
                .isEqualTo(FakeEngine.sha256(content).hex());
        assertThat(extract.get("file_name").asString()).isEqualTo(I1);
        assertThat(extract.get("base_extract_id").longValue()).isEqualTo(first);
    }

    @Test
    void theListingIsABareArrayOldestFirst() {
        var answer = get("/api/extracts");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(answer.headers().firstValue("Link")).isEmpty();
        assertThat(numbers(answer)).containsExactly(1L, 2L, 4L, 5L);
        assertThat(TestServer.json(answer).get(1)).isEqualTo(TestServer.json(get("/api/extracts/" + (first + 1))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    extract_type=COMPLETE                                                    | 1 4
                    extract_type=INCREMENTAL                                                 | 2 5
                    start_date=2016-11-11                                                    | 2 4 5
                    end_date=2016-11-11                                                      | 1 2 4
                    start_date=2016-11-11&end_date=2016-11-11                                | 2 4
                    start_date=2016-11-11T08:23:06Z&end_date=2016-11-11T08:23:06Z            | 2
                    start_date=2016-11-11T08:23:07Z                                          | 4 5
                    end_date=2016-11-11T08:23:05Z                                            | 1
                    start_date=0000-01-01&end_date=9999-12-31                                | 1 2 4 5
                    start_date=2016-02-29&end_date=2016-12-31                                | 1 2 4 5
                    start=1                                                                  | 1 2 4 5
                    start=0                                                                  | 1 2 4 5
                    start=2                                                                  | 2 4 5
                    start=2&limit=2                                                          | 2 4
                    start=007&limit=1                                                        |
                    limit=1                                                                  | 1
                    limit=4                                                                  | 1 2 4 5
                    limit=5                                                                  | 1 2 4 5
                    start=4&limit=1                                                          | 5
                    start=5                                                                  |
                    limit=9223372036854775807                                                | 1 2 4 5
                    limit=99999999999999999999999999                                         | 1 2 4 5
                    start=9223372036854775807&limit=9223372036854775807                      |
                    start=99999999999999999999999999                                         |
                    start=2&limit=99999999999999999999999999                                 | 2 4 5
                    dataset_type=LONG_REC                                                    | 1 2 4 5
                    dataset_type=OTHER                                                       |
                    population_id=00000000-0000-4000-8000-000000000000                       |
                    extract_type=COMPLETE&extract_type=COMPLETE                              | 1 4
                    extract_type=INCREMENTAL&start=2                                         | 5
                    unknown=parameter                                                        | 1 2 4 5
                    """)
    void parametersNarrowTheListingDown(String query, @Nullable String expected) {
        var answer = get("/api/extracts?" + query.strip());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(numbers(answer))
                .containsExactlyElementsOf(
                        expected == null
                                ? List.of()
                                : Arrays.stream(expected.strip().split(" "))
                                        .map(Long::valueOf)
                                        .toList());
    }

    @Test
    void populationsNarrowItDownToo() {
        assertThat(numbers(get("/api/extracts?population_id=" + population))).containsExactly(1L, 2L, 5L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "extract_type=FULL",
                "extract_type=complete",
                "extract_type=",
                "start_date=2016-02-30",
                "end_date=2016-02-30",
                "start_date=2016-02-30T00:00:00Z",
                "start_date=2016-13-01",
                "start_date=2016-1-1",
                "start_date=",
                "end_date=yesterday",
                "start_date=2016-11-11T24:00:00Z",
                "start_date=2016-11-11T08:23:60Z",
                "start_date=2016-11-11T08:23:06",
                "start_date=2016-11-11T08:23:06.000Z",
                "start_date=2016-11-11T08:23:06%2B00:00",
                "start_date=2016-11-12&end_date=2016-11-11",
                "start_date=2016-11-11T08:23:06Z&end_date=2016-11-11T08:23:05Z",
                "start=-1",
                "start=",
                "start=%20",
                "start=one",
                "start=1.5",
                "start=%2B1",
                "start=0x1",
                "start=%D9%A1",
                "limit=0",
                "limit=000",
                "limit=-1",
                "limit=-9223372036854775809",
                "limit=",
                "limit=all",
                "limit=1e3",
                "start=1&start=2",
                "population_id=1",
                "population_id=1-1-1-1-1",
                "population_id=",
                "dataset_type=",
                "dataset_type=long%20rec",
            })
    void nonsenseIsExplained(String query) {
        var answer = get("/api/extracts?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(TestServer.json(answer).propertyNames()).containsExactly("message");
        assertThat(TestServer.json(answer).get("message").asString()).isNotBlank();
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void aListingThatIsCutShortSaysWhereItGoesOn() {
        var seen = new ArrayList<Long>();
        var next = server.http.baseUri() + "/api/extracts?limit=1&end_date=2016-11-30&extract_type=INCREMENTAL";
        for (int page = 0; page < 10 && !next.isEmpty(); page++) {
            var answer = get(next);
            seen.addAll(numbers(answer));
            next = answer.headers()
                    .firstValue("Link")
                    .map(link -> {
                        assertThat(link).endsWith(">; rel=\"next\"").contains("extract_type=INCREMENTAL");
                        return link.substring(1, link.indexOf('>'));
                    })
                    .orElse("");
        }
        assertThat(seen).containsExactly(2L, 5L);
    }

    @Test
    void aListingOfManyIsWhole() {
        server.population("cernerdemo", "many");
        var client = server.http.newClient("many", "syndication");
        server.population("many", "many");
        var expected = new ArrayList<Long>();
        for (int i = 0; i < 1_101; i++) {
            expected.add(server.release(
                            "many",
                            "many",
                            ExtractType.COMPLETE,
                            at("2020-01-01T00:00:00Z"),
                            "m" + i,
                            new byte[0],
                            null)
                    .id());
        }
        assertThat(ids(server.http.get("/api/extracts", "Authorization", client.bearer())))
                .isEqualTo(expected);
        assertThat(ids(server.http.get("/api/extracts?start=3&limit=1001", "Authorization", client.bearer())))
                .isEqualTo(expected.subList(2, 1_003));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "999999999", "99999999999999999999", "1x", "01", "x"})
    void unknownIdsAreNotFound(String id) {
        for (var path : List.of("/api/extracts/" + id, "/api/extracts/" + id + "/download")) {
            var answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(TestServer.json(answer).propertyNames()).containsExactly("message");
        }
    }

    @Test
    void foreignIdsAnswerLikeUnknownOnes() {
        for (var path : List.of("", "/download")) {
            var foreign = server.http.get("/api/extracts/" + first + path, "Authorization", stranger.bearer());
            var unknown = server.http.get("/api/extracts/999999999" + path, "Authorization", stranger.bearer());
            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(foreign.body()).isEqualTo(unknown.body());
        }
        assertThat(ids(server.http.get(
                        "/api/extracts?population_id=" + population, "Authorization", stranger.bearer())))
                .isEmpty();
    }

    @Test
    void whoIsNotKnownIsToldInPlainText() {
        for (var headers : List.of(new String[0], new String[] {"Authorization", "Bearer nonsense"})) {
            for (var path : List.of("/api/extracts", "/api/extracts/1", "/api/extracts/1/download")) {
                var answer = server.http.get(path, headers);
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                        .startsWith("Bearer");
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith("text/plain");
                assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
                assertThat(answer.body()).isNotBlank().doesNotStartWith("{");
            }
        }
    }

    @Test
    void theScopeIsNeeded() {
        var other = server.http.newClient("cernerdemo", "download", "publish", "notifications");
        var answer = server.http.get("/api/extracts", "Authorization", other.bearer());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(TestServer.json(answer).propertyNames()).containsExactly("message");
    }

    @Test
    void otherErrorsHaveTheSameShape() {
        assertThat(TestServer.json(get("/api/nothing")).propertyNames()).containsExactly("message");
        var post = server.http.postJson("/api/extracts", "{}", "Authorization", consumer.bearer());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(TestServer.json(post).propertyNames()).containsExactly("message");
    }

    @Test
    void theHostMayNameTheTenant() {
        assertThat(atHost("cernerdemo.datasyndication.example.org", consumer).statusCode())
                .isEqualTo(200);
        assertThat(atHost("CernerDemo.DataSyndication.example.org", consumer).statusCode())
                .isEqualTo(200);
        assertThat(atHost("files.example.org", consumer).statusCode()).isEqualTo(200);
        assertThat(atHost("datasyndication.example.org", consumer).statusCode()).isEqualTo(200);

        var foreign = atHost("cernerdemo.datasyndication.example.org", stranger);
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(TestServer.json(foreign).propertyNames()).containsExactly("message");
        assertThat(foreign.body())
                .isEqualTo(
                        atHost("nobody.datasyndication.example.org", stranger).body());
        for (var path : List.of("/api/extracts/" + first, "/api/extracts/" + first + "/download")) {
            assertThat(server.http
                            .get(
                                    path,
                                    "Authorization",
                                    consumer.bearer(),
                                    "X-Forwarded-Host",
                                    "other.datasyndication.example.org")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void theTenantComesFromTheHostFieldItself() throws IOException {
        assertThat(raw("cernerdemo.datasyndication.localhost", consumer)).startsWith("HTTP/1.1 200");
        assertThat(raw("other.datasyndication.localhost", consumer)).startsWith("HTTP/1.1 403");
        assertThat(raw("localhost", consumer)).startsWith("HTTP/1.1 200");
    }

    @Test
    void theDownloadIsTheArchive() {
        var answer = bytes();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        var fields = answer.headers();
        assertThat(fields.firstValue("Content-Type")).hasValue("application/gzip");
        assertThat(fields.firstValue("Content-Disposition")).hasValue("attachment; filename=\"" + C1 + "\"");
        assertThat(fields.firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(fields.firstValue("Content-Length")).hasValue(Integer.toString(content.length));
        assertThat(fields.firstValue("ETag").orElseThrow()).startsWith("\"");
        assertThat(fields.firstValue("Last-Modified")).isPresent();
        assertThat(fields.firstValue("X-Request-Id")).isPresent();
        var digest = HexFormat.of().parseHex(FakeEngine.sha256(content).hex());
        assertThat(fields.firstValue("Repr-Digest"))
                .hasValue("sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
    }

    @Test
    void headTellsTheSameWithoutTheBytes() {
        var head = server.http.send(
                "HEAD",
                "/api/extracts/" + first + "/download",
                BodyPublishers.noBody(),
                "Authorization",
                consumer.bearer());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (var field : List.of("Content-Type", "Content-Length", "ETag", "Repr-Digest", "Content-Disposition")) {
            assertThat(head.headers().firstValue(field))
                    .isEqualTo(bytes().headers().firstValue(field));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,1",
        "bytes=0-99999,0,100000",
        "bytes=100000-,100000,300000",
        "bytes=299999-,299999,300000",
        "bytes=-1,299999,300000",
        "bytes=-999999,0,300000",
        "bytes=5-999999999,5,300000",
        "bytes=33000-166000,33000,166001"
    })
    void rangesAreBytesOfTheArchive(String range, int from, int end) {
        var answer = bytes("Range", range);
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("Content-Range"))
                .hasValue("bytes " + from + "-" + (end - 1) + "/" + content.length);
        assertThat(answer.headers().firstValue("Range")).isEmpty();
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(content, from, end));
    }

    @Test
    void aDownloadCanBeResumedAsTheDocumentsSay() {
        var parts = new ArrayList<byte[]>();
        for (int at = 0; at < content.length; at += 70_001) {
            var part = bytes("Range", "bytes=" + at + "-" + (at + 70_000));
            assertThat(part.statusCode()).isEqualTo(206);
            parts.add(part.body());
        }
        var whole = new ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        assertThat(whole.toByteArray()).isEqualTo(content);
    }

    @Test
    void severalRangesComeAsMultipart() {
        var answer = bytes("Range", "bytes=0-1,1000-1001");
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("multipart/byteranges");
    }

    @Test
    void conditionsAreHonoured() {
        var tag = bytes().headers().firstValue("ETag").orElseThrow();
        assertThat(bytes("If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(bytes("Range", "bytes=0-0", "If-Range", tag).statusCode()).isEqualTo(206);
        assertThat(bytes("Range", "bytes=0-0", "If-Range", "\"other\"").body()).hasSize(content.length);
        var failed = bytes("If-Match", "\"other\"");
        assertThat(failed.statusCode()).isEqualTo(412);
        assertThat(new String(failed.body(), StandardCharsets.UTF_8)).startsWith("{\"message\":\"");
    }

    @Test
    void aRangePastTheEndIsRefusedWithTheLength() {
        var answer = bytes("Range", "bytes=300000-");
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes */300000");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("{\"message\":\"");
    }

    @Test
    void theAuditNamesTheExtract() {
        bytes("Range", "bytes=0-122", "X-Request-Id", "audited-download");
        Awaitility.await().untilAsserted(() -> {
            var lines = TestServer.json(server.http.get(
                    "/admin/v1/audit?event=transfer-ended&object=extract/" + first + "&page_size=1000",
                    server.http.asAdmin()));
            assertThat(lines.get("items").valueStream())
                    .filteredOn(line -> line.get("request_id").asString().equals("audited-download"))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.get("organization").asString()).isEqualTo("cernerdemo");
                        assertThat(line.get("client_id").asString()).isEqualTo(consumer.id());
                        assertThat(line.get("bytes_sent").longValue()).isEqualTo(123);
                        assertThat(line.get("detail").asString()).matches("123 of 123 bytes in \\d+ ms of object \\S+");
                    });
        });
    }

    @Test
    void aWithdrawnExtractIsGone() {
        server.population("cernerdemo", "withdrawn");
        var id = server.release(
                        "cernerdemo", "withdrawn", ExtractType.COMPLETE, at("1999-01-01T00:00:00Z"), "w", content, null)
                .id();
        assertThat(get("/api/extracts/" + id).statusCode()).isEqualTo(200);
        var withdrawn = server.http.postJson(
                "/admin/v1/extracts/" + id + "/withdraw", "{\"reason\":\"Wrong source\"}", server.http.asAdmin());
        assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(200);
        assertThat(TestServer.json(withdrawn).get("withdrawal_reason").asString())
                .isEqualTo("Wrong source");
        assertThat(get("/api/extracts/" + id).body())
                .isEqualTo(get("/api/extracts/999999999").body());
        assertThat(get("/api/extracts/" + id + "/download").statusCode()).isEqualTo(404);
        assertThat(ids(get("/api/extracts"))).doesNotContain(id);
    }

    private HttpResponse<String> get(String path) {
        return server.http.get(path, "Authorization", consumer.bearer());
    }

    private HttpResponse<byte[]> bytes(String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", consumer.bearer()));
        return server.http.getBytes("/api/extracts/" + first + "/download", all.toArray(String[]::new));
    }

    private HttpResponse<String> atHost(String host, TestClient client) {
        return server.http.get("/api/extracts", "Authorization", client.bearer(), "X-Forwarded-Host", host);
    }

    private String raw(String host, TestClient client) throws IOException {
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(), server.http.baseUri().getPort())) {
            socket.getOutputStream()
                    .write(("GET /api/extracts HTTP/1.1\r\nHost: " + host + ":"
                                    + server.http.baseUri().getPort() + "\r\nAuthorization: " + client.bearer()
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Instant at(String moment) {
        return Instant.parse(moment);
    }

    /** The ids in a listing, counted from that of the first extract. */
    private List<Long> numbers(HttpResponse<String> answer) {
        return ids(answer).stream()
                .map(id -> id - first + 1)
                .filter(number -> number <= 5)
                .toList();
    }

    private static List<Long> ids(HttpResponse<String> answer) {
        return TestServer.json(answer)
                .valueStream()
                .map((JsonNode extract) -> extract.get("id").longValue())
                .toList();
    }
}
