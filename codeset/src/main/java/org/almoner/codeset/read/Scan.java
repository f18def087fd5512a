package org.almoner.codeset.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for bytes, eight at once. */
final class Scan {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private Scan() {}

    /** Where a byte of ASCII is first, from a place on; the end if it is not there. */
    static int find(byte[] bytes, int start, int end, char wanted) {
        long pattern = ONES * wanted;
        int at = start;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long found = zeros((long) EIGHT.get(bytes, at) ^ pattern);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /** The highest bit of the first byte that is zero; perhaps of others after it. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }
}
