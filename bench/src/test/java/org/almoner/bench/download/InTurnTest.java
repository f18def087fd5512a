package org.almoner.bench.download;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.almoner.bench.download.CaseResult.Measured;
import org.almoner.bench.download.Contender.Targets;
import org.almoner.bench.download.Round.Work;
import org.almoner.bench.measure.ProcessTree;
import org.almoner.bench.measure.Spread;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InTurnTest {

    @Test
    void goesRoundAndRound() {
        var order = new ArrayList<String>();

        var measured = InTurn.measure(List.of(contender("A"), contender("B")), 3, contender -> {
            order.add(contender.name());
            return megabytes(order.size());
        });

        assertThat(order).containsExactly("A", "B", "A", "B", "A", "B");
        assertThat(measured).containsOnlyKeys("A", "B");
        assertThat(measured.get("B")).containsExactly(megabytes(2), megabytes(4), megabytes(6));
    }

    @Test
    void comparesEachRoundWithItsNeighbour() {
        // The machine was half as fast in the second round, for both.
        var measured = new Measured(
                Case.all(Scale.FULL).getFirst(),
                Map.of(
                        "A", List.of(megabytes(1000), megabytes(500), megabytes(1000)),
                        "B", List.of(megabytes(900), megabytes(450), megabytes(800))));

        assertThat(measured.rate("B")).isEqualTo(new Spread(800, 450, 900));
        assertThat(measured.ratio("B", "A")).isEqualTo(new Spread(0.9, 0.8, 0.9));
    }

    @Test
    void setsCostAgainstWhatWasDone() {
        var measured = new Measured(Case.all(Scale.FULL).getFirst(), Map.of("A", List.of(megabytes(500))));

        assertThat(measured.serverCost("A").median()).isEqualTo(1.0);
        assertThat(measured.loadCost("A").median()).isEqualTo(0.5);
    }

    private static Round megabytes(long inOneSecond) {
        return new Round(
                new Work(1, inOneSecond * 1_000_000, Duration.ofSeconds(1), Optional.empty()),
                Duration.ofMillis(500),
                Duration.ofMillis(250));
    }

    private static Contender contender(String name) {
        return new Contender(
                name,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                new ProcessTree(ProcessHandle.current()),
                new Targets(Map.of(), "/listing", Map.of()));
    }
}
