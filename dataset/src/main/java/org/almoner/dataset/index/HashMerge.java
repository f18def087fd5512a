package org.almoner.dataset.index;

import java.io.IOException;
import java.util.List;

/** Merges sorted runs into one; a heap with the least of the runs' current hashes on top. */
final class HashMerge implements SortedHashes {

    private final RunReader[] heap;
    private int size;
    private boolean started;

    /** @param runs not begun yet */
    HashMerge(List<RunReader> runs) throws IOException {
        this.heap = new RunReader[runs.size()];
        for (RunReader run : runs) {
            if (run.next()) {
                heap[size++] = run;
            }
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    @Override
    public boolean next() throws IOException {
        if (size == 0) {
            return false;
        }
        if (!started) {
            started = true;
            return true;
        }
        if (!heap[0].next()) {
            heap[0] = heap[--size];
        }
        sink(0);
        return size > 0;
    }

    @Override
    public long high() {
        return heap[0].high();
    }

    @Override
    public long low() {
        return heap[0].low();
    }

    private void sink(int index) {
        RunReader sinking = heap[index];
        int at = index;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isLess(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isLess(heap[child], sinking)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = sinking;
    }

    private static boolean isLess(RunReader a, RunReader b) {
        int byHigh = Long.compareUnsigned(a.high(), b.high());
        return byHigh < 0 || (byHigh == 0 && Long.compareUnsigned(a.low(), b.low()) < 0);
    }
}
