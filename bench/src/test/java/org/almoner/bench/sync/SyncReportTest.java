package org.almoner.bench.sync;

import java.util.List;
import java.util.Map;

import org.almoner.bench.measure.Machine;
import org.almoner.bench.sync.SyncReport.Run;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SyncReportTest {

    @Test
    void comparesRunsOfOneRound() {
        var report = new SyncReport(
                Machine.here(),
                List.of("aria2"),
                new Source.Sizes(0, 0, 0, 80_000_000),
                Map.of(
                        SyncCommand.LINE,
                        Map.of(
                                "aria2 -x8",
                                List.of(new Run(4, 1), new Run(12, 1)),
                                SyncCommand.ALMONER,
                                List.of(new Run(2, 3), new Run(3, 3)))));

        assertThat(report.markdown())
                .contains("| a long line | aria2 -x8 | 2 | 8.00 (4.00 to 12.00) | 10.0 MB/s | 1.0 |")
                .contains("- a long line, against aria2 -x8: 3.00 (2.00 to 4.00) times as fast");
    }
}
