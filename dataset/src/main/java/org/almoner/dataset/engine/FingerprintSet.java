package org.almoner.dataset.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Which 128-bit fingerprints were seen. Lies outside of the heap, 16 to 32 bytes for each, since a large population has hundreds of
 * millions of resources. One thread at a time, not always the same.
 */
final class FingerprintSet implements AutoCloseable {

    private static final long SLOT = 2 * Long.BYTES;
    private static final long FIRST_SLOTS = 1 << 10;

    private Arena arena = Arena.ofShared();
    private MemorySegment slots = arena.allocate(FIRST_SLOTS * SLOT, Long.BYTES);
    private long capacity = FIRST_SLOTS;
    private long size;

    /** @return whether it was not seen before */
    boolean add(long high, long low) {
        // An empty slot is all zeros, so the one fingerprint that is too stands for its neighbour.
        long first = high == 0 && low == 0 ? 1 : high;
        if (2 * size >= capacity) {
            grow();
        }
        if (!put(slots, capacity, first, low)) {
            return false;
        }
        size++;
        return true;
    }

    private static boolean put(MemorySegment slots, long capacity, long high, long low) {
        for (long slot = high & capacity - 1; ; slot = slot + 1 & capacity - 1) {
            long seenHigh = slots.get(ValueLayout.JAVA_LONG, slot * SLOT);
            long seenLow = slots.get(ValueLayout.JAVA_LONG, slot * SLOT + Long.BYTES);
            if (seenHigh == high && seenLow == low) {
                return false;
            }
            if (seenHigh == 0 && seenLow == 0) {
                slots.set(ValueLayout.JAVA_LONG, slot * SLOT, high);
                slots.set(ValueLayout.JAVA_LONG, slot * SLOT + Long.BYTES, low);
                return true;
            }
        }
    }

    private void grow() {
        var larger = Arena.ofShared();
        long doubled = 2 * capacity;
        var moved = larger.allocate(doubled * SLOT, Long.BYTES);
        for (long at = 0; at < capacity * SLOT; at += SLOT) {
            long high = slots.get(ValueLayout.JAVA_LONG, at);
            long low = slots.get(ValueLayout.JAVA_LONG, at + Long.BYTES);
            if (high != 0 || low != 0) {
                put(moved, doubled, high, low);
            }
        }
        arena.close();
        arena = larger;
        slots = moved;
        capacity = doubled;
    }

    @Override
    public void close() {
        arena.close();
    }
}
