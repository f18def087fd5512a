package org.almoner.bench.measure;

import java.time.Duration;

import org.almoner.bench.measure.Wrk.Latency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WrkTest {

    private static final String OUTPUT = """
            Running 2s test @ http://127.0.0.1:18080/
              2 threads and 64 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency   820.78us  812.06us   7.08ms   85.65%
                Req/Sec    43.99k     3.73k   50.85k    62.50%
              175169 requests in 2.00s, 45.61MB read
            Requests/sec:  87464.98
            Transfer/sec:     22.77MB
            result requests=175169 bytes=47820437 duration=2002733 connect=0 read=0 write=0 status=0 timeout=0 p50=508 p99=3220
            """;

    @Test
    void readsTheLineOfOurScript() {
        assertThat(Wrk.parse(OUTPUT))
                .isEqualTo(new Wrk.Result(
                        175_169,
                        47_820_437,
                        Duration.ofNanos(2_002_733_000),
                        new Latency(Duration.ofNanos(508_000), Duration.ofNanos(3_220_000))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "read", "write", "status", "timeout"})
    void refusesFiguresThatHoldErrors(String error) {
        assertThatExceptionOfType(BenchFailure.class)
                .isThrownBy(() -> Wrk.parse(OUTPUT.replace(error + "=0", error + "=1")))
                .withMessageContaining(error + "=1");
    }

    @Test
    void refusesAnOutputWithoutResult() {
        assertThatExceptionOfType(BenchFailure.class)
                .isThrownBy(() -> Wrk.parse("unable to connect to 127.0.0.1:1 Connection refused"))
                .withMessageContaining("unable to connect");
    }

    @Test
    void refusesARunWithoutAnswers() {
        assertThatExceptionOfType(BenchFailure.class)
                .isThrownBy(() -> Wrk.parse(OUTPUT.replace("requests=175169", "requests=0")));
    }
}
