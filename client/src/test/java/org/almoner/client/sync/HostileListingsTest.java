package org.almoner.client.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpHandler;
import org.almoner.client.download.DownloadSettings;
import org.almoner.client.golden.BareExtract;
import org.almoner.client.golden.BareFile;
import org.almoner.client.golden.BareProofs;
import org.almoner.client.golden.BareServer;
import org.almoner.client.golden.Golden;
import org.almoner.client.sync.SyncReport.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Servers that lie about what there is, each in just one way. Whatever they do, nothing leaves the copy's folder. */
@Timeout(120)
class HostileListingsTest {

    private static final byte[] GOOD = Golden.bytes(30_000, 1);
    private static final byte[] OTHER = Golden.bytes(30_000, 2);
    private static final String GOOD_VERSION = "loinc-3/core-4/2-77-5";
    private static final String GOOD_PATH = "acme/products/" + GOOD_VERSION + "/loinc.csv";
    private static final byte[] PAGE = "<html><body>Please log in</body></html>".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path parent;

    private Keeping keeping;

    @BeforeEach
    void start() throws IOException {
        keeping = new Keeping(parent.resolve("copy"), DownloadSettings.USUAL.withSegment(10_000));
        keeping.server.version("loinc-3", "core-4", "2-77-5").put("loinc.csv", GOOD);
    }

    /** Nothing was written but in the copy, and what is not published has no name of its own. */
    @AfterEach
    void nothingLeftTheFolder() throws IOException {
        keeping.close();
        try (var beside = Files.list(parent)) {
            assertThat(beside.toList()).allMatch(path -> path.equals(keeping.folder));
        }
        var published = Stream.of(
                        Stream.of(GOOD, OTHER),
                        keeping.server.versions().stream()
                                .flatMap(version -> version.files().stream())
                                .map(BareFile::bytes),
                        keeping.server.extracts().stream().map(BareExtract::bytes))
                .flatMap(all -> all)
                .toList();
        Keeping.files(keeping.folder)
                .forEach((path, bytes) -> assertThat(path.contains(".almoner-part")
                                || published.stream().anyMatch(each -> Arrays.equals(each, bytes)))
                        .as(path)
                        .isTrue());
    }

