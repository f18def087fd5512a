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

    /**
     * Copies a text, and says whether a byte of it can only stand in a quoted field. Both in one go over it, eight bytes at once: most
     * texts are short, and going over them is most of what writing rows takes.
     *
     * @param size at least 1
     * @param into must have room for the text and for seven bytes more, which may be overwritten
     */
    static boolean copyAndLook(byte[] from, int offset, int size, byte[] into, int at) {
        long suspects = 0;
        if (size >= Long.BYTES) {
            int last = size - Long.BYTES;
            for (int i = 0; i < last; i += Long.BYTES) {
                long word = (long) EIGHT.get(from, offset + i);
                EIGHT.set(into, at + i, word);
                suspects |= suspects(word);
            }
            long word = (long) EIGHT.get(from, offset + last);
            EIGHT.set(into, at + last, word);
            suspects |= suspects(word);
        } else if (offset + Long.BYTES <= from.length) {
            long word = (long) EIGHT.get(from, offset);
            EIGHT.set(into, at, word);
            suspects = suspects(word | -1L << (size * Byte.SIZE));
        } else {
            System.arraycopy(from, offset, into, at, size);
            suspects = 1;
        }
        return suspects != 0 && needsQuotes(into, at, at + size);
    }

    private static boolean needsQuotes(byte[] text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (isSpecial(text[at])) {
                return true;
            }
        }
        return false;
    }

    static boolean isSpecial(byte b) {
        return b == SEPARATOR || b == QUOTE || b == ROW_END || b == CARRIAGE_RETURN;
    }

    /** Where the first byte that can only stand in a quoted field is; {@code to} if there is none. */
    static int firstSpecial(byte[] text, int from, int to) {
        int at = from;
        while (at <= to - Long.BYTES) {
            long suspects = suspects((long) EIGHT.get(text, at));
            if (suspects == 0) {
                at += Long.BYTES;
                continue;
            }
            at += Long.numberOfTrailingZeros(suspects) / Byte.SIZE;
            if (isSpecial(text[at])) {
                return at;
            }
            at++;
        }
        while (at < to && !isSpecial(text[at])) {
            at++;
        }
        return at;
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

    /**
     * Not zero if one of the eight bytes is a control character, the separator or a quote, all of which are ASCII. The lowest bit that is
     * set is in the first such byte.
     */
    private static long suspects(long word) {
        return ((word - ONES * ' ') | ((word ^ ONES * SEPARATOR) - ONES) | ((word ^ ONES * QUOTE) - ONES))
                & ~word
                & HIGHS;
    }
}
