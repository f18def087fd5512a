package org.almoner.bench.download;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.almoner.bench.download.CaseResult.Failed;
import org.almoner.bench.download.CaseResult.Measured;
import org.almoner.bench.download.Round.Work;
import org.almoner.bench.measure.Machine;
import org.almoner.bench.measure.Spread;
import org.almoner.bench.measure.Wrk.Latency;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MarkdownReportTest {

    private static final List<Case> CASES = Case.all(Scale.FULL);

    private static final Report REPORT = new Report(
            Instant.parse("2026-11-21T20:15:30Z"),
            new Machine("A processor", 2, 16L << 30, "6.1 amd64", "Debian", "Temurin 25", 0.25),
            List.of("nginx 1", "wrk 4"),
            Scale.FULL,
            2,
            List.of("nginx", "Almoner"),
            List.of(
                    new Measured(
                            CASES.get(2),
                            Map.of(
                                    "nginx", List.of(round(2_000_000_000), round(4_000_000_000L)),
                                    "Almoner", List.of(round(1_000_000_000), round(3_000_000_000L)))),
                    new Failed(CASES.get(4), "wrk saw errors")),
            List.of(new SlowResult.Measured(
                    "Almoner",
                    new SlowClients.Outcome(
                            1999,
                            List.of("Ended after 17 bytes"),
                            new Spread(90.1, 90, 91.5),
                            Duration.ofMillis(120),
                            Duration.ofMillis(3),
                            9_000_000_000L,
                            Duration.ofSeconds(94)),
                    Duration.ofMillis(4_200),
                    Duration.ofMillis(7_700),
                    350L << 20,
                    31,
                    Optional.of(new GcLog(9, 151, 60, 7.3)))));

    @Test
    void showsFiguresWithSpreadAndPairByPair() {
        assertThat(MarkdownReport.of(REPORT)).isEqualTo("""
                Measured 2026-11-21T20:15:00Z on A processor, 2 cores, 16 GiB, Debian, Linux 6.1 amd64; load average before: 0.25.

                nginx 1, wrk 4. JDK: Temurin 25. Rounds: 2, in turn; each figure is the median (least to most).
                Servers and load generator share the cores, so the load's own processor time limits every rate.
                Almoner ran with --almoner.link.lifetime=24h --almoner.rate-limit.requests-per-second=0; all else as it comes.

                | case | server | rate | p50 ms | p99 ms | server CPU | load CPU | ÷ nginx | to reach, later |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                | 1 MiB files, 64 connections | nginx | 3000 (2000 to 4000) MB/s | 0.50 | 20 | 0.38 s/GB | 0.75 s/GB |  |  |
                |  | Almoner | 2000 (1000 to 3000) MB/s | 0.50 | 20 | 0.67 s/GB | 1.33 s/GB | 0.63 (0.50 to 0.75) | 0.60, 0.90 |

                2000 clients at 50 KB/s each, 90 s long:

                | server | whole and right | seconds | most behind | generator late | server CPU | load CPU | peak memory | threads | heap peak, live | longest pause |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                | Almoner | 1999 of 2000 | 90.1 (90.0 to 91.5) | 120 ms | 3 ms | 4.2 s | 7.7 s | 350 MiB | 31 | 151, 60 MiB | 7.3 ms |

                - **listing failed**: wrk saw errors
                - **slow, Almoner**: Ended after 17 bytes
                """);
    }

    @Test
    void givesProgramsTheSameFigures() {
        assertThat(JsonReport.of(REPORT))
                .contains("\"case\" : \"medium\"", "\"failure\" : \"wrk saw errors\"", "\"complete\" : 1999")
                .contains("\"bytes\" : 4000000000");
    }

    private static Round round(long bytes) {
        return new Round(
                new Work(
                        bytes >> 20,
                        bytes,
                        Duration.ofSeconds(1),
                        Optional.of(new Latency(Duration.ofNanos(500_000), Duration.ofMillis(20)))),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }
}
