package org.almoner.codeset.keys;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

/**
 * Puts keys into sets, and asks for them, on a thread of its own and in the order in which it is told to: tables of millions of keys are all
 * over memory, and whoever reads a file need not wait for it. For one thread that tells it; the sets are no one else's until {@link #drain}.
 */
public final class KeyThread implements AutoCloseable {

    private static final int OPERATIONS = 4096;

    /** Batches that are on their way. */
    private static final int WAITING = 4;

    private final BlockingQueue<Batch> full = new ArrayBlockingQueue<>(WAITING);
    private final BlockingQueue<Batch> empty = new ArrayBlockingQueue<>(WAITING + 2);
    private final Thread thread;
    private volatile @Nullable Exception failure;
    private Batch batch = new Batch();

    /** Starts it. */
    public KeyThread() {
        for (int i = 0; i <= WAITING; i++) {
            empty.add(new Batch());
        }
        thread = Thread.ofPlatform().daemon().name("almoner-keys").start(this::work);
    }

    /** What is to be done, one after the other. */
    private static final class Batch {

        private static final int ADD = -1;

        private final KeySet[] sets = new KeySet[OPERATIONS];
        private final int[] askers = new int[OPERATIONS];
        private final long[] numbers = new long[OPERATIONS];
        private final int[] ends = new int[OPERATIONS];
        private byte[] bytes = new byte[OPERATIONS * 32];
        private int count;
        private @Nullable CountDownLatch done;

        private void put(KeySet set, int asker, byte[] key, int start, int end, long number) {
            int at = count == 0 ? 0 : ends[count - 1];
            int size = end - start;
            if (at + size > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(at, size), 2 * bytes.length));
            }
            System.arraycopy(key, start, bytes, at, size);
            sets[count] = set;
            askers[count] = asker;
            numbers[count] = number;
            ends[count] = at + size;
            count++;
        }

        private void run() throws IOException {
            int start = 0;
            for (int i = 0; i < count; i++) {
                if (askers[i] == ADD) {
                    sets[i].add(bytes, start, ends[i], numbers[i]);
                } else {
                    sets[i].ask(askers[i], bytes, start, ends[i], numbers[i]);
                }
                start = ends[i];
            }
        }
    }

    /** As {@link KeySet#add} does. */
    public void add(KeySet set, byte[] key, int start, int end, long number) throws IOException {
        put(set, Batch.ADD, key, start, end, number);
    }

    /** As {@link KeySet#ask} does. */
    public void ask(KeySet set, int asker, byte[] key, int start, int end, long number) throws IOException {
        put(set, asker, key, start, end, number);
    }

    private void put(KeySet set, int asker, byte[] key, int start, int end, long number) throws IOException {
        batch.put(set, asker, key, start, end, number);
        if (batch.count == OPERATIONS) {
            handOver();
        }
    }

    /**
     * Waits until all is done.
     *
     * @throws IOException if a disk failed
     */
    public void drain() throws IOException {
        var done = new CountDownLatch(1);
        batch.done = done;
        handOver();
        try {
            done.await();
        } catch (InterruptedException _) {
            throw interrupted();
        }
        requireSound();
    }

    private void handOver() throws IOException {
        requireSound();
        try {
            full.put(batch);
            batch = empty.take();
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("Interrupted");
    }

    private void requireSound() throws IOException {
        var failed = failure;
        if (failed instanceof IOException e) {
            throw e;
        }
        if (failed != null) {
            throw new IllegalStateException(failed);
        }
    }

    private void work() {
        try {
            while (true) {
                var next = full.take();
                // After a failure whoever hands over is told of it, and must not wait for it for ever.
                if (failure == null) {
                    run(next);
                }
                var done = next.done;
                next.done = null;
                next.count = 0;
                empty.put(next);
                if (done != null) {
                    done.countDown();
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private void run(Batch next) {
        try {
            next.run();
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    /** Ends it, whatever is still to be done. */
    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }
}
