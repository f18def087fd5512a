package org.almoner.dataset.index;

/** Sorts 128-bit unsigned numbers, each as two longs, the high one first. Takes the same time whatever they are. */
final class RadixSort {

    private static final int DIGITS = 2 * Long.BYTES;

    private RadixSort() {}

    /**
     * Sorts the first {@code count} numbers.
     *
     * @param spare as long as {@code numbers}; its content is lost
     * @return the one of the two arrays that holds the result; the other holds nothing of use
     */
    static long[] sort(long[] numbers, int count, long[] spare) {
        int[][] sizes = countDigits(numbers, count);
        long[] from = numbers;
        long[] to = spare;
        for (int digit = 0; digit < DIGITS; digit++) {
            int[] places = sizes[digit];
            if (!startsOfBuckets(places, count)) {
                continue;
            }
            int word = digit < Long.BYTES ? 1 : 0;
            int shift = 8 * (digit % Long.BYTES);
            for (int i = 0; i < 2 * count; i += 2) {
                int place = 2 * places[(int) (from[i + word] >>> shift) & 0xff]++;
                to[place] = from[i];
                to[place + 1] = from[i + 1];
            }
            long[] sorted = to;
            to = from;
            from = sorted;
        }
        return from;
    }

    private static int[][] countDigits(long[] numbers, int count) {
        int[][] sizes = new int[DIGITS][256];
        for (int i = 0; i < 2 * count; i += 2) {
            for (int digit = 0; digit < Long.BYTES; digit++) {
                sizes[digit][(int) (numbers[i + 1] >>> (8 * digit)) & 0xff]++;
                sizes[Long.BYTES + digit][(int) (numbers[i] >>> (8 * digit)) & 0xff]++;
            }
        }
        return sizes;
    }

    /** Turns sizes into starts; false if all are in one bucket, so that there is nothing to move. */
    private static boolean startsOfBuckets(int[] sizes, int count) {
        int start = 0;
        for (int i = 0; i < sizes.length; i++) {
            int size = sizes[i];
            if (size == count) {
                return false;
            }
            sizes[i] = start;
            start += size;
        }
        return true;
    }
}
