package org.almoner.warehouse;

/**
 * The text format of {@code COPY}. Not its CSV format, although that is nearer to an extract's: before PostgreSQL 18 a line of a note
 * that is {@code \.} and nothing else ends the data there, even in quotes.
 */
enum PostgresText implements RowEncoder.FieldForm {
    INSTANCE;

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
        int from = start;
        for (int at = start; at < end; at++) {
            if (text[at] == '\\') {
                into.add(text, from, at);
                into.add('\\');
                from = at;
            } else if (text[at] == 0) {
                return false;
            }
        }
        into.add(text, from, end);
        return true;
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
