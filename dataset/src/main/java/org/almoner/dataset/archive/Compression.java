package org.almoner.dataset.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Compresses pieces of text on idle cores, and on the threads that bring them when there are none: waking another thread for each
 * piece costs more than it brings while all cores are busy. Whoever waits for a piece that nobody has begun compresses it, so this
 * never waits for itself, and holds no more than a few pieces.
 */
public final class Compression {

    /** Pieces for each idle core: one to work on, one to go on with. */
    private static final int AHEAD = 2;

    private final Executor executor;
    private final int parallelism;
    private final IntSupplier idle;
    private final DeflateCodec codec;
    private final AtomicInteger handed = new AtomicInteger();

    /**
     * @param executor may be the one whose threads bring the text, or {@code Runnable::run}
     * @param parallelism how many threads it has
     * @param idle how many cores have nothing to do
     */
    public Compression(Executor executor, int parallelism, IntSupplier idle, DeflateCodec codec) {
        this.executor = executor;
        this.parallelism = parallelism;
        this.idle = idle;
        this.codec = codec;
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
        if (handed.get() < AHEAD * idle.getAsInt()) {
            hand(task);
        } else {
            task.run();
        }
        return task;
    }

    private void hand(FutureTask<Segment> task) {
        handed.incrementAndGet();
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } finally {
                    handed.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException e) {
            handed.decrementAndGet();
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
