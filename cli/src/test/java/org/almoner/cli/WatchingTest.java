package org.almoner.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code watch} as a supervisor runs it: until it is told to end. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchingTest {

    private static final int SIGTERM = 15;

    @TempDir
    private Path home;

    @Test
    void whatComesIsTakenWhenItIsWholeUntilTheProcessIsToldToEnd() throws Exception {
        var drop = Files.createDirectory(home.resolve("drop"));
        var settings = Files.writeString(home.resolve("watch.yaml"), """
                unchanged: 1s
                every: 1s
                folders:
                  - folder: drop
                    product: icd-10-cm
                    sub-product: code-descriptions
                    policy: commit
                    launch: 14d
                """);
        try (var server = new GoldenServer()) {
            var release = release(server);
            var name = String.valueOf(release.getFileName());
            var bytes = Files.readAllBytes(release);
            var process = CommandProcess.of(server, "watch", settings.toString(), "--json")
                    .redirectError(home.resolve("err").toFile())
                    .start();
            try (var out = process.inputReader()) {
                var arriving = drop.resolve(name + ".part");
                Files.write(arriving, Arrays.copyOf(bytes, bytes.length / 2));
                Files.writeString(drop.resolve("cvx.txt"), "no release\r\n");
                // Beside what was refused lay half of the other all the time.
                assertThat(until("refused", out))
                        .allSatisfy(event -> assertThat(event.toString()).doesNotContain(name));
                assertThat(drop.resolve("refused/cvx.txt")).hasContent("no release");
                assertThat(JsonMapper.shared()
                                .readTree(drop.resolve("refused/cvx.txt.report.json"))
                                .get("event")
                                .asString())
                        .isEqualTo("refused");

                Files.write(
                        arriving, Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length), StandardOpenOption.APPEND);
                Files.move(arriving, drop.resolve(name));
                assertThat(until("published", out))
                        .extracting(event -> event.get("event").asString())
                        .containsExactly("found", "sent", "published");
                assertThat(drop.resolve("done").resolve(name)).hasBinaryContent(bytes);
                assertThat(drop.resolve(name)).doesNotExist();
                assertThat(server.admin().version("2026").state()).isEqualTo("committed");
                assertThat(server.admin().version("2026").file(name).bytes()).isEqualTo(bytes);
                assertThat(process.isAlive()).isTrue();

                // Not the process itself, which would close what it prints.
                process.toHandle().destroy();
                assertThat(until("stopped", out)).hasSize(1);
                assertThat(out.readLine()).isNull();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(128 + SIGTERM);
                assertThat(home.resolve("err")).content().doesNotContain("Exception");
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private Path release(GoldenServer server) {
        var made = Shell.at(server, home)
                .run(
                        "sample",
                        "release",
                        "icd-10-cm",
                        "--out",
                        home.toString(),
                        "--date",
                        "2025-10-01",
                        "--codes",
                        "400",
                        "--number",
                        "0",
                        "--json");
        assertThat(made.exitCode()).as(made.err()).isZero();
        return Path.of(made.json().get("path").asString());
    }

    /** Waits for an event, and gives all that came until then, it included. */
    private static List<JsonNode> until(String event, BufferedReader out) throws IOException {
        var came = new ArrayList<JsonNode>();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            came.add(JsonMapper.shared().readTree(line));
            if (came.getLast().get("event").asString().equals(event)) {
                return came;
            }
        }
        throw new AssertionError("It ended after " + came);
    }
}
