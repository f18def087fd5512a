package org.almoner.dataset.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.disk.FailingDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FullDiskTest {

    @TempDir
    Path folder;

    @Test
    void leavesNothingWhereverItFails() throws IOException {
        TestExtracts.Rows before = TestExtracts.rows(3000, 1);
        TestExtracts.Rows after = TestExtracts.changed(before, 2);
        FinishedExtract base = TestExtracts.complete(folder.resolve("base"), TestExtracts.FIRST, before);
        FailingDisk roomy = new FailingDisk(Long.MAX_VALUE);
        write("roomy", after, base, roomy);
        long steps = roomy.used();
        Random random = new Random(7);

        for (int i = 0; i < 60; i++) {
            // The last ones are the syncing and the naming.
            long room = i < 10 ? steps - 1 - i : random.nextLong(steps);
            assertThatExceptionOfType(IOException.class)
                    .as("with room for %d of %d", room, steps)
                    .isThrownBy(() -> write("full", after, base, new FailingDisk(room)))
                    .withMessageContaining("No space left");
            try (Stream<Path> files = Files.list(folder.resolve("full"))) {
                assertThat(files).as("with room for %d of %d", room, steps).isEmpty();
            }
        }

        FinishedExtract again = write("full", after, base, Disk.local());
        assertThat(again.archive())
                .hasSameBinaryContentAs(
                        folder.resolve("roomy").resolve(again.archive().getFileName()));
    }

    @Test
    void hasNothingElseOnDiskOnceItIsJoined() throws IOException {
        List<Integer> files = new ArrayList<>();
        Disk disk = new Disk() {
            @Override
            public FileChannel create(Path file) throws IOException {
                return Disk.local().create(file);
            }

            @Override
            public FileChannel append(Path file) throws IOException {
                return Disk.local().append(file);
            }

            @Override
            public void publish(Path from, Path to) throws IOException {
                try (Stream<Path> parts = Files.list(folder.resolve("one").resolve("work"))) {
                    files.add((int) parts.count());
                }
                Disk.local().publish(from, to);
            }
        };

        write(
                "one",
                TestExtracts.rows(100, 1),
                TestExtracts.complete(folder, TestExtracts.FIRST, TestExtracts.rows(99, 2)),
                disk);

        // When the index gets its name the archive is there beside it, and no spool; then the archive is alone.
        assertThat(files).containsExactly(2, 1);
    }

    @Test
    void throwsAwayWhatAKilledRunLeft() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Files.writeString(work.resolve("000000.part"), "half");
        Files.writeString(work.resolve("000001.part"), "half");

        TestExtracts.complete(folder, TestExtracts.FIRST, TestExtracts.rows(10, 1));

        assertThat(work).doesNotExist();
    }

    private FinishedExtract write(String name, TestExtracts.Rows rows, FinishedExtract base, Disk disk)
            throws IOException {
        return TestExtracts.write(folder.resolve(name), TestExtracts.SECOND, rows, Optional.of(base), 2, 100, disk);
    }
}
