package org.almoner.client.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LocalCopyTest {

    @TempDir
    private Path parent;

    private final FakeTime time = new FakeTime();

    private LocalCopy open() {
        return LocalCopy.open(parent.resolve("copy"), Duration.ZERO, time, time);
    }

    @Test
    void twoRunsInOneProcessDoNotWorkOnOneCopy() throws Exception {
        var arrived = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var keeping = new Keeping(parent.resolve("copy"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            keeping.server.version("loinc-3", "core-4", "2-77-5").put("loinc.csv", Golden.bytes(1000, 1));
            keeping.server.instead("/bytes/.*", 1, exchange -> {
                arrived.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            var first = threads.submit(keeping::run);
            assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();

            assertThatExceptionOfType(AlmonerException.Local.class)
                    .isThrownBy(keeping::run)
                    .withMessageContaining("Another run is keeping the copy in " + keeping.folder)
                    .withMessageContaining("--wait");
            release.countDown();

            assertThat(first.get(60, TimeUnit.SECONDS).complete()).isTrue();
            assertThat(keeping.run().complete()).isTrue();
        }
    }

    @Test
    void aProcessThatLooksTwiceStillHoldsItsCopyAgainstOthers() throws Exception {
        try (var copy = open()) {
            assertThatExceptionOfType(AlmonerException.Local.class).isThrownBy(this::open);
            // The lock is the process's, and ends with the first channel to it that the process closes.
            assertThat(anotherProcess(copy.folder()))
                    .contains(
                            "Another run is keeping the copy",
                            "process " + ProcessHandle.current().pid());
        }
        assertThat(anotherProcess(parent.resolve("copy"))).contains("opened");
    }

    private String anotherProcess(Path folder) throws Exception {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-classpath",
                        Objects.requireNonNull(classPath),
                        OpenedCopy.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    void oneCanWaitForAnotherRun() throws Exception {
        var first = open();
        var folder = parent.resolve("copy");
        try (var second = LocalCopy.open(folder, Duration.ofMinutes(1), time, pause -> {
            time.sleep(pause);
            first.close();
        })) {
            assertThat(second.folder()).isEqualTo(folder);
        }
        assertThat(time.slept()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void waitingEndsWhenItsTimeIsUp() {
        try (var first = open()) {
            assertThatExceptionOfType(AlmonerException.Local.class)
                    .isThrownBy(() -> LocalCopy.open(first.folder(), Duration.ofSeconds(3), time, time));
            assertThat(time.slept()).hasSize(3);
        }
    }

    @Test
    void anInterruptedWaitSaysSo() {
        try (var first = open()) {
            assertThatExceptionOfType(AlmonerException.Interrupted.class)
                    .isThrownBy(() -> LocalCopy.open(first.folder(), Duration.ofSeconds(3), time, pause -> {
                        throw new InterruptedException();
                    }));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whereThereIsNoCopyThereIsNothingToLookAt() throws IOException {
        assertThat(LocalCopy.look(parent)).isEmpty();
        assertThat(LocalCopy.look(parent.resolve("missing"))).isEmpty();
        assertThat(parent).isEmptyDirectory();
        open().close();
        assertThat(LocalCopy.look(parent.resolve("copy")).orElseThrow().holdings())
                .isEmpty();
    }

    @Test
    void anOpenedInventoryIsNotWrittenByWhoeverOnlyLooks() {
        open().close();
        var looked = LocalCopy.look(parent.resolve("copy")).orElseThrow();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> looked.add(new Entry.Settled(time.instant())));
    }

    @Test
    void aFileInPlaceOfTheFolderIsSaidSo() throws IOException {
        Files.writeString(parent.resolve("copy"), "mine");
        assertThatExceptionOfType(AlmonerException.Local.class)
                .isThrownBy(this::open)
                .withMessageContaining("Cannot keep a copy in " + parent.resolve("copy"))
                .withMessageContaining("Make it a folder that this user may write to");
        assertThat(parent.resolve("copy")).hasContent("mine");
    }

    /** Not even the super-user can make a folder there. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatCannotBeWrittenIsSaidSo() {
        assertThatExceptionOfType(AlmonerException.Local.class)
                .isThrownBy(() -> LocalCopy.open(Path.of("/proc/almoner/copy"), Duration.ZERO, time, time))
                .withMessageContaining("Cannot keep a copy in /proc/almoner/copy")
                .withMessageContaining("Make it a folder that this user may write to");
    }

    @Test
    void theLastReportsAreKept() {
        try (var copy = open()) {
            var reports = new Reports(copy, 3);
            for (int i = 0; i < 5; i++) {
                var at = time.instant();
                var path = reports.keep(
                        new SyncReport(SyncReport.FORM, "copy", false, true, at, at, List.of(), List.of()));
                assertThat(path).content().contains("\"complete\" : true");
                time.pass(Duration.ofSeconds(1));
            }
            assertThat(copy.notes().resolve("reports")).isDirectoryContaining("glob:**20261121T200004.000Z.json");
            assertThat(copy.notes().resolve("reports").toFile().list()).hasSize(3);
            assertThat(copy.notes().resolve("report.json")).content().contains("\"begun\" : \"2026-11-21T20:00:04Z\"");
        }
    }
}
