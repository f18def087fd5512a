package org.almoner.dataset.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.almoner.dataset.disk.ScratchFile;
import org.almoner.dataset.disk.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of row hashes in bounded memory: sorted runs go to disk and are merged. Keeps duplicates. One thread at a
 * time.
 */
public final class HashSorter implements AutoCloseable {

    /** Rows sorted in memory at once: 2 MiB, and as much again while sorting. */
    public static final int RUN = 128 << 10;

    static final int BYTES = 2 * Long.BYTES;
    private static final int PIECE = 16 << 10;

    private final Workspace workspace;
    private final int run;

    private long[] hashes = new long[512];
    private int buffered;
    private long count;

    private @Nullable ScratchFile file;
    private final List<Run> runs = new ArrayList<>();

    /** @param run rows to sort in memory at once, such as {@link #RUN} */
    public HashSorter(Workspace workspace, int run) {
        this.workspace = workspace;
        this.run = run;
    }

    public void add(long high, long low) throws IOException {
        if (buffered == run) {
            spill();
        }
        if (2 * buffered == hashes.length) {
            hashes = Arrays.copyOf(hashes, (int) Math.min(2L * run, 2L * hashes.length));
        }
        hashes[2 * buffered] = high;
        hashes[2 * buffered + 1] = low;
        buffered++;
        count++;
    }

    /** How many were added. */
    public long count() {
        return count;
    }

    /** All that was added, in order. To be called once; nothing can be added any more. Is valid until this is closed. */
    public SortedHashes sorted() throws IOException {
        ScratchFile spilled = file;
        if (spilled == null) {
            long[] sorted = sortBuffer();
            return new InMemory(sorted, buffered);
        }
        spill();
        hashes = new long[0];
        List<RunReader> readers = new ArrayList<>(runs.size());
        for (Run part : runs) {
            readers.add(new RunReader(spilled, part, PIECE));
        }
        return new HashMerge(readers);
    }

    @Override
    public void close() throws IOException {
        ScratchFile spilled = file;
        if (spilled != null) {
            spilled.close();
        }
    }

    private long[] sortBuffer() {
        return RadixSort.sort(hashes, buffered, new long[hashes.length]);
    }

    private void spill() throws IOException {
        ScratchFile target = file;
        if (target == null) {
            target = workspace.create();
            file = target;
        }
        hashes = sortBuffer();
        long start = target.size();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (int i = 0; i < 2 * buffered; i++) {
            piece.putLong(hashes[i]);
            if (!piece.hasRemaining()) {
                target.append(piece.flip());
                piece.clear();
            }
        }
        target.append(piece.flip());
        runs.add(new Run(start, buffered));
        buffered = 0;
    }

    /**
     * A sorted part of the file.
     *
     * @param start byte where it begins
     * @param rows how many hashes it has
     */
    record Run(long start, long rows) {}

    private static final class InMemory implements SortedHashes {

        private final long[] sorted;
        private final int count;
        private int at = -1;

        InMemory(long[] sorted, int count) {
            this.sorted = sorted;
            this.count = count;
        }

        @Override
        public boolean next() {
            return ++at < count;
        }

        @Override
        public long high() {
            return sorted[2 * at];
        }

        @Override
        public long low() {
            return sorted[2 * at + 1];
        }
    }
}
