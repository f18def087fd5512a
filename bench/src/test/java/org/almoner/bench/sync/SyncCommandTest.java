package org.almoner.bench.sync;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SyncCommandTest {

    @Test
    void measuresAllCases() {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = new CommandLine(new SyncCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("--quick", "--json");
        assertThat(code).as(err::toString).isZero();
        var report = new JsonMapper().readTree(out.toString());
        assertThat(report.get("runs").get(SyncCommand.LARGE).propertyNames()).hasSize(3);
        assertThat(report.get("runs").get(SyncCommand.SMALL).propertyNames()).hasSize(2);
        for (var programs : report.get("runs")) {
            for (var runs : programs) {
                assertThat(runs.get(0).get("seconds").asDouble()).isPositive();
            }
        }
    }
}
