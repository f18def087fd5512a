package org.almoner.dataset.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WorkspaceTest {

    @TempDir
    Path folder;

    @Test
    void aCancelledRunDoesNotCopyALargeFileToItsEnd() throws IOException {
        var left = new AtomicInteger(Integer.MAX_VALUE);
        try (var workspace = Workspace.open(folder.resolve("work"), Disk.local(), () -> left.getAndDecrement() <= 0);
                var large = workspace.create();
                var copy = workspace.create()) {
            var slice = ByteBuffer.allocate(ScratchFile.SLICE);
            for (int i = 0; i < 4; i++) {
                large.append(slice.clear());
            }
            left.set(2);
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> copy.append(large));
            assertThat(copy.size()).isBetween(1L, 2L * ScratchFile.SLICE);
            left.set(Integer.MAX_VALUE);
        }
        assertThat(folder.resolve("work")).doesNotExist();
    }

    @Test
    void aCancelledRunWritesNothingMoreButMayFinishWhatIsWritten() throws IOException {
        var left = new AtomicInteger(1);
        var name = folder.resolve("whole");
        try (var workspace = Workspace.open(folder.resolve("work"), Disk.local(), () -> left.getAndDecrement() <= 0);
                var file = workspace.create()) {
            file.append(ByteBuffer.wrap(new byte[] {1}));
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> file.append(ByteBuffer.wrap(new byte[] {2})));
            file.publish(name);
        }
        assertThat(Files.readAllBytes(name)).containsExactly(1);
    }
}
