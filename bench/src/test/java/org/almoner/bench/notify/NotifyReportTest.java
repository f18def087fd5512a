package org.almoner.bench.notify;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.almoner.bench.measure.Machine;
import org.almoner.bench.notify.NotifyReport.Pair;
import org.almoner.bench.notify.NotifyReport.Told;
import org.almoner.bench.notify.ReceiverProcess.Received;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class NotifyReportTest {

    private static final NotifyReport REPORT = new NotifyReport(
            Machine.here(),
            1_000,
            10,
            List.of(new Told(2_000, 3, 0, 1), new Told(4_000, 1, 0, 2), new Told(3_000, 2, 0, 1.5)),
            Map.of("listings", List.of(new Pair(100, 90, 500), new Pair(200, 160, 700))));

    @Test
    void tellsMediansAndWhatIsLeftPairByPair() {
        assertThat(REPORT.markdown())
                .contains("1000 subscriptions, 10 of them")
                .contains("| deliveries/s | 3 | 3000.00 (2000.00 to 4000.00) |")
                .contains(
                        "| listings | 2 | 150.00 (100.00 to 200.00) | 125.00 (90.00 to 160.00) | 0.85 (0.80 to 0.90) | 600 |");
    }

    @Test
    void hasEveryRoundInItsJson() {
        assertThat(JsonMapper.shared().readTree(REPORT.json()).get("publications"))
                .hasSize(3);
    }

    @Test
    void theRateCountsTheGapsBetweenDeliveries() {
        assertThat(new Received(11, Duration.ofSeconds(5), 0).perSecond()).isEqualTo(2);
    }
}
