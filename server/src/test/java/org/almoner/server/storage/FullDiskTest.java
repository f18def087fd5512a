package org.almoner.server.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.almoner.server.TestDatabase;
import org.almoner.server.failure.StorageFull;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A disk of 8 MB that really is full; only root can have one. */
class FullDiskTest {

    private static final byte[] BYTES = Bytes.random(10 << 20);

    private final Path disk;
    private boolean mounted;

    FullDiskTest(@TempDir Path folder) throws IOException {
        disk = Files.createDirectory(folder.resolve("disk"));
    }

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString());
        Assumptions.assumeTrue(mounted, "Only root can mount a small disk");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", "--lazy", disk.toString());
        }
    }

    @Test
    void losesNothingAcknowledgedAndGoesOnWhenThereIsRoomAgain() throws IOException {
        var ballast = Files.write(disk.resolve("ballast"), new byte[3 << 20]);
        var storage = new Storage(TestDatabase.H2.fresh(), disk, new TestClock("2026-11-21T10:00:00Z"));
        var expected = Arrays.copyOf(BYTES, 7 << 20);
        var id = storage.uploads.begin(null, Bytes.sha256(expected)).id();
        storage.uploads.append(id, 0, new ByteArrayInputStream(BYTES, 0, 2 << 20));

        assertThatThrownBy(() -> storage.uploads.append(id, 2 << 20, new ByteArrayInputStream(BYTES, 2 << 20, 5 << 20)))
                .isInstanceOf(StorageFull.class);

        var kept = (int) storage.uploads.find(id).offset();
        assertThat(kept).isBetween(2 << 20, 5 << 20);
        Files.delete(ballast);
        storage.uploads.append(id, kept, new ByteArrayInputStream(BYTES, kept, (7 << 20) - kept));
        assertThat(storage.read(storage.uploads.complete(id))).isEqualTo(expected);
    }

    @Test
    void keepsTheReserveForTheDatabase() throws IOException {
        var storage = new Storage(
                TestDatabase.H2.fresh(), new FolderStore(disk, 4 << 20), new TestClock("2026-11-21T10:00:00Z"));

        assertThatThrownBy(() -> storage.uploads.begin(5L << 20, null)).isInstanceOf(StorageFull.class);
        assertThat(storage.uploads.begin(3L << 20, null).offset()).isZero();
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
