package org.almoner.bench.load;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class LoadCommandTest {

    private static String run(String... options) {
        var out = new StringWriter();
        int code = new CommandLine(new LoadCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(options);
        assertThat(code).isZero();
        return out.toString();
    }

    @Test
    void measuresAllCases() {
        var report = new JsonMapper().readTree(run("--quick", "--json"));

        assertThat(report.get("runs").propertyNames()).hasSize(5);
        assertThat(report.get("bytes").asLong())
                .isGreaterThan(report.get("archiveBytes").asLong());
        for (var runs : report.get("runs")) {
            assertThat(runs.get(0).get("seconds").asDouble()).isPositive();
        }
    }

    @Test
    void comparesOnlyWhatItMeasured() {
        assertThat(run("--quick", "--only", "duckdb", "--only", "read-csv"))
                .contains("almoner load, DuckDB against DuckDB read_csv")
                .doesNotContain("tar xzf", "almoner load, PostgreSQL");
    }
}
