package org.almoner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.almoner.client.golden.Fault;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

@EnabledOnOs(OS.LINUX)
class BrokenOffTest {

    /** Ctrl-C, and what a supervisor sends. */
    enum Signal {
        INT(2),
        TERM(15);

        private final int number;

        Signal(int number) {
            this.number = number;
        }

        /** A shell without job control has what it starts in the background ignore Ctrl-C; so does all that starts in turn. */
        boolean isIgnoredHere() throws IOException {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.split("\\s+", 2)[1], 16))
                    .anyMatch(ignored -> (ignored >> (number - 1) & 1) == 1);
        }
    }

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource
    void aSignalLeavesADraftAndSaysHowToGoOn(Signal signal) throws Exception {
        assumeThat(signal.isIgnoredHere()).isFalse();
        var arrived = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var file = Files.write(home.resolve("codes.zip"), Golden.bytes(25_000, 1));
        try (var server = new GoldenServer()) {
            server.fail("PATCH", ".*/codes.zip", new Fault.Hold(arrived, release));
            var process = start(server, "publish", "icd-10-cm/code-descriptions", "2026", file.toString());
            assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();

            send(signal, process);

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            release.countDown();
            assertThat(process.exitValue()).isEqualTo(128 + signal.number);
            assertThat(home.resolve("err"))
                    .content()
                    .contains(
                            "Broken off. What has arrived is kept in the draft icd-10-cm-1/code-descriptions-2/2026-11")
                    .doesNotContain("Exception");

            var again = Shell.at(server, home).run("publish", "icd-10-cm/code-descriptions", "2026", file.toString());
            assertThat(again.exitCode()).isZero();
            assertThat(server.admin().version("2026").state()).isEqualTo("committed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSignalLeavesTheJobRunningAndSaysHowToGoOn(Signal signal) throws Exception {
        assumeThat(signal.isIgnoredHere()).isFalse();
        var arrived = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var server = new GoldenServer()) {
            server.fail("GET", "/admin/v1/extract-jobs/.*", new Fault.Hold(arrived, release));
            var process = start(server, "extract", "run", "stmarys/diabetes", "--type", "COMPLETE", "--follow");
            assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();
            send(signal, process);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            release.countDown();

            assertThat(process.exitValue()).isEqualTo(128 + signal.number);
            assertThat(home.resolve("err"))
                    .content()
                    .contains(
                            "The job goes on. To follow it: almoner extract job 00000000-0000-4000-8000-000000000001 --follow")
                    .doesNotContain("Exception");
            assertThat(server.asked()).noneMatch(request -> request.contains("cancel"));
        }
    }

    private Process start(GoldenServer server, String... arguments) throws IOException {
        return CommandProcess.of(server, arguments)
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile())
                .start();
    }

    private static void send(Signal signal, Process process) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + signal.name(), Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
