package org.almoner.server.extraction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import org.almoner.server.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ExportSweepTest {

    @TempDir
    Path data;

    @Test
    void aServerThatStartsDeletesTheExportsOfJobsThatAreNoMore() throws IOException {
        var left = Files.createDirectories(data.resolve("exports").resolve("mercy_adults"));
        Files.writeString(left.resolve("order.id"), UUID.randomUUID().toString());
        Files.writeString(left.resolve("Patient.000001.ndjson"), "{}\n");
        var waiting = Files.createDirectories(data.resolve("exports").resolve("mercy_children"));
        try (var _ = TestServer.startOn(data)) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !Files.exists(left));
        }
        assertThat(waiting).as("whose fetching failed").exists();
    }
}
