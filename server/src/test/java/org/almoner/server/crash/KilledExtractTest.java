package org.almoner.server.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.almoner.engines.Registration;
import org.almoner.engines.SlowEngine;
import org.almoner.server.ServerProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.almoner.server.RunningServer.expect;
import static org.almoner.server.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

/** The server is killed while it makes extracts: nothing half-made is ever seen, and each job comes to its end all the same. */
class KilledExtractTest {

    /** The server gives a job up that takes it down ten times. */
    private static final int MOST_OF_ONE_JOB = 8;

    /** Of each type's job; twice as many in all, and up to 16 with {@code -Dalmoner.kills=16}. */
    private static final int KILLS = Math.clamp(Integer.getInteger("almoner.kills", 4) / 2, 1, MOST_OF_ONE_JOB);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String POPULATION = "/admin/v1/organizations/almoner/populations/crash";

    private final Random kills = new Random(20261122);

    @TempDir
    Path data;

    /** Holds the engine's classes, and the file by which the server finds them. */
    @TempDir
    Path engine;

    @BeforeEach
    void installTheEngine() throws Exception {
        var classes = Path.of(
                        Registration.class.getResource("Registration.class").toURI())
                .getParent();
        var here = Files.createDirectories(engine.resolve("org/almoner/engines"));
        try (var files = Files.list(classes)) {
            for (var file : files.toList()) {
                Files.copy(file, here.resolve(String.valueOf(file.getFileName())));
            }
        }
        Files.createDirectories(engine.resolve("META-INF"));
        Files.writeString(
                engine.resolve("META-INF/spring.factories"),
                "org.springframework.context.ApplicationContextInitializer=" + Registration.class.getName() + "\n");
    }

    @Test
    void everyJobComesToItsEndAndNothingHalfMadeShows() throws Exception {
        try (var server = start()) {
            expect(201, server.postJson("/admin/v1/organizations/almoner/populations", """
                            {"mnemonic": "crash", "source": "/srv/crash"}""", server.asAdmin()));
            server.stop();
        }
        var complete = surviveKills("COMPLETE", 0);
        var incremental = surviveKills("INCREMENTAL", 1);
        try (var server = start()) {
            var extracts = verified(server, 2);
            assertThat(extracts.get(1).get("base_extract_id").longValue())
                    .isEqualTo(extracts.get(0).get("id").longValue());
            assertThat(List.of(complete, incremental))
                    .containsExactly(
                            extracts.get(0).get("id").longValue(),
                            extracts.get(1).get("id").longValue());
        }
        assertThat(files("scratch/extracts/.*")).isEmpty();
        assertThat(files(".*/[0-9a-f]{32}"))
                .as("two archives, and the index of the newest")
                .hasSize(3);
    }

    /** Asks for an extract, kills the server in the middle of it again and again, and gives the extract's id in the end. */
    private long surviveKills(String type, int before) throws Exception {
        var job = "";
        for (int kill = 0; kill < KILLS; kill++) {
            try (var server = start()) {
                verified(server, before);
                if (job.isEmpty()) {
                    job = json(server.postJson(
                                    POPULATION + "/jobs", "{\"extract_type\": \"" + type + "\"}", server.asAdmin()))
                            .get("id")
                            .asString();
                }
                var steps = 1 + kills.nextInt(SlowEngine.STEPS / 2);
                var path = "/admin/v1/extract-jobs/" + job;
                var attempt = kill + 1;
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> {
                            var now = job(server, path);
                            return now.get("attempt").intValue() == attempt
                                    && now.get("rows").intValue() >= steps;
                        });
                verified(server, before);
                server.kill();
            }
        }
        try (var server = start()) {
            verified(server, before);
            var path = "/admin/v1/extract-jobs/" + job;
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> job(server, path).get("state").asString().equals("done"));
            var done = job(server, path);
            assertThat(done.get("attempt").intValue()).isEqualTo(KILLS + 1);
            verified(server, before + 1);
            return done.get("extract_id").longValue();
        }
    }

    private static JsonNode job(ServerProcess server, String path) {
        return expect(200, server.get(path, server.asAdmin()));
    }

    private ServerProcess start() throws IOException, InterruptedException {
        return ServerProcess.startWith(
                data,
                List.of(engine),
                "--almoner.jobs.heartbeat=200ms",
                "--almoner.syndication.progress-interval=100ms");
    }

    /** Exactly so many extracts are seen, and the bytes of each are those that are listed. */
    private static List<JsonNode> verified(ServerProcess server, int count) throws Exception {
        var extracts = expect(200, server.get("/api/extracts", server.asAdmin()))
                .valueStream()
                .toList();
        assertThat(extracts).hasSize(count);
        assertThat(expect(200, server.get("/events/v1?types=extract.released", server.asAdmin()))
                        .get("events")
                        .valueStream()
                        .map(event -> event.get("extract_id").longValue()))
                .as("each is announced once")
                .containsExactlyElementsOf(extracts.stream()
                        .map(extract -> extract.get("id").longValue())
                        .toList());
        for (var extract : extracts) {
            var path = "/api/extracts/" + extract.get("id").longValue() + "/download";
            var bytes = server.getBytes(path, server.asAdmin()).body();
            assertThat(bytes).hasSize(extract.get("size_in_bytes").intValue());
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo(extract.get("sha256").asString());
        }
        return extracts;
    }

    private List<Path> files(String form) throws IOException {
        try (var files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> data.relativize(file).toString().matches(form))
                    .toList();
        }
    }
}
