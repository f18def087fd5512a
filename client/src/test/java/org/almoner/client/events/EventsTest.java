package org.almoner.client.events;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.almoner.client.AlmonerClient;
import org.almoner.client.catalog.Sha256;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Fault;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenServer;
import org.almoner.client.http.Json;
import org.almoner.client.http.Timeouts;
import org.almoner.client.syndication.ExtractType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(60)
class EventsTest {

    private static final String FEED = "/events/v1";
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00.000001Z");
    private static final AnnouncedVersion VERSION = new AnnouncedVersion(
            "icd-10-cm-1",
            "ICD-10-CM",
            "code-descriptions-2",
            "Code descriptions",
            "2026-3",
            "2026",
            LocalDate.parse("2026-10-01"),
            null,
            "/download/v1/products/x-1/sub-products/y-2/versions/2026-3/files");
    private static final AnnouncedExtract EXTRACT = new AnnouncedExtract(
            7,
            "1424e81d-8cea-4d6b-b140-d6630b684a58",
            ExtractType.INCREMENTAL,
            "LONG_REC",
            "1.0.0",
            35_000,
            new Sha256("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            6L,
            "/api/extracts/7/download");

    private final FakeTime time = new FakeTime();
    private GoldenServer server;
    private AlmonerClient client;

    @BeforeEach
    void start() throws Exception {
        server = new GoldenServer();
        client = Golden.client(server, time);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void everyKindOfEventIsReadIntoItsOwnType() {
        server.events().add("version.launched", Map.of());
        server.events().add("version.retracted", Map.of("reason", "Wrong file"));
        server.events().add("version.expired", Map.of());
        server.events().add("extract.released", Map.of());
        server.events().add("extract.withdrawn", Map.of("reason", "Asked for"));
        server.events().add("extract.expired", Map.of());
        server.events().add("entitlement.granted", Map.of("product_slug", "icd-10-cm-1"));
        server.events().add("entitlement.revoked", Map.of("product_slug", "loinc-4", "sub_product_slug", "core-5"));
        server.events().add("version.expiring", Map.of("retention_date", "2032-10-01"));

        assertThat(client.events().after(null, Duration.ZERO).events())
                .containsExactly(
                        new Event.VersionLaunched(place(1), AT, VERSION),
                        new Event.VersionRetracted(place(2), AT, VERSION, "Wrong file"),
                        new Event.VersionExpired(place(3), AT, VERSION),
                        new Event.ExtractReleased(place(4), AT, EXTRACT),
                        new Event.ExtractWithdrawn(place(5), AT, EXTRACT, "Asked for"),
                        new Event.ExtractExpired(place(6), AT, EXTRACT),
                        new Event.EntitlementGranted(place(7), AT, "icd-10-cm-1", null),
                        new Event.EntitlementRevoked(place(8), AT, "loinc-4", "core-5"),
                        new Event.VersionExpiring(place(9), AT, VERSION, LocalDate.parse("2032-10-01")));
        assertThat(VERSION.address()).isEqualTo(new VersionAddress("icd-10-cm-1", "code-descriptions-2", "2026-3"));
    }

    @Test
    void anEventOfALaterServerIsUnknownAndDoesNoHarm() {
        server.events().add("topic.renamed", Map.of("product_slug", List.of(1), "shelf", Map.of("x", 1)));
        server.events().add("version.launched", Map.of("shelf", Map.of("x", 1)));

        assertThat(client.events().after(null, Duration.ZERO).events())
                .containsExactly(
                        new Event.Unknown(place(1), AT, "topic.renamed"),
                        new Event.VersionLaunched(place(2), AT, VERSION));
    }

    @Test
    void asJsonAnEventHasTheShapeOfTheApi() {
        server.events().add("version.retracted", Map.of("reason", "Wrong file"));
        server.events().add("entitlement.granted", Map.of("product_slug", "icd-10-cm-1"));
        server.events().add("topic.renamed", Map.of());
        var json = client.events().after(null, Duration.ZERO).events().stream()
                .map(event -> JsonMapper.shared().readTree(Json.write(event)))
                .toList();

        assertThat(json.get(0)).isEqualTo(JsonMapper.shared().readTree("""
                {"id": "place-1", "at": "2026-11-22T08:00:00.000001Z", "type": "version.retracted",
                 "product_slug": "icd-10-cm-1", "product_name": "ICD-10-CM",
                 "sub_product_slug": "code-descriptions-2", "sub_product_name": "Code descriptions",
                 "version_slug": "2026-3", "version_name": "2026", "effective_date": "2026-10-01",
                 "files_path": "/download/v1/products/x-1/sub-products/y-2/versions/2026-3/files",
                 "reason": "Wrong file"}
                """));
        assertThat(json.get(1)).isEqualTo(JsonMapper.shared().readTree("""
                {"id": "place-2", "at": "2026-11-22T08:00:00.000001Z", "type": "entitlement.granted",
                 "product_slug": "icd-10-cm-1"}
                """));
        assertThat(json.get(2)).isEqualTo(JsonMapper.shared().readTree("""
                {"id": "place-3", "at": "2026-11-22T08:00:00.000001Z", "type": "topic.renamed"}
                """));
    }

    @Test
    void theFeedIsReadPieceByPieceToItsEnd() {
        IntStream.range(0, 250).forEach(_ -> server.events().add("version.launched", Map.of()));

        var first = client.events().after(null, Duration.ZERO);
        var second = client.events().after(first.next(), Duration.ZERO);
        var third = client.events().after(second.next(), Duration.ZERO);

        assertThat(first.more()).isTrue();
        assertThat(third.more()).isFalse();
        assertThat(List.of(first, second, third))
                .flatExtracting(EventPage::events)
                .extracting(Event::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 250)
                        .mapToObj(EventsTest::place)
                        .toList());
        assertThat(client.events().after(third.next(), Duration.ZERO))
                .isEqualTo(new EventPage(List.of(), place(250), false));
    }

    @Test
    void theEndIsWhereTheFutureBegins() {
        server.events().add("version.launched", Map.of());
        var latest = client.events().latest();
        assertThat(server.requests().getLast().query()).isEqualTo("after=latest");
        server.events().add("extract.released", Map.of());

        assertThat(client.events().after(latest, Duration.ZERO).events())
                .containsExactly(new Event.ExtractReleased(place(2), AT, EXTRACT));
    }

    @Test
    void aCursorArrivesAsItIs() {
        assertThatExceptionOfType(AlmonerException.Invalid.class)
                .isThrownBy(() -> client.events().after(new Cursor("a&b=c+d%20/?"), Duration.ofMillis(1)))
                .withMessage("This is not a cursor of your events.");
        assertThat(server.requests().getLast().query()).isEqualTo("after=a%26b%3Dc%2Bd%2520%2F%3F&wait=1");
    }

    @Test
    void aCursorOlderThanWhatIsKeptIsGone() {
        IntStream.range(0, 3).forEach(_ -> server.events().add("version.launched", Map.of()));
        server.events().forget(2);

        assertThatExceptionOfType(AlmonerException.Gone.class)
                .isThrownBy(() -> client.events().after(place(1), Duration.ZERO));
        assertThat(client.events().after(null, Duration.ZERO).events())
                .extracting(Event::id)
                .containsExactly(place(3));
    }

    @Test
    void whoWaitsIsAnsweredWhenSomethingHappens() throws Exception {
        var page = CompletableFuture.supplyAsync(() -> client.events().after(null, Events.LONGEST_WAIT));
        server.events().awaitReader();
        assertThat(page).isNotDone();
        server.events().add("extract.expired", Map.of());

        assertThat(page.get().events()).containsExactly(new Event.ExtractExpired(place(1), AT, EXTRACT));
        assertThat(server.requests().getLast().query()).isEqualTo("wait=60");
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void anAnswerThatIsHeldBackIsNotGivenUp() throws Exception {
        var shortest = new Timeouts(Duration.ofSeconds(15), Duration.ofMillis(200), Duration.ofSeconds(15));
        try (var hasty =
                Golden.builder(server.address(), time).timeouts(shortest).open()) {
            hasty.token();
            server.forgetRequests();
            var page = CompletableFuture.supplyAsync(() -> hasty.events().after(null, Events.LONGEST_WAIT));
            server.events().awaitReader();
            assertThat(page.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS).get())
                    .isNull();
            server.events().add("extract.expired", Map.of());

            assertThat(page.get().events()).hasSize(1);
            assertThat(server.asked()).containsExactly("GET " + FEED);
        }
    }

    @Test
    void aServerThatDoesNotHoldItsAnswerBackIsNotAskedWithoutABreath() {
        server.events().beStopping();
        client.events().after(null, Duration.ofSeconds(30));
        assertThat(time.slept()).containsExactly(Duration.ofSeconds(1));

        client.events().after(null, Duration.ZERO);
        server.events().add("extract.expired", Map.of());
        client.events().after(null, Duration.ofSeconds(30));
        assertThat(time.slept()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.5S", "PT30S"})
    void aServerThatHasMoreAndGivesNoneOfItIsNotAskedWithoutABreath(String wait) {
        server.fail("GET", FEED, answer("{\"events\": [], \"next\": \"place-2\", \"more\": true}"));

        assertThat(client.events().after(place(1), Duration.parse(wait)))
                .isEqualTo(new EventPage(List.of(), place(2), true));
        assertThat(time.slept()).containsExactly(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"events\": [], \"next\": \"place-1\", \"more\": true}",
                "{\"events\": [{\"id\": \"place-1\", \"type\": \"entitlement.granted\", \"at\": \"2026-11-22T08:00:00Z\","
                        + " \"product_slug\": \"x\"}], \"next\": \"place-1\", \"more\": false}"
            })
    void aServerThatNeverGoesOnIsNotAskedForEver(String body) {
        server.fail("GET", FEED, answer(body));

        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> client.events().after(place(1), Events.LONGEST_WAIT))
                .withMessageContaining("do not go on");
    }

    private static Fault answer(String body) {
        return new Fault.Status(200, Map.of("Content-Type", "application/json"), body);
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        var ended = new CompletableFuture<Throwable>();
        var reader = Thread.ofVirtual().start(() -> {
            try {
                client.events().after(null, Events.LONGEST_WAIT);
            } catch (AlmonerException e) {
                ended.complete(e);
            }
        });
        server.events().awaitReader();
        reader.interrupt();

        assertThat(ended.get()).isInstanceOf(AlmonerException.Interrupted.class);
    }

    @Test
    void whoWaitsOutlivesARestartOfTheServer() {
        server.fail("GET", FEED, Fault.status(502));
        server.fail("GET", FEED, Fault.status(503));
        server.events().add("version.launched", Map.of());

        assertThat(client.events().after(null, Events.LONGEST_WAIT).events()).hasSize(1);
        assertThat(time.slept()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT60.000000001S", "P7D"})
    void aWaitThatNoServerGrantsIsRefused(String wait) {
        assertThatIllegalArgumentException().isThrownBy(() -> client.events().after(null, Duration.parse(wait)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "é"})
    void textThatIsNoCursorIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cursor(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"events\": [], \"more\": false}",
                "{\"next\": \"n\", \"more\": false}",
                "{\"events\": [], \"next\": \"\", \"more\": false}",
                "{\"events\": [{\"id\": \"a\", \"type\": \"version.launched\"}], \"next\": \"n\", \"more\": false}",
                "{\"events\": [{\"id\": \"a\", \"type\": \"version.launched\", \"at\": \"2026-11-22T08:00:00Z\"}],"
                        + " \"next\": \"n\", \"more\": false}",
                "{\"events\": [{\"type\": \"entitlement.granted\", \"at\": \"2026-11-22T08:00:00Z\","
                        + " \"product_slug\": \"x\"}], \"next\": \"n\", \"more\": false}",
                "{\"events\": [{\"id\": \"a\", \"type\": \"entitlement.granted\", \"at\": \"2026-11-22T08:00:00Z\"}],"
                        + " \"next\": \"n\", \"more\": false}",
                "{\"events\": [{\"id\": \"a\", \"at\": \"2026-11-22T08:00:00Z\"}], \"next\": \"n\", \"more\": false}",
            })
    void anAnswerThatIsNotTheContractsIsSaidSo(String body) {
        server.fail("GET", FEED, answer(body));

        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> client.events().after(null, Duration.ZERO));
    }

    private static Cursor place(int number) {
        return new Cursor("place-" + number);
    }
}
