package org.almoner.warehouse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The text format of {@code COPY}. Not its CSV format, although that is nearer to an extract's: before PostgreSQL 18 a line of a note
 * that is {@code \.} and nothing else ends the data there, even in quotes.
 */
enum PostgresText implements RowEncoder.FieldForm {
    INSTANCE;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long BACKSLASHES = ONES * '\\';

    private static final byte[] ABSENT = {'\\', 'N'};

    @Override
    public boolean field(byte[] text, int start, int end, Bytes into) {
        if (start == end) {
            absent(into);
            return true;
        }
        return text[start] == '"' ? quoted(text, start + 1, end - 1, into) : plain(text, start, end, into);
    }

    @Override
    public void absent(Bytes into) {
        into.add(ABSENT, 0, ABSENT.length);
    }

    /** Holds neither separator nor line end. */
    private static boolean plain(byte[] text, int start, int end, Bytes into) {
        if (!hasSpecial(text, start, end)) {
            into.add(text, start, end);
            return true;
        }
        for (int at = start; at < end; at++) {
            if (text[at] == 0) {
                return false;
            }
            if (text[at] == '\\') {
                into.add('\\');
            }
            into.add(text[at]);
        }
        return true;
    }

    /** Whether there is a backslash or a NUL. Looks at eight bytes at once. */
    private static boolean hasSpecial(byte[] text, int start, int end) {
        int at = start;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long word = (long) EIGHT.get(text, at);
            if ((zeros(word) | zeros(word ^ BACKSLASHES)) != 0) {
                return true;
            }
        }
        for (; at < end; at++) {
            if (text[at] == '\\' || text[at] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Not zero if and only if one of the eight bytes is zero. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    private static boolean quoted(byte[] text, int start, int end, Bytes into) {
        for (int at = start; at < end; at++) {
            switch (text[at]) {
                case 0 -> {
                    return false;
                }
                case '"' -> {
                    into.add('"');
                    at++;
                }
                case '\n' -> escaped('n', into);
                case '\r' -> escaped('r', into);
                case '\\', RowEncoder.SEPARATOR -> escaped(text[at], into);
                default -> into.add(text[at]);
            }
        }
        return true;
    }

    private static void escaped(int c, Bytes into) {
        into.add('\\');
        into.add(c);
    }
}
