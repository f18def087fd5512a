package org.almoner.bench.codesets;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class CodeSetsCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new CodeSetsCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** The workers fail if a release does not pass or nothing has changed. */
    @Test
    void everyReleaseIsMeasured() {
        assertThat(run("--quick", "--json")).as(err.toString()).isZero();

        var shapes = JsonMapper.shared().readTree(out.toString()).get("shapes");
        assertThat(shapes.size()).isEqualTo(3);
        shapes.forEach(shape -> {
            assertThat(shape.get("rows").asLong()).isGreaterThan(500);
            assertThat(shape.get("rounds").get(0).get("checkSeconds").asDouble())
                    .isPositive();
            assertThat(shape.get("rounds").get(0).get("heapPeak").asLong()).isBetween(1L, 512L << 20);
        });
    }

    @Test
    void anUnknownReleaseIsTold() {
        assertThat(run("--only", "icd-11")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no release 'icd-11'");
    }
}
