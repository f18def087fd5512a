package org.almoner.dataset.index;

/**
 * How often each hash of a base has been met, in one bit for each of the base's rows: a hash with k rows has k bits of its
 * own, and a number up to k needs no more.
 */
final class Tally {

    private final long[] words;

    Tally(long rows) {
        this.words = new long[Math.toIntExact(rows / Long.SIZE + 2)];
    }

    /**
     * How often a hash has been met.
     *
     * @param first the position of its first row
     * @param rows how many rows it has
     */
    long count(long first, long rows) {
        int word = (int) (first / Long.SIZE);
        int shift = (int) (first % Long.SIZE);
        long bits = words[word] >>> shift;
        if (shift > 0) {
            bits |= words[word + 1] << (Long.SIZE - shift);
        }
        return bits & mask(rows);
    }

    /** Counts one more; at most {@code rows} times. */
    void add(long first, long rows) {
        long count = count(first, rows) + 1;
        int word = (int) (first / Long.SIZE);
        int shift = (int) (first % Long.SIZE);
        long mask = mask(rows);
        words[word] = (words[word] & ~(mask << shift)) | (count << shift);
        if (shift > 0) {
            int over = Long.SIZE - shift;
            words[word + 1] = (words[word + 1] & ~(mask >>> over)) | (count >>> over);
        }
    }

    /** As many low bits as a number up to {@code rows} needs. */
    private static long mask(long rows) {
        return -1L >>> Long.numberOfLeadingZeros(rows);
    }
}
