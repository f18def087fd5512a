package org.almoner.dataset.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bytes that the form gives a meaning. */
public final class TextForm {

    /** The last column of every entity, and the only one of a file of deletes. */
    public static final String HASH_COLUMN = "hash_value";

    static final byte SEPARATOR = '|';
    static final byte QUOTE = '"';
    static final byte ROW_END = '\n';
    private static final byte CARRIAGE_RETURN = '\r';

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private TextForm() {}

    /** The header row with its line end: the columns, then {@code hash_value}. */
    public static byte[] header(List<String> columns) {
        return (String.join("|", columns) + (columns.isEmpty() ? "" : "|") + HASH_COLUMN + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a byte in the range can only stand in a quoted field. Looks at eight bytes at once. */
    static boolean needsQuotes(byte[] text, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) EIGHT.get(text, at);
            if ((zeros(word ^ ONES * SEPARATOR)
                            | zeros(word ^ ONES * QUOTE)
                            | zeros(word ^ ONES * ROW_END)
                            | zeros(word ^ ONES * CARRIAGE_RETURN))
                    != 0) {
                return true;
            }
        }
        for (; at < to; at++) {
            if (isSpecial(text[at])) {
                return true;
            }
        }
        return false;
    }

    static boolean isSpecial(byte b) {
        return b == SEPARATOR || b == QUOTE || b == ROW_END || b == CARRIAGE_RETURN;
    }

    static boolean isAscii(byte[] text, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            if (((long) EIGHT.get(text, at) & HIGHS) != 0) {
                return false;
            }
        }
        for (; at < to; at++) {
            if (text[at] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Not zero if and only if one of the eight bytes is zero. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }
}
