package org.almoner.dataset.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Compresses pieces of text on an executor's threads, and on those that bring them when the executor is busy: whoever waits
 * for a piece that nobody has begun compresses it. So it can share the threads that make the text without ever waiting for
 * itself, and holds no more than a few pieces.
 */
public final class Compression {

    private final Executor executor;
    private final DeflateCodec codec;
    private final int parallelism;
    private final Semaphore places;

    /**
     * @param executor may be the one whose threads bring the text, or {@code Runnable::run}
     * @param parallelism how many threads it has
     */
    public Compression(Executor executor, int parallelism, DeflateCodec codec) {
        this.executor = executor;
        this.codec = codec;
        this.parallelism = parallelism;
        this.places = new Semaphore(2 * parallelism);
    }

    DeflateCodec codec() {
        return codec;
    }

    /** How many pieces of one text are worth having under way. */
    int depth() {
        return parallelism + 2;
    }

    /**
     * Begins to compress a piece.
     *
     * @param piece not to be changed any more
     * @param before what comes before it; the same
     */
    FutureTask<Segment> begin(byte[] piece, int length, byte[] before, int beforeLength) {
        var task = new FutureTask<>(
                () -> new Segment(codec.deflate(piece, length, before, beforeLength), Crc32Sum.of(piece, 0, length)));
        if (places.tryAcquire()) {
            hand(task);
        } else {
            task.run();
        }
        return task;
    }

    private void hand(FutureTask<Segment> task) {
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException e) {
            places.release();
            throw e;
        }
    }

    /** The compressed piece; compresses it if nobody has begun to. */
    static Segment end(FutureTask<Segment> task) throws IOException {
        task.run();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("Interrupted while compressing").initCause(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A piece could not be compressed", e.getCause());
        }
    }

    /**
     * A compressed piece.
     *
     * @param sum that of the plain piece
     */
    record Segment(DeflateCodec.Deflated deflated, Crc32Sum sum) {}
}
