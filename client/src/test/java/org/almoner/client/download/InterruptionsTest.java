package org.almoner.client.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

class InterruptionsTest {

    @TempDir
    private Path folder;

    @Test
    void anInterruptComesAfterTheWork() throws Exception {
        try (var channel = FileChannel.open(folder.resolve("file"), CREATE, WRITE)) {
            var working = new CountDownLatch(1);
            var interrupted = new CountDownLatch(1);
            var self = new AtomicReference<@Nullable Interruptions>();
            var known = new CountDownLatch(1);
            var result = new CompletableFuture<Boolean>();
            var thread = Thread.ofVirtual().unstarted(() -> {
                try {
                    known.await();
                    work(self.get(), () -> {
                        working.countDown();
                        awaitQuietly(interrupted);
                        channel.write(ByteBuffer.allocate(10));
                    });
                    // Before a piece of work begins is no better a time.
                    work(self.get(), () -> channel.write(ByteBuffer.allocate(10)));
                    result.complete(Thread.currentThread().isInterrupted());
                } catch (IOException | InterruptedException e) {
                    result.completeExceptionally(e);
                }
            });
            var interruptions = new Interruptions(thread);
            self.set(interruptions);
            thread.start();
            known.countDown();
            working.await();
            interruptions.interrupt();
            interrupted.countDown();

            assertThat(result.get()).isTrue();
            assertThat(channel.isOpen()).isTrue();
            assertThat(channel.size()).isEqualTo(20);
        }
    }

    private static void work(@Nullable Interruptions interruptions, Undisturbed.Work work) throws IOException {
        if (interruptions != null) {
            interruptions.defer(work);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
