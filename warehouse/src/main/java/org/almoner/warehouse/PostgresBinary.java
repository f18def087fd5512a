package org.almoner.warehouse;

import java.nio.charset.StandardCharsets;

import org.almoner.dataset.row.ColumnType;

/**
 * The binary format of {@code COPY}, which takes the server a fifth less of its time than the text format: it has neither line ends to
 * look for nor texts to make numbers and moments of. For a table whose columns have the types that {@link Postgres#type} says.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, "Binary Format"</a>
 */
final class PostgresBinary implements RowForm {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ABSENT = -1;
    private static final int NO_MORE = -1;

    /** From 1970 to 2000, from which PostgreSQL counts. */
    private static final int EPOCH_DAYS = 10_957;

    private static final long DAY = 86_400_000_000L;

    private final int fields;
    private final PostgresNumeric numeric = new PostgresNumeric();

    /** @param fields of each row */
    PostgresBinary(int fields) {
        this.fields = fields;
    }

    /** What comes before the first row. */
    static void header(Bytes into) {
        into.add(SIGNATURE, 0, SIGNATURE.length);
        // Neither flags nor an extension.
        into.addInt(0);
        into.addInt(0);
    }

    /** What comes after the last row. */
    static void trailer(Bytes into) {
        into.addShort(NO_MORE);
    }

    @Override
    public void begin(Bytes into) {
        into.addShort(fields);
    }

    @Override
    public boolean text(byte[] text, int start, int end, Bytes into) {
        return text[start] == '"' ? quoted(text, start + 1, end - 1, into) : plain(text, start, end, into);
    }

    private static boolean plain(byte[] text, int start, int end, Bytes into) {
        into.addInt(end - start);
        int from = into.length();
        into.add(text, start, end);
        return !into.holdsZero(from);
    }

    private static boolean quoted(byte[] text, int start, int end, Bytes into) {
        into.addInt(0);
        int from = into.length();
        int copied = start;
        for (int at = start; at < end; at++) {
            if (text[at] == '"') {
                // The first of two, which stand for one.
                into.add(text, copied, at);
                at++;
                copied = at;
            }
        }
        into.add(text, copied, end);
        into.setInt(from - Integer.BYTES, into.length() - from);
        return !into.holdsZero(from);
    }

    @Override
    public void value(ColumnType type, byte[] text, int start, int end, Bytes into) {
        switch (type) {
            case STRING -> throw new IllegalArgumentException("A text is no such value");
            case BOOLEAN -> {
                into.addInt(1);
                into.add(TypedValue.truth(text, start) ? 1 : 0);
            }
            case INTEGER -> addLong(TypedValue.integer(text, start, end), into);
            case DECIMAL -> numeric.add(text, start, end, into);
            case DATE -> {
                into.addInt(Integer.BYTES);
                into.addInt(TypedValue.epochDay(text, start) - EPOCH_DAYS);
            }
            case DATE_TIME -> addLong(TypedValue.epochMicros(text, start, end) - EPOCH_DAYS * DAY, into);
            case TIME -> addLong(TypedValue.microsOfDay(text, start, end), into);
        }
    }

    private static void addLong(long value, Bytes into) {
        into.addInt(Long.BYTES);
        into.addLong(value);
    }

    @Override
    public void absent(Bytes into) {
        into.addInt(ABSENT);
    }

    @Override
    public void end(Bytes into) {
        // The number of fields says where it ends.
    }
}