    private static SyncReport.Item item(SyncReport report, String address) {
        return report.items()
                .filter(item -> item.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    static List<String> names() {
        return List.of(
                "../../../../../evil",
                "..",
                ".",
                "",
                "/etc/evil",
                "a/b",
                "a\\b",
                "C:evil",
                "C:\\evil",
                "evil:stream",
                "con",
                "nul.txt",
                "x".repeat(4096),
                "ü".repeat(128),
                "evil\u0000",
                "evil\n.txt",
                "\u202Egpj.exe",
                "manifest.jws",
                "MANIFEST.JWS",
                "x.almoner-part",
                " ");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aFileOfThatNameIsRefusedAndAllElseIsFetched(String name) {
        keeping.server.version("bad-1", "bad-2", "bad-3").put(new BareFile("id", name, OTHER));

        var report = keeping.run();

        assertThat(item(report, "bad-1/bad-2/bad-3").result()).isEqualTo(Result.REFUSED);
        assertThat(keeping.files()).containsOnlyKeys(GOOD_PATH);
        assertThat(report.complete()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("names")
    void anExtractOfThatNameIsRefusedAndAllElseIsFetched(String name) {
        keeping.server.extracts().add(new BareExtract(1, "COMPLETE", OTHER).with(Map.of("file_name", name)));

        var report = keeping.run();

        assertThat(item(report, "extract 1").result()).isEqualTo(Result.REFUSED);
        assertThat(keeping.files()).containsOnlyKeys(GOOD_PATH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../evil", "/etc", "a\\..\\b", "C:", "con", "evil\n", "..%2f..%2fevil", " ", "x.almoner-part"
            })
    void slugsThatAreNoStepsAreRefusedAndAllElseIsFetched(String slug) {
        keeping.server.version(slug, "bad-2", "bad-3").put("evil.txt", OTHER);
        keeping.server.version("bad-1", slug, "bad-3").put("evil.txt", OTHER);
        keeping.server.version("bad-1", "bad-2", slug).put("evil.txt", OTHER);

        var report = keeping.run();

        if (slug.contains("%")) {
            // A name like any other, as long as nobody decodes it.
            assertThat(keeping.files()).hasSize(4);
        } else {
            assertThat(Keeping.results(report))
                    .isEqualTo(Map.of(
                            slug + "/bad-2/bad-3",
                            Result.REFUSED,
                            "bad-1/" + slug + "/bad-3",
                            Result.REFUSED,
                            "bad-1/bad-2/" + slug,
                            Result.REFUSED,
                            GOOD_VERSION,
                            Result.FETCHED));
            assertThat(keeping.files()).containsOnlyKeys(GOOD_PATH);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void slugsThatLeadToAnotherAddressAreNotFollowed(String slug) {
        keeping.server.version("loinc-3", "core-4", slug).put("evil.txt", OTHER);

        var report = keeping.run();

        assertThat(report.servers().getFirst().failure()).contains("is not the JSON that the API promises");
        assertThat(keeping.files()).isEmpty();
        assertThat(keeping.server.asked()).noneMatch(request -> request.endsWith("/versions/" + slug + "/files"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../evil", "/etc", "", ".."})
    void populationsThatAreNoStepsAreRefused(String population) {
        keeping.server
                .extracts()
                .add(new BareExtract(1, population, "COMPLETE", "2016-11-11T08:23:06Z", OTHER, Map.of()));

        var report = keeping.run();

        assertThat(item(report, "extract 1").result()).isEqualTo(Result.REFUSED);
        assertThat(keeping.files()).containsOnlyKeys(GOOD_PATH);
    }

    @Test
    void ofFilesThatDifferInCaseOnlyNeitherReplacesTheOther() {
        keeping.server
                .version("bad-1", "bad-2", "bad-3")
                .put("Codes.txt", OTHER)
                .put("codes.TXT", GOOD);

        var report = keeping.run();

        assertThat(item(report, "bad-1/bad-2/bad-3").result()).isEqualTo(Result.REFUSED);
        assertThat(item(report, "bad-1/bad-2/bad-3").reason()).contains("two files for one name");
        assertThat(keeping.files()).containsOnlyKeys(GOOD_PATH);
    }

    @Test
    void ofVersionsProductsAndPopulationsThatDifferInCaseOnlyTheFirstIsTaken() {
        keeping.server.version("loinc-3", "core-4", "V-1").put("a.txt", OTHER);
        keeping.server.version("loinc-3", "core-4", "v-1").put("a.txt", GOOD);
        keeping.server.version("LOINC-3", "core-4", "2-77-5").put("loinc.csv", OTHER);
        keeping.server.version("loinc-3", "Core-4", "2-77-5").put("loinc.csv", OTHER);
        keeping.server
                .extracts()
                .add(new BareExtract(1, "A-1", "COMPLETE", "2016-11-11T08:23:06Z", GOOD, Map.of("file_name", "x")));
        keeping.server
                .extracts()
                .add(new BareExtract(2, "a-1", "COMPLETE", "2016-11-11T08:23:06Z", OTHER, Map.of("file_name", "X")));

        var first = Keeping.results(keeping.run());
        var second = Keeping.results(keeping.run());

        assertThat(first.values()).filteredOn(Result.FETCHED::equals).hasSize(3);
        assertThat(first.values()).filteredOn(Result.REFUSED::equals).hasSize(4);
        assertThat(second.values()).filteredOn(Result.KEPT::equals).hasSize(3);
        assertThat(keeping.files()).hasSize(3);
    }

    static Stream<HttpHandler> pages() {
        var turn = new AtomicInteger();
        return Stream.of(
                // For ever the same, and round in a circle of three.
                exchange -> BareServer.json(
                        exchange, 200, page(exchange.getRequestURI().getQuery(), 0)),
                exchange -> BareServer.json(
                        exchange, 200, page(exchange.getRequestURI().getQuery(), turn.getAndIncrement() % 3)),
                exchange -> BareServer.answer(exchange, 200, "text/html", PAGE),
                exchange -> BareServer.answer(exchange, 200, "application/json", PAGE),
                exchange -> BareServer.json(exchange, 200, "products"),
                exchange -> BareServer.json(exchange, 200, List.of("products")),
                exchange -> BareServer.json(exchange, 200, Map.of("items", "none", "total", 1)),
                exchange -> BareServer.answer(exchange, 200, "application/json", new byte[0]),
                exchange -> BareServer.answer(
                        exchange,
                        200,
                        "application/json",
                        "[{\"id\":\"1\",\"product_name\":\"half \\ud800\",\"product_slug\":\"x-1\"}]"
                                .getBytes(StandardCharsets.UTF_8)),
                exchange -> exchange.sendResponseHeaders(500, -1),
                exchange -> exchange.sendResponseHeaders(403, -1),
                exchange -> exchange.sendResponseHeaders(401, -1),
                exchange -> exchange.sendResponseHeaders(302, -1));
    }

    private static Map<String, Object> page(String query, int which) {
        var product = Map.of(
                "id",
                "id-" + which,
                "product_name",
                "P " + which,
                "product_slug",
                "endless-" + which,
                "fields",
                List.of());
        int number = Integer.parseInt(query.replaceAll(".*\\bpage=([0-9]+).*", "$1"));
        return Map.of("current_page", number, "total", Integer.MAX_VALUE, "page_size", 1, "items", List.of(product));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingIsConcludedFromAListingOfProductsLikeThat(HttpHandler page) {
        keeping.remove(Removal.values());
        keeping.run();
        keeping.server.instead("/download/v1/products", page);

        var report = keeping.run();

        assertThat(report.complete()).isFalse();
        assertThat(report.servers().getFirst().failure()).isNotBlank();
        assertThat(keeping.files()).containsOnlyKeys(GOOD_PATH);

        keeping.server.behave();
        assertThat(Keeping.results(keeping.run())).isEqualTo(Map.of(GOOD_VERSION, Result.KEPT));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500})
    void nothingIsConcludedFromASurveyThatIsRefusedInItsMiddle(int status) {
        keeping.server.version("icd-1", "codes-2", "2022-3").put("codes.txt", OTHER);
        keeping.remove(Removal.values());
        keeping.run();
        keeping.server.versions().removeFirst();
        keeping.server.version("new-1", "codes-2", "2022-3").put("codes.txt", OTHER);
        keeping.server.instead(".*/icd-1/sub-products.*", exchange -> exchange.sendResponseHeaders(status, -1));

        var report = keeping.run();

        assertThat(report.complete()).isFalse();
        assertThat(keeping.files()).containsKeys(GOOD_PATH, "acme/products/icd-1/codes-2/2022-3/codes.txt");
        assertThat(report.items()).noneMatch(item -> item.result() == Result.REMOVED);
    }

    @Test
    void nothingIsConcludedFromExtractsThatEndInTheMiddle() {
        for (int id = 1; id <= 250; id++) {
            keeping.server
                    .extracts()
                    .add(new BareExtract(id, id == 1 ? "COMPLETE" : "INCREMENTAL", Golden.bytes(10, id)));
        }
        keeping.remove(Removal.values());
        keeping.run();
        var all = keeping.files();
        assertThat(all).hasSize(251);
        // The first two hundred are listed, the others are not to be had.
        keeping.server.instead("/api/extracts", exchange -> {
            if (exchange.getRequestURI().getQuery().contains("start=201")) {
                exchange.sendResponseHeaders(500, -1);
            } else {
                BareServer.json(exchange, 200, first200());
            }
        });

        var report = keeping.run();

        assertThat(report.complete()).isFalse();
        assertThat(keeping.files().keySet()).isEqualTo(all.keySet());
    }

    private List<Map<String, Object>> first200() {
        var list = new ArrayList<Map<String, Object>>();
        for (var extract : keeping.server.extracts().subList(0, 200)) {
            list.add(Map.of(
                    "id", extract.id(),
                    "population_id", extract.populationId(),
                    "extract_type", extract.type(),
                    "dataset_type", "LONG_REC",
                    "released_at", extract.releasedAt(),
                    "size_in_bytes", extract.bytes().length,
                    "version", "1.0.0"));
        }
        return list;
    }

    @Test
    void aServerThatListsNothingAllAtOnceTakesNothingAwayUnlessItMay() {
        keeping.run();
        keeping.server.versions().clear();

        assertThat(item(keeping.run(), GOOD_VERSION).result()).isEqualTo(Result.LEFT);
        assertThat(keeping.verify().sound()).isTrue();
        assertThat(keeping.verify().files()).hasSize(1);

        assertThat(item(keeping.remove(Removal.UNLISTED).run(), GOOD_VERSION).result())
                .isEqualTo(Result.REMOVED);
        assertThat(keeping.files()).isEmpty();
    }

    @Test
    void anExtractThatIsListedWithAnotherPopulationIsNotTheOneThatIsThere() {
        keeping.server.extracts().add(new BareExtract(1, "COMPLETE", OTHER));
        keeping.runAndSettle();
        keeping.server
                .extracts()
                .set(
                        0,
                        new BareExtract(
                                1,
                                "17c7947e-0fc0-4db6-adaa-7dd15d7fb100",
                                "COMPLETE",
                                "2016-11-11T08:23:06Z",
                                OTHER,
                                Map.of()));

        var report = keeping.run();

        // What is there is of the people that it was said to be of, and stays so.
        assertThat(item(report, "extract 1").result()).isEqualTo(Result.REFUSED);
        assertThat(keeping.files())
                .containsOnlyKeys(GOOD_PATH, "acme/extracts/" + BareExtract.POPULATION + "/LONG_REC/extract-1.tar.gz");
    }

    @Test
    void anotherLengthThanListedIsNotTaken() {
        keeping.server
                .version("bad-1", "bad-2", "bad-3")
                .put(new BareFile("id", "long.txt", OTHER, Map.of("size_in_bytes", 10)));
        keeping.server.extracts().add(new BareExtract(1, "COMPLETE", OTHER).with(Map.of("size_in_bytes", 30_001)));

        var report = keeping.run();

        assertThat(item(report, "bad-1/bad-2/bad-3").result()).isEqualTo(Result.FAILED);
        assertThat(item(report, "extract 1").result()).isEqualTo(Result.FAILED);
        assertThat(keeping.files()).containsOnlyKeys(GOOD_PATH);
    }

    @Test
    void otherBytesThanTheHashAreNotTaken() {
        keeping.server
                .version("bad-1", "bad-2", "bad-3")
                .put(new BareFile("id", "wrong.txt", OTHER, Map.of("sha256", BareProofs.sha256(GOOD))));

        var report = keeping.run();

        assertThat(item(report, "bad-1/bad-2/bad-3").result()).isEqualTo(Result.FAILED);
        assertThat(item(report, "bad-1/bad-2/bad-3").files().getFirst().failure())
                .contains("arrived twice with SHA-256");
        assertThat(keeping.files()).containsOnlyKeys(GOOD_PATH);
    }

    @Test
    void aPageInTheMiddleOfAResumedFileIsNoPartOfIt() {
        keeping.server.sendValidators();
        keeping.server.extracts().add(new BareExtract(1, "COMPLETE", OTHER));
        var asked = new AtomicInteger();
        keeping.server.instead("/api/extracts/1/download", 2, exchange -> {
            if (asked.getAndIncrement() == 0) {
                exchange.getResponseHeaders().set("ETag", "\"1\"");
                exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
                exchange.sendResponseHeaders(200, OTHER.length);
                exchange.getResponseBody().write(OTHER, 0, 12_000);
            } else {
                BareServer.answer(exchange, 200, "text/html", PAGE);
            }
        });

        var report = keeping.run();

        assertThat(report.complete()).isTrue();
        assertThat(keeping.files()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {10, -10})
    void aClockThatIsOffByMinutesDoesNoHarm(long minutes) throws IOException {
        try (var off = new Keeping(parent.resolve("copy"), DownloadSettings.USUAL.withConnections(1))) {
            off.skew = Duration.ofMinutes(minutes);
            off.server.linksLive(Duration.ofSeconds(3));
            off.server.watch(() -> off.time.pass(Duration.ofMillis(500)));
            for (int i = 0; i < 20; i++) {
                off.server.version("loinc-3", "core-4", "2-77-5").put("file-" + i, OTHER);
            }
            keeping.server.version("loinc-3", "core-4", "2-77-5").put("any", OTHER);

            assertThat(off.run().complete()).isTrue();

            assertThat(off.files()).hasSize(20);
            assertThat(off.server.asked().stream().filter(request -> request.endsWith("/files")))
                    .as("links ran out, and were asked for again")
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void aFileWhoseListedHashChangesBetweenListingsIsFetchedAnew() {
        var version = keeping.server.version("loinc-3", "core-4", "2-77-5");
        version.put(new BareFile("id", "loinc.csv", GOOD, Map.of("sha256", BareProofs.sha256(GOOD))));
        keeping.run();
        version.put(new BareFile("id", "loinc.csv", OTHER, Map.of("sha256", BareProofs.sha256(OTHER))));
        assertThat(Keeping.results(keeping.run()))
                .as("nothing says that anything has changed")
                .isEqualTo(Map.of(GOOD_VERSION, Result.KEPT));
        version.updated("2024-01-01T00:00:00.000001+00:00");

        keeping.run();

        assertThat(keeping.files().get(GOOD_PATH)).isEqualTo(OTHER);
    }
}
