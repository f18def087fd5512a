package org.almoner.dataset.engine;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.almoner.dataset.archive.EntityWriter;
import org.almoner.dataset.source.DamagedFileException;
import org.almoner.dataset.source.TypeReader;
import org.jspecify.annotations.Nullable;

/**
 * The way of one resource type from its files to the writers of its entities. Reading is for one thread at a time, evaluating for
 * any number, and what was evaluated is taken over in the order in which it was read, by whoever brings the batch that is next.
 */
final class Lane implements AutoCloseable {

    private final TypeReader reader;
    private final List<EntityWriter> writers;
    private final Quarantine quarantine;
    private final Supplier<Batch> batches;
    private final Semaphore places;

    private final ReentrantLock reading = new ReentrantLock();
    private volatile boolean drained;

    private final FingerprintSet ids = new FingerprintSet();
    private final Map<Long, Batch> waiting = new HashMap<>();
    private final Deque<Batch> idle = new ArrayDeque<>();
    private boolean takingOver;
    private long next;
    private long line;
    private final AtomicLong rows = new AtomicLong();

    /**
     * @param writers of the entities, in the order of a batch's
     * @param batches makes a new one
     * @param places one for each batch that may be under way in all lanes
     */
    Lane(
            TypeReader reader,
            List<EntityWriter> writers,
            Quarantine quarantine,
            Supplier<Batch> batches,
            Semaphore places) {
        this.reader = reader;
        this.writers = writers;
        this.quarantine = quarantine;
        this.batches = batches;
        this.places = places;
    }

    /** How much there is still to read; less than nothing once all is read. */
    long left() {
        return drained ? -1 : Math.max(0, reader.size() - reader.bytesRead());
    }

    boolean isBeingRead() {
        return reading.isLocked();
    }

    long size() {
        return reader.size();
    }

    long bytesRead() {
        return reader.bytesRead();
    }

    /** Of all entities, as far as they were taken over. */
    long rows() {
        return rows.get();
    }

    /**
     * Reads the next lines, once there is a place for them. Whoever waits for one waits for batches that are being evaluated, not for
     * one that needs a place itself.
     *
     * @return to be {@linkplain #process processed}; null if there are none left
     */
    @Nullable
    Batch read() throws IOException, InterruptedException {
        if (drained) {
            return null;
        }
        places.acquire();
        var batch = take();
        reading.lock();
        try {
            while (!drained) {
                try {
                    if (reader.read(batch.block)) {
                        return batch;
                    }
                    drained = true;
                } catch (DamagedFileException e) {
                    // All that could be read of the file was; the next read goes on with the file after it.
                    quarantine.add(
                            new Problem(batch.block.file(), 0, String.valueOf(e.getMessage())), new byte[0], 0, 0);
                }
            }
        } finally {
            reading.unlock();
        }
        give(batch);
        return null;
    }

    private synchronized Batch take() {
        var batch = idle.poll();
        return batch == null ? batches.get() : batch;
    }

    private synchronized void give(Batch batch) {
        idle.push(batch);
        places.release();
    }

    /** Evaluates a batch, and takes over what is next in order: that one, and those that waited for it. */
    void process(Batch batch) throws IOException {
        batch.evaluate(new BitSet());
        batch.prepare(writers);
        synchronized (this) {
            waiting.put(batch.block.sequence(), batch);
            if (takingOver) {
                return;
            }
            takingOver = true;
        }
        for (var turn = nextInOrder(); turn != null; turn = nextInOrder()) {
            takeOver(turn);
            give(turn);
        }
    }

    /** The batch whose turn it is; null if it is still on its way, and then whoever brings it takes over. */
    private synchronized @Nullable Batch nextInOrder() {
        var batch = waiting.remove(next);
        if (batch == null) {
            takingOver = false;
        } else {
            next++;
        }
        return batch;
    }

    private void takeOver(Batch batch) throws IOException {
        if (batch.block.isFirst()) {
            line = 0;
        }
        leaveOutDuplicates(batch);
        for (var flaw : batch.flaws()) {
            report(batch, flaw);
        }
        batch.append(writers);
        rows.addAndGet(batch.rows());
        line += batch.lines();
    }

    /** The first of several resources with one id stays. */
    private void leaveOutDuplicates(Batch batch) throws IOException {
        var duplicates = batch.seen(ids);
        if (duplicates.isEmpty()) {
            return;
        }
        batch.evaluate(duplicates);
        batch.prepare(writers);
        for (int duplicate : duplicates.stream().toArray()) {
            report(batch, batch.flaw(duplicate, "a resource with the same id came before"));
        }
    }

    private void report(Batch batch, Batch.Flaw flaw) throws IOException {
        quarantine.add(
                new Problem(batch.block.file(), line + flaw.line() + 1, flaw.reason()),
                batch.block.bytes(),
                flaw.start(),
                flaw.end() - flaw.start());
    }

    @Override
    public void close() {
        reader.close();
        ids.close();
    }
}
