package org.almoner.server.syndication;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.almoner.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A server that is stopped in good order puts its jobs back; the next one begins them again. */
class RestartTest {

    @TempDir
    Path data;

    @Test
    void aJobIsBegunAgainByTheNextServer() throws Exception {
        String job;
        var leftBehind = data.resolve("scratch/extracts/" + UUID.randomUUID());
        try (var server = SyndicationServer.startOn(data)) {
            server.http.newClient("acme", "syndication");
            server.population("acme", "restarted");
            var begun = new CountDownLatch(1);
            server.engine.before((_, _, cancelled) -> {
                begun.countDown();
                while (true) {
                    cancelled.check();
                    Thread.onSpinWait();
                }
            });
            job = server.run("acme", "restarted", "COMPLETE");
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            Files.createDirectories(leftBehind.resolve("1"));
        }
        try (var server = SyndicationServer.startOn(data)) {
            var done = server.await(job, "done");
            assertThat(done.get("attempt").intValue()).isEqualTo(2);
            assertThat(server.http
                            .bean(ExtractJobs.class)
                            .find(UUID.fromString(job))
                            .orElseThrow()
                            .crashes())
                    .isZero();
            var client = server.http.newClient("acme", "syndication");
            assertThat(TestServer.json(server.http.get("/api/extracts", "Authorization", client.bearer()))
                            .valueStream())
                    .hasSize(1);
            assertThat(folders()).doesNotContain(leftBehind);
        }
    }

    private List<Path> folders() throws IOException {
        try (var folders = Files.list(data.resolve("scratch/extracts"))) {
            return folders.toList();
        }
    }
}
