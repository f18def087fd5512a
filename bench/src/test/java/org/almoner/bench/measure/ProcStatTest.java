package org.almoner.bench.measure;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProcStatTest {

    @Test
    void readsTheFieldsThatProc5Numbers14To17() {
        var line = "4242 (nginx) S 1 4242 4242 0 -1 4194560 821 30 0 0 120 35 7 3 20 0 1 0 8061 11264 2021 184467";

        assertThat(ProcStat.parse(line)).isEqualTo(new ProcStat(Duration.ofMillis(1550), Duration.ofMillis(100)));
    }

    @Test
    void isNotConfusedByTheName() {
        var line = "7 (a) b (c)) R 1 7 7 0 -1 0 0 0 0 0 100 0 0 0 20 0 1 0 1 1 1 1";

        assertThat(ProcStat.parse(line).own()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void countsWhatThisProcessBurns() throws IOException {
        var before = ProcessTree.cpuOfThisProgram();
        var beforeByTheJvm = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        var byTheJvm =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().minus(beforeByTheJvm);

        assertThat(ProcessTree.cpuOfThisProgram().minus(before)).isCloseTo(byTheJvm, Duration.ofMillis(50));
    }

    @Test
    void countsChildrenOnceTheyHaveEnded() throws IOException, InterruptedException {
        var before = ProcessTree.cpuOfEndedChildren();
        var child = new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done").start();
        assertThat(child.waitFor()).isZero();

        assertThat(ProcessTree.cpuOfEndedChildren()).isGreaterThan(before);
    }
}
