package org.almoner.cli.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.almoner.cli.Shell;
import org.almoner.client.golden.Fault;
import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class EventsCommandTest {

    @TempDir
    private Path home;

    private GoldenServer server;
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        server = new GoldenServer();
        shell = Shell.at(server, home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatHappenedIsALineEach() {
        server.events().add("version.launched", Map.of());
        server.events().add("version.retracted", Map.of("reason", "Wrong \u001b[31mfile"));
        server.events().add("extract.released", Map.of());
        server.events().add("entitlement.revoked", Map.of("product_slug", "loinc-4", "sub_product_slug", "core-5"));
        server.events().add("topic.renamed", Map.of());

        var result = shell.run("events");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                2026-11-22 08:00:00Z  version.launched  icd-10-cm-1/code-descriptions-2/2026-3
                2026-11-22 08:00:00Z  version.retracted  icd-10-cm-1/code-descriptions-2/2026-3  (Wrong ?[31mfile)
                2026-11-22 08:00:00Z  extract.released  7  INCREMENTAL  LONG_REC 1.0.0
                2026-11-22 08:00:00Z  entitlement.revoked  loinc-4/core-5
                2026-11-22 08:00:00Z  topic.renamed
                """);
        assertThat(result.err()).contains("almoner events --after place-5");
    }

    @Test
    void asJsonItIsOneDocumentOfAllThereIs() {
        IntStream.range(0, 250).forEach(_ -> server.events().add("version.launched", Map.of()));

        var json = shell.run("events", "--json").json();

        assertThat(json.get("events").size()).isEqualTo(250);
        assertThat(json.at("/events/7/version_slug").asString()).isEqualTo("2026-3");
        assertThat(json.get("next").asString()).isEqualTo("place-250");
    }

    @Test
    void theNextCallGoesOnWhereThisOneEnded() {
        server.events().add("version.launched", Map.of());
        var place = shell.run("events", "--json").json().get("next").asString();
        server.events().add("extract.expired", Map.of());

        assertThat(shell.run("events", "--after", place + "\n").out())
                .contains("extract.expired")
                .doesNotContain("version.launched");
        assertThat(shell.run("events", "--after", "latest").out()).isEmpty();
    }

    @Test
    void aFollowerHearsOfWhatHappensUntilItCannot() throws Exception {
        server.events().add("version.launched", Map.of());
        var result =
                CompletableFuture.supplyAsync(() -> shell.run("events", "--after", "latest", "--follow", "--json"));
        server.events().awaitReader();
        server.fail("GET", "/events/v1", Fault.status(410));
        server.events().add("extract.released", Map.of());

        var lines = result.get().out().lines().toList();
        assertThat(lines).hasSize(1);
        var event = JsonMapper.shared().readTree(lines.getFirst());
        assertThat(event.get("id").asString()).isEqualTo("place-2");
        assertThat(event.get("extract_id").intValue()).isEqualTo(7);
        assertThat(result.get().exitCode()).isEqualTo(3);
    }

    @Test
    void whatIsNoCursorIsSaidSo() {
        assertThat(shell.run("events", "--after", "a b").exitCode()).isEqualTo(2);
        var refused = shell.run("events", "--after", "bogus");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("This is not a cursor");
    }
}
