package org.almoner.bench.download;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GcLogTest {

    // As JDK 25 writes it.
    private static final List<String> LINES = List.of(
            "[0.011s][info][gc] Using G1",
            "[0.812s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 23M->6M(256M) 4.120ms",
            "[1.306s][info][gc] GC(1) Pause Young (Concurrent Start) (Metadata GC Threshold) 61M->14M(256M) 3.502ms",
            "[1.306s][info][gc] GC(2) Concurrent Mark Cycle",
            "[1.321s][info][gc] GC(2) Pause Remark 17M->17M(256M) 2.204ms",
            "[1.333s][info][gc] GC(2) Concurrent Mark Cycle 26.871ms",
            "[9.120s][info][gc] GC(3) Pause Young (Normal) (G1 Evacuation Pause) 151M->19M(256M) 7.301ms");

    @Test
    void takesTheLargestOfEach() {
        assertThat(GcLog.parse(LINES)).isEqualTo(new GcLog(4, 151, 19, 7.301));
    }

    @Test
    void isAllZeroWithoutCollections() {
        assertThat(GcLog.parse(LINES.subList(0, 1))).isEqualTo(new GcLog(0, 0, 0, 0));
    }
}
