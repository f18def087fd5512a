package org.almoner.bench.download;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class DownloadCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void measuresNginxAgainstItself() throws IOException {
        assumeTrue(isInstalled("nginx") && isInstalled("wrk"), "needs nginx and wrk");

        int code = run("--quick", "--self-check", "--only", "large-1,small,slow", "--json");

        assertThat(err.toString()).doesNotContain("failed");
        assertThat(code).isZero();
        var report = new JsonMapper().readTree(out.toString());
        assertThat(report.get("cases")).hasSize(2);
        for (var one : report.get("cases")) {
            assertThat(one.get("servers")).hasSize(3);
            assertThat(one.get("servers").get(2).get("rate").get("median").asDouble())
                    .isPositive();
        }
        assertThat(report.get("slow_clients").get(1).get("complete").asInt()).isEqualTo(Scale.QUICK.slowClients());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--only=largest", "--rounds=0", "--rounds=many", "--fast", "extra"})
    void refusesWhatItDoesNotKnow(String argument) {
        assertThat(run(argument)).isEqualTo(2);
        assertThat(err.toString()).contains("Usage:");
    }

    private int run(String... arguments) {
        return new CommandLine(new DownloadCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static boolean isInstalled(String program) {
        return Files.isExecutable(Path.of("/usr/sbin", program)) || Files.isExecutable(Path.of("/usr/bin", program));
    }
}
