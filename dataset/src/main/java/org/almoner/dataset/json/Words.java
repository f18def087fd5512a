package org.almoner.dataset.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time, the first in the lowest bits. */
final class Words {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';

    private Words() {}

    /** Needs eight bytes there. */
    static long at(byte[] bytes, int position) {
        return (long) LONGS.get(bytes, position);
    }

    /** Zeros stand for bytes after the end of the array. */
    static long atOrZeros(byte[] bytes, int position) {
        if (position <= bytes.length - Long.BYTES) {
            return at(bytes, position);
        }
        long word = 0;
        for (int i = bytes.length - 1; i >= position; i--) {
            word = word << 8 | (bytes[i] & 0xFF);
        }
        return word;
    }

    /**
     * Has, as its lowest bit, the highest one of the first byte that is not plain in a JSON string: a quote, a backslash, a
     * control character, or part of a character beyond ASCII. Zero if all are plain. Higher bits may be wrong, because
     * subtractions borrow.
     */
    static long notPlain(long word) {
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        return ((quote - ONES) | (backslash - ONES) | (word - BLANKS) | word) & HIGHS;
    }

    /** Which byte the lowest bit of {@link #notPlain} is about, 0 to 7. */
    static int firstByte(long mask) {
        return Long.numberOfTrailingZeros(mask) >>> 3;
    }

    /** The lowest bytes of a word, 0 to 8 of them, the others zero. */
    static long lowest(long word, int count) {
        return count >= Long.BYTES ? word : word & ((1L << (count << 3)) - 1);
    }
}
