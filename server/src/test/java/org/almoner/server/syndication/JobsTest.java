package org.almoner.server.syndication;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.TestDatabase;
import org.almoner.server.TestServer;
import org.almoner.server.sql.Sql;
import org.almoner.server.syndication.ProgressListener.Progress;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How extracts come to be: by jobs, one behind the other, of which nothing is seen until all is done. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway.Init") // set before each invocation of the class
class JobsTest {

    @Parameter
    private TestDatabase database;

    private SyndicationServer server;
    private TestClient consumer;

    @BeforeParameterizedClassInvocation
    void start() {
        server = SyndicationServer.start(database, "almoner.syndication.jobs-at-once=2");
        consumer = server.http.newClient("acme", "syndication");
    }

    @AfterEach
    void letTheEngineBe() {
        server.engine.before((_, _, _) -> {});
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    @Test
    void aJobReleasesWhatTheEngineHasMade() throws IOException {
        var population = server.population("acme", "plain");
        var job = server.await(server.run("acme", "plain", "COMPLETE"), "done");
        assertThat(job.get("rows").longValue()).isEqualTo(7);
        assertThat(job.get("attempt").intValue()).isEqualTo(1);
        assertThat(job.get("message").isNull()).isTrue();
        var id = job.get("extract_id").longValue();

        var extract = TestServer.json(get("/api/extracts/" + id));
        assertThat(extract.get("population_id").asString()).isEqualTo(population.toString());
        assertThat(extract.get("extract_type").asString()).isEqualTo("COMPLETE");
        assertThat(extract.get("base_extract_id").isNull()).isTrue();
        assertThat(extract.get("version").asString()).isEqualTo("1.0.0");
        assertThat(extract.get("released_at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(extract.get("file_name").asString())
                .matches("syndication_longrecord_C_acme_plain_1\\.0\\.0_\\d{12}\\.tar\\.gz");
        var bytes = server.http
                .getBytes("/api/extracts/" + id + "/download", "Authorization", consumer.bearer())
                .body();
        assertThat(bytes).hasSize(extract.get("size_in_bytes").intValue());
        assertThat(FakeEngine.sha256(bytes).hex())
                .isEqualTo(extract.get("sha256").asString());
        try (var tar = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            assertThat(new String(tar.readAllBytes(), StandardCharsets.UTF_8)).contains("file_name|entity");
        }
        assertThat(audit("extract-released", "extract/" + id)).hasSize(1);
        assertThat(scratch()).isEmpty();
    }

    @Test
    void anIncrementalStartsFromTheExtractBeforeIt() throws IOException {
        server.population("acme", "chain");
        var complete = done("chain", "COMPLETE");
        var read = new StringBuilder();
        server.engine.before((order, _, _) -> {
            if (order.base() != null) {
                read.append(Files.readString(order.base().index()));
            }
        });
        var incremental = done("chain", "INCREMENTAL");
        assertThat(extract(incremental).get("base_extract_id").longValue()).isEqualTo(complete);
        assertThat(read.toString())
                .isEqualTo("index of " + extract(complete).get("file_name").asString());
        assertThat(server.http.bean(Extracts.class).find(complete).orElseThrow().index())
                .as("nothing starts from it any more")
                .isNull();
        var second = done("chain", "INCREMENTAL");
        assertThat(extract(second).get("base_extract_id").longValue()).isEqualTo(incremental);
        assertThat(extract(second).get("file_name").asString())
                .as("no two extracts have one name")
                .isNotEqualTo(extract(incremental).get("file_name").asString());
    }

    @Test
    void anIncrementalWithoutABaseIsRefused() {
        server.population("acme", "baseless");
        assertThat(failure("baseless", "INCREMENTAL")).contains("Run a COMPLETE");

        var complete = done("baseless", "COMPLETE");
        withdraw(complete);
        assertThat(failure("baseless", "INCREMENTAL")).contains("withdrawn", "Run a COMPLETE");

        var other = done("baseless", "COMPLETE");
        server.http.bean(Extracts.class).dropIndex(other);
        assertThat(failure("baseless", "INCREMENTAL")).contains("missing", "Run a COMPLETE");
        done("baseless", "COMPLETE");
        done("baseless", "INCREMENTAL");

        var older = server.http.postJson(
                SyndicationServer.address("acme", "baseless") + "/jobs",
                "{\"extract_type\":\"INCREMENTAL\",\"version\":\"0.9.0\"}",
                server.http.asAdmin());
        assertThat(server.await(TestServer.json(older).get("id").asString(), "failed")
                        .get("message")
                        .asString())
                .contains("version 1.0.0", "Run a COMPLETE");
    }

    @Test
    void aDamagedIndexIsRefused() throws IOException {
        server.population("acme", "damaged");
        var name = extract(done("damaged", "COMPLETE")).get("file_name").asString();
        try (var files = Files.walk(server.http.data())) {
            var index = files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, "index of " + name))
                    .findFirst()
                    .orElseThrow();
            Files.delete(index);
            Files.writeString(index, "index OF " + name);
        }
        assertThat(failure("damaged", "INCREMENTAL")).contains("damaged", "Run a COMPLETE");
    }

    @Test
    void jobsOfAPopulationWaitForEachOther() throws Exception {
        server.population("acme", "line");
        server.population("acme", "beside");
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        server.engine.before((order, _, _) -> {
            if (order.population().equals("line")) {
                begun.countDown();
                await(goOn);
            }
        });
        var first = server.run("acme", "line", "COMPLETE");
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        var second = server.run("acme", "line", "INCREMENTAL");
        var third = server.run("acme", "line", "INCREMENTAL");
        server.await(server.run("acme", "beside", "COMPLETE"), "done");
        assertThat(server.job(first).get("state").asString()).isEqualTo("running");
        assertThat(server.job(second).get("state").asString()).isEqualTo("queued");
        assertThat(TestServer.json(get("/api/extracts")).toString()).doesNotContain("_line_");
        var jobs = server.http.bean(ExtractJobs.class);
        assertThatThrownBy(() -> jobs.begin(UUID.fromString(second), Instant.now()))
                .as("the database itself lets one run")
                .isInstanceOf(DuplicateKeyException.class);
        goOn.countDown();
        var ids = List.of(
                server.await(first, "done").get("extract_id").longValue(),
                server.await(second, "done").get("extract_id").longValue(),
                server.await(third, "done").get("extract_id").longValue());
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(extract(ids.get(1)).get("base_extract_id").longValue()).isEqualTo(ids.get(0));
        assertThat(extract(ids.get(2)).get("base_extract_id").longValue()).isEqualTo(ids.get(1));
    }

    @Test
    void aWaitingJobIsCancelledAtOnceAndARunningOneSoon() throws Exception {
        server.population("acme", "cancelled");
        var begun = new CountDownLatch(1);
        server.engine.before((order, _, cancelled) -> {
            Files.writeString(order.scratch().resolve("half"), "done");
            begun.countDown();
            while (true) {
                cancelled.check();
                Thread.onSpinWait();
            }
        });
        var running = server.run("acme", "cancelled", "COMPLETE");
        var waiting = server.run("acme", "cancelled", "COMPLETE");
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(cancel(waiting).get("state").asString()).isEqualTo("cancelled");
        assertThat(cancel(running).get("cancelling").booleanValue()).isTrue();
        server.await(running, "cancelled");
        Awaitility.await().untilAsserted(() -> assertThat(scratch()).isEmpty());
        assertThat(TestServer.json(get("/api/extracts")).toString()).doesNotContain("_cancelled_");
        assertThat(audit("job-cancelled", "acme/cancelled")).hasSize(2);
        assertThat(cancel(running).get("state").asString()).isEqualTo("cancelled");

        server.engine.before((_, _, _) -> {});
        var id = server.run("acme", "cancelled", "COMPLETE");
        server.await(id, "done");
        assertThat(server.http
                        .postJson("/admin/v1/extract-jobs/" + id + "/cancel", "{}", server.http.asAdmin())
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aCancelledJobReleasesNothingHoweverFarItWas() throws Exception {
        server.population("acme", "late");
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        server.engine.before((_, _, _) -> {
            begun.countDown();
            await(goOn);
        });
        var job = server.run("acme", "late", "COMPLETE");
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        cancel(job);
        goOn.countDown();
        server.await(job, "cancelled");
        assertThat(TestServer.json(get("/api/extracts")).toString()).doesNotContain("_late_");
    }

    @Test
    void failuresAreToldAndTheNextJobRuns() {
        server.population("acme", "failing");
        server.engine.before((_, _, _) -> {
            throw new ExtractFailed("Patient.ndjson, line 7: no JSON");
        });
        assertThat(failure("failing", "COMPLETE")).isEqualTo("Patient.ndjson, line 7: no JSON");
        server.engine.before((_, _, _) -> {
            throw new IOException("Input/output error");
        });
        assertThat(failure("failing", "COMPLETE")).contains("Input/output error");
        server.engine.before((_, _, _) -> {
            throw new IllegalStateException("x".repeat(5_000));
        });
        assertThat(failure("failing", "COMPLETE")).hasSize(2_000);
        server.engine.before((_, _, _) -> {
            throw new JobStopped();
        });
        server.engine.before((_, _, _) -> {});
        done("failing", "COMPLETE");
        assertThat(audit("job-failed", "acme/failing")).hasSize(3);
    }

    @Test
    void progressIsWrittenDown() throws Exception {
        server.population("acme", "slow");
        var goOn = new CountDownLatch(1);
        server.engine.before((_, progress, _) -> {
            progress.at(new Progress(12, 250, 1_000L));
            await(goOn);
        });
        var id = server.run("acme", "slow", "COMPLETE");
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var job = server.job(id);
            assertThat(job.get("rows").longValue()).isEqualTo(12);
            assertThat(job.get("bytes_read").longValue()).isEqualTo(250);
            assertThat(job.get("bytes_total").longValue()).isEqualTo(1_000);
            assertThat(job.get("expected_end_at").isNull()).isFalse();
        });
        goOn.countDown();
        assertThat(server.await(id, "done").get("expected_end_at").isNull()).isTrue();
    }

    @Test
    void aFeedRunsWhenItsTimeHasComeAndMakesUpForOneRun() {
        var population = server.population("acme", "fed");
        var answer = server.http.postJson(
                SyndicationServer.address("acme", "fed") + "/feeds",
                "{\"extract_type\":\"COMPLETE\",\"cron\":\"30 3 * * *\"}",
                server.http.asAdmin());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var feed = UUID.fromString(TestServer.json(answer).get("id").asString());
        assertThat(TestServer.json(answer).get("next_run_at").asString()).contains("T03:30:00.000000+00:00");
        assertThat(TestServer.json(answer).get("version").asString()).isEqualTo("1.0.0");
        var feeds = server.http.bean(Feeds.class);
        var admin = server.http.bean(FeedAdmin.class);
        admin.runDue();
        assertThat(ofFeed(feed)).isEmpty();

        var goOn = new CountDownLatch(1);
        server.engine.before((_, _, _) -> await(goOn));
        feeds.planNext(feed, Instant.now().minus(Duration.ofDays(10)));
        admin.runDue();
        assertThat(ofFeed(feed)).hasSize(1);
        assertThat(feeds.find(population, feed).orElseThrow().nextRunAt()).isAfter(Instant.now());

        feeds.planNext(feed, Instant.now().minus(Duration.ofDays(1)));
        admin.runDue();
        assertThat(ofFeed(feed)).as("it is still at it").hasSize(1);
        goOn.countDown();
        server.await(ofFeed(feed).getFirst().get("id").asString(), "done");
        admin.runDue();
        assertThat(ofFeed(feed)).hasSize(2);
        ofFeed(feed).forEach(job -> server.await(job.get("id").asString(), "done"));

        var paused = server.http.patchJson(
                SyndicationServer.address("acme", "fed") + "/feeds/" + feed,
                "{\"active\":false}",
                server.http.asAdmin());
        assertThat(TestServer.json(paused).get("active").booleanValue()).isFalse();
        assertThat(TestServer.json(paused).get("next_run_at").isNull()).isTrue();
        admin.runDue();
        assertThat(ofFeed(feed)).hasSize(2);
    }

    @Test
    void whatWasWithdrawnLongAgoLosesItsBytes() throws Exception {
        server.population("acme", "deleted");
        var id = done("deleted", "COMPLETE");
        var key = server.http.bean(Extracts.class).find(id).orElseThrow().object();
        withdraw(id);
        var admin = server.http.bean(ExtractAdmin.class);
        admin.tidyUp();
        assertThat(server.http.bean(Extracts.class).find(id).orElseThrow().object())
                .isEqualTo(key);
        server.http
                .bean(JdbcClient.class)
                .sql("update extract set withdrawn_at = :then where id = :id")
                .param("then", Sql.time(Instant.now().minus(Duration.ofDays(8))))
                .param("id", id)
                .update();
        admin.tidyUp();
        assertThat(server.http.bean(Extracts.class).find(id).orElseThrow().object())
                .isNull();
        try (var files = Files.walk(server.http.data())) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).doesNotContain(String.valueOf(key));
        }
        assertThat(audit("extract-deleted", "extract/" + id)).hasSize(1);
    }

    @Test
    void aPopulationIsRemovedWithAllThatBelongsToIt() {
        server.population("acme", "removed");
        var address = SyndicationServer.address("acme", "removed");
        var complete = done("removed", "COMPLETE");
        var incremental = done("removed", "INCREMENTAL");
        assertThat(server.http.delete(address, server.http.asAdmin()).statusCode())
                .isEqualTo(409);
        withdraw(complete);
        withdraw(incremental);
        assertThat(server.http.delete(address, server.http.asAdmin()).statusCode())
                .isEqualTo(204);
        assertThat(server.http.get(address, server.http.asAdmin()).statusCode()).isEqualTo(404);
        assertThat(server.http.bean(Extracts.class).find(complete)).isEmpty();
    }

    private long done(String population, String type) {
        return server.await(server.run("acme", population, type), "done")
                .get("extract_id")
                .longValue();
    }

    private String failure(String population, String type) {
        return server.await(server.run("acme", population, type), "failed")
                .get("message")
                .asString();
    }

    private void withdraw(long extract) {
        assertThat(server.http
                        .postJson(
                                "/admin/v1/extracts/" + extract + "/withdraw",
                                "{\"reason\":\"Test\"}",
                                server.http.asAdmin())
                        .statusCode())
                .isEqualTo(200);
    }

    private JsonNode cancel(String job) {
        return TestServer.json(
                server.http.postJson("/admin/v1/extract-jobs/" + job + "/cancel", "{}", server.http.asAdmin()));
    }

    private JsonNode extract(long id) {
        return TestServer.json(get("/api/extracts/" + id));
    }

    private HttpResponse<String> get(String path) {
        return server.http.get(path, "Authorization", consumer.bearer());
    }

    private List<JsonNode> ofFeed(UUID feed) {
        return TestServer.json(server.http.get("/admin/v1/extract-jobs?page_size=1000", server.http.asAdmin()))
                .get("items")
                .valueStream()
                .filter(job -> job.get("feed_id").asString("").equals(feed.toString()))
                .toList();
    }

    private List<JsonNode> audit(String event, String object) {
        return TestServer.json(server.http.get(
                        "/admin/v1/audit?page_size=1000&event=" + event + "&object=" + object, server.http.asAdmin()))
                .get("items")
                .valueStream()
                .toList();
    }

    private List<Path> scratch() throws IOException {
        var root = server.http.data().resolve("scratch").resolve("extracts");
        if (!Files.exists(root)) {
            return List.of();
        }
        try (var folders = Files.list(root)) {
            return folders.toList();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.size(file) < 1_000
                    && Files.readString(file, StandardCharsets.ISO_8859_1).equals(text);
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IOException("Nobody said go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
