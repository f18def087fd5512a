package org.almoner.dataset.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The sorted hashes of one entity's rows. A position is a row's place in that order, from 0 on. Safe for use by several
 * threads, until its index is closed.
 */
public final class EntityIndex {

    /** What {@link #find} returns for a hash that is not there. */
    public static final long ABSENT = -1;

    /** Hashes are spread evenly, so that a few guesses are enough; halving follows in case that somebody made them up. */
    private static final int GUESSES = 12;

    private static final ValueLayout.OfLong NUMBER = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment hashes;
    private final long count;

    EntityIndex(MemorySegment hashes) {
        this.hashes = hashes;
        this.count = hashes.byteSize() / HashSorter.BYTES;
    }

    /** How many rows there are. */
    public long count() {
        return count;
    }

    public long high(long position) {
        return hashes.get(NUMBER, position * HashSorter.BYTES);
    }

    public long low(long position) {
        return hashes.get(NUMBER, position * HashSorter.BYTES + Long.BYTES);
    }

    /** The position of the first row with that hash, or {@link #ABSENT}. */
    public long find(long high, long low) {
        // All rows before from are less, all rows from to on are greater; their hashes are at least and at most these.
        long from = 0;
        long to = count;
        long least = 0;
        long most = -1;
        for (int step = 0; from < to; step++) {
            long probe = step < GUESSES ? guess(from, to, least, most, high) : (from + to) >>> 1;
            long found = high(probe);
            int order = Long.compareUnsigned(found, high);
            if (order == 0) {
                order = Long.compareUnsigned(low(probe), low);
            }
            if (order == 0) {
                return firstOf(from, probe, high, low);
            }
            if (order < 0) {
                from = probe + 1;
                least = found;
            } else {
                to = probe;
                most = found;
            }
        }
        return ABSENT;
    }

    /** How many rows have the hash of the row at a position, if that is the first of them. */
    public long occurrences(long first) {
        long high = high(first);
        long low = low(first);
        long step = 1;
        while (first + step < count && isAt(first + step, high, low)) {
            step *= 2;
        }
        // The row at first + step / 2 is still one of them.
        long from = first + step / 2;
        long to = Math.min(count, first + step);
        while (to - from > 1) {
            long probe = (from + to) >>> 1;
            if (isAt(probe, high, low)) {
                from = probe;
            } else {
                to = probe;
            }
        }
        return from + 1 - first;
    }

    private boolean isAt(long position, long high, long low) {
        return high(position) == high && low(position) == low;
    }

    private long firstOf(long from, long found, long high, long low) {
        if (found == from || !isAt(found - 1, high, low)) {
            return found;
        }
        long before = from - 1;
        long first = found;
        while (first - before > 1) {
            long probe = (before + first) >>> 1;
            if (isAt(probe, high, low)) {
                first = probe;
            } else {
                before = probe;
            }
        }
        return first;
    }

    private static long guess(long from, long to, long least, long most, long wanted) {
        double width = (double) ((most >>> 1) - (least >>> 1));
        if (width <= 0) {
            return (from + to) >>> 1;
        }
        double share = ((wanted >>> 1) - (least >>> 1)) / width;
        long probe = from + (long) (share * (to - from));
        return Math.clamp(probe, from, to - 1);
    }
}
