package org.almoner.dataset.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.almoner.dataset.archive.EntityWriter;
import org.almoner.dataset.source.CutFileException;
import org.almoner.dataset.source.TypeReader;
import org.jspecify.annotations.Nullable;

/**
 * The way of one resource type from its files to the writers of its entities. Reading is for one thread at a time, evaluating for
 * any number, and what was evaluated is taken over in the order in which it was read, by whoever brings the batch that is next.
 */
final class Lane implements AutoCloseable {

    private final TypeReader reader;
    private final List<EntityWriter> writers;
    private final Quarantine.Section quarantine;
    private final Supplier<Batch> batches;
    private final Places places;

    private final ReentrantLock reading = new ReentrantLock();
    private volatile boolean drained;
    private long read;

    private final FingerprintSet ids = new FingerprintSet();
    private final Map<Long, Batch> waiting = new HashMap<>();
    /** What is wrong with files as a whole, by the batch that is read after them. */
    private final Map<Long, List<Problem>> cuts = new HashMap<>();

    private boolean takingOver;
    private long next;
    private long line;
    private final AtomicLong rows = new AtomicLong();

    /**
     * @param writers of the entities, in the order of a batch's
     * @param batches makes a new one
     * @param places those of all lanes
     */
    Lane(
            TypeReader reader,
            List<EntityWriter> writers,
            Quarantine.Section quarantine,
            Supplier<Batch> batches,
            Places places) {
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
        var batch = places.take(this, batches);
        if (isRead(batch)) {
            return batch;
        }
        places.give(this, batch);
        takeOverInOrder();
        return null;
    }

    private boolean isRead(Batch batch) throws IOException {
        reading.lock();
        try {
            while (!drained) {
                try {
                    if (reader.read(batch.block)) {
                        read++;
                        return true;
                    }
                    drained = true;
                } catch (CutFileException e) {
                    // All that could be read of the file was; the next read goes on with the file after it.
                    cut(new Problem(batch.block.file(), 0, String.valueOf(e.getMessage())));
                }
            }
            return false;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            reading.unlock();
        }
    }

    private synchronized void cut(Problem problem) {
        cuts.computeIfAbsent(read, _ -> new ArrayList<>()).add(problem);
    }

    /** Evaluates a batch, and takes over what is next in order: that one, and those that waited for it. */
    void process(Batch batch) throws IOException {
        batch.evaluate();
        batch.prepare(writers);
        synchronized (this) {
            waiting.put(batch.block.sequence(), batch);
        }
        takeOverInOrder();
    }

    private void takeOverInOrder() throws IOException {
        synchronized (this) {
            if (takingOver) {
                return;
            }
            takingOver = true;
        }
        for (var turn = nextInOrder(); turn != null; turn = nextInOrder()) {
            for (var cut : turn.before()) {
                quarantine.add(cut, new byte[0], 0, 0);
            }
            if (turn.batch() != null) {
                takeOver(turn.batch());
                places.give(this, turn.batch());
            }
        }
    }

    /** What comes next: what is wrong with files before a batch, and the batch, unless it is still on its way. */
    private record Turn(List<Problem> before, @Nullable Batch batch) {}

    /** Null if the next batch is still on its way, and then whoever brings it takes over. */
    private synchronized @Nullable Turn nextInOrder() {
        var before = cuts.remove(next);
        var batch = waiting.remove(next);
        if (batch != null) {
            next++;
        } else if (before == null) {
            takingOver = false;
            return null;
        }
        return new Turn(before == null ? List.of() : before, batch);
    }

    private void takeOver(Batch batch) throws IOException {
        if (batch.block.isFirst()) {
            line = 0;
        }
        takeOverPart(batch);
        while (batch.evaluateNext()) {
            batch.prepare(writers);
            takeOverPart(batch);
        }
        line += batch.lines();
    }

    private void takeOverPart(Batch batch) throws IOException {
        var flaws = leaveOutDuplicates(batch);
        flaws.addAll(batch.flaws());
        flaws.sort(Comparator.comparingInt(Batch.Flaw::line));
        for (var flaw : flaws) {
            report(batch, flaw);
        }
        batch.append(writers);
        rows.addAndGet(batch.rows());
    }

    /** The first of several resources with one id stays. */
    private List<Batch.Flaw> leaveOutDuplicates(Batch batch) {
        var flaws = new ArrayList<Batch.Flaw>();
        var duplicates = batch.seen(ids);
        if (!duplicates.isEmpty()) {
            batch.evaluateWithout(duplicates);
            batch.prepare(writers);
            for (int duplicate : duplicates.stream().toArray()) {
                flaws.add(batch.flaw(duplicate, "a resource with the same id came before"));
            }
        }
        return flaws;
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
