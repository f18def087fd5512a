package org.almoner.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutputTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void columnsAreAsWideAsTheyMustBe() {
        var table = new Table("A", "LONG HEADING").row("wide cell", 1).row("ü", null);

        assertThat(table.lines()).containsExactly("A          LONG HEADING", "wide cell  1", "ü");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "10000000000, 10.0 GB",
        "9223372036854775807, 9223372.0 TB"
    })
    void sizesAreSaidInPowersOfTen(long size, String said) {
        assertThat(Plain.size(size)).isEqualTo(said);
    }

    @Test
    void aLogGetsALineNowAndThen() {
        var time = new AtomicLong();
        var lines = new TransferLines(stream, time::get);
        for (int second = 0; second <= 25; second++) {
            time.set(Duration.ofSeconds(second).toNanos());
            lines.at("Sending", "codes.zip", second * 4_000_000L, 100_000_000);
        }
        lines.done("codes.zip: sent");

        assertThat(written()).isEqualTo("""
                Sending codes.zip: 40 % of 100.0 MB, 4.0 MB/s
                Sending codes.zip: 80 % of 100.0 MB, 4.0 MB/s
                codes.zip: sent
                """);
    }

    @Test
    void aTerminalGetsABarThatLeavesNothingBehind() {
        var bar = new TransferBar(stream);
        bar.at("Sending", "codes.zip", 0, 100_000_000);
        bar.at("Sending", "codes.zip", 50_000_000, 100_000_000);
        bar.done("codes.zip: sent");
        bar.close();

        assertThat(written()).contains("Sending codes.zip").contains("50/100 MB");
        assertThat(written().substring(written().lastIndexOf('\r'))).isEqualTo("\rcodes.zip: sent\n");
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
