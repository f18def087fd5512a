package org.almoner.server.syndication;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.almoner.server.TestDatabase;
import org.almoner.server.TestServer;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organizations;
import org.almoner.server.storage.StoredObject;
import org.almoner.server.storage.Uploads;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A whole server with an engine of the test's. */
final class SyndicationServer implements AutoCloseable {

    final TestServer http;
    final FakeEngine engine;

    private SyndicationServer(TestServer http) {
        this.http = http;
        this.engine = http.bean(FakeEngine.class);
    }

    static SyndicationServer start(TestDatabase database, String... more) {
        var settings = new ArrayList<>(List.of(
                "almoner.trusted-proxies=127.0.0.1",
                "almoner.audit.group-wait=20ms",
                "almoner.syndication.progress-interval=100ms",
                "almoner.rate-limit.requests-per-second=0"));
        settings.addAll(List.of(more));
        if (database == TestDatabase.POSTGRESQL) {
            settings.addAll(postgres());
        }
        return new SyndicationServer(
                TestServer.startWith(List.of(FakeEngine.Beans.class), settings.toArray(String[]::new)));
    }

    /** Starts a server on a data folder that is kept. */
    static SyndicationServer startOn(Path data, String... settings) {
        return new SyndicationServer(TestServer.startOnWith(
                data,
                List.of(FakeEngine.Beans.class),
                Stream.concat(
                                Stream.of(
                                        "almoner.syndication.progress-interval=100ms", "almoner.jobs.heartbeat=100ms"),
                                Stream.of(settings))
                        .toArray(String[]::new)));
    }

    private static List<String> postgres() {
        var name = "s" + UUID.randomUUID().toString().replace("-", "");
        var postgres = TestDatabase.postgres();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return List.of(
                "almoner.database.url=" + postgres.getJdbcUrl("postgres", name), "almoner.database.user=postgres");
    }

    static String address(String organization, String population) {
        return "/admin/v1/organizations/" + organization + "/populations/" + population;
    }

    /** Adds a population to an organization that is there, and gives its id. */
    UUID population(String organization, String mnemonic) {
        var answer = http.postJson(
                "/admin/v1/organizations/" + organization + "/populations",
                "{\"mnemonic\":\"" + mnemonic + "\",\"source\":\"/srv/exports\"}",
                http.asAdmin());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return UUID.fromString(TestServer.json(answer).get("id").asString());
    }

    /** Releases an extract past all jobs. */
    Extract release(
            String organization,
            String population,
            ExtractType type,
            Instant releasedAt,
            String name,
            byte[] content,
            @Nullable Long base) {
        var owner =
                http.bean(Organizations.class).find(new Mnemonic(organization)).orElseThrow();
        var of = http.bean(Populations.class)
                .find(owner.id(), new Mnemonic(population))
                .orElseThrow();
        var object = store(content);
        return new TransactionTemplate(http.bean(PlatformTransactionManager.class))
                .execute(_ -> http.bean(Extracts.class)
                        .add(new Extract.New(
                                of,
                                type,
                                FakeEngine.LONG_REC,
                                releasedAt,
                                releasedAt,
                                object.length(),
                                object.sha256(),
                                name,
                                base,
                                1,
                                0,
                                object.key(),
                                null)));
    }

    StoredObject store(byte[] content) {
        var uploads = http.bean(Uploads.class);
        var upload = uploads.begin((long) content.length, null).id();
        try {
            uploads.append(upload, 0, new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return uploads.complete(upload);
    }

    /** Asks for an extract, and gives the id of the job. */
    String run(String organization, String population, String type) {
        var answer = http.postJson(
                address(organization, population) + "/jobs", "{\"extract_type\":\"" + type + "\"}", http.asAdmin());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestServer.json(answer).get("id").asString();
    }

    JsonNode job(String id) {
        return TestServer.json(http.get("/admin/v1/extract-jobs/" + id, http.asAdmin()));
    }

    /** Waits until a job is in a state. */
    JsonNode await(String job, String state) {
        var last = new AtomicReference<@Nullable JsonNode>();
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    last.set(job(job));
                    assertThat(String.valueOf(last.get())).contains("\"state\":\"" + state + "\"");
                });
        return Objects.requireNonNull(last.get());
    }

    @Override
    public void close() {
        http.close();
    }
}
