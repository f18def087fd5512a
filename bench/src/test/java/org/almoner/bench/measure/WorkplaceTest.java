package org.almoner.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WorkplaceTest {

    @Test
    void leavesNeitherFilesNorProcesses() throws IOException {
        var workplace = Workplace.open();
        Files.writeString(workplace.folder("data").resolve("file"), "content");
        var process = workplace.start(new ProcessBuilder("sleep", "60"));

        workplace.close();

        assertThat(workplace.folder()).doesNotExist();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void startsNothingOnceItIsClosed() {
        var workplace = Workplace.open();
        workplace.close();

        assertThatExceptionOfType(BenchFailure.class)
                .isThrownBy(() -> workplace.start(new ProcessBuilder("sleep", "60")));
    }

    @Test
    void leavesNothingWhenItIsInterrupted() throws IOException, InterruptedException {
        var program = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Interrupted.class.getName()))
                .redirectErrorStream(true)
                .start();
        try (var said = program.inputReader()) {
            var folder = Path.of(said.readLine());
            long child = Long.parseLong(said.readLine());
            assertThat(folder).exists();

            program.destroy();

            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(folder).doesNotExist();
            assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
        } finally {
            program.destroyForcibly();
        }
    }

    /** A program that would go on for a minute. */
    static final class Interrupted {

        private Interrupted() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (var workplace = Workplace.open()) {
                var child = workplace.start(new ProcessBuilder("sleep", "60"));
                System.out.println(workplace.folder());
                System.out.println(child.pid());
                child.waitFor();
            }
        }
    }
}
