package org.almoner.dataset.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the text form row by row, and takes nothing that our writer would not have written. Holds one row in memory. One
 * thread at a time.
 */
public final class TextReader implements AutoCloseable {

    private static final int NO_MORE = -1;

    /** More are no entity's, and their names would fill the memory. */
    private static final int MOST_COLUMNS = 4096;

    private static final int FIRST_CAPACITY = 64 << 10;

    private final String file;
    private final InputStream in;
    private final int rowLimit;
    private final List<String> columns;

    private byte[] buffer;
    private int rowStart;
    private int rowLength;
    private int filled;
    private boolean atEnd;

    private long line = 1;
    private long lineAfterRow = 1;

    /** Two for each cell of the row: where its field begins and ends, counted from the row's start. */
    private int[] bounds = new int[64];

    private int cells;

    private TextReader(String file, InputStream in, int rowLimit) throws IOException {
        this.file = file;
        this.in = in;
        this.rowLimit = rowLimit;
        this.buffer = new byte[Math.min(FIRST_CAPACITY, rowLimit)];
        if (!parseRow(MOST_COLUMNS)) {
            throw malformed("is empty: not even a header row");
        }
        String[] names = new String[cells];
        for (int i = 0; i < cells; i++) {
            names[i] = text(i).orElseThrow(() -> malformed("a column without a name"));
        }
        this.columns = List.of(names);
        if (names[0].startsWith("\uFEFF")) {
            throw malformed("begins with a byte order mark");
        }
        if (columns.stream().distinct().count() != columns.size()) {
            throw malformed("two columns have the same name");
        }
    }

    /**
     * Reads the header row.
     *
     * @param file how to name the file in errors
     * @param in closed with this
     * @param rowLimit the longest row to take, in bytes
     * @throws MalformedTextException if there is no header row
     */
    public static TextReader open(String file, InputStream in, int rowLimit) throws IOException {
        return new TextReader(file, in, rowLimit);
    }

    /** The names in the header row, {@code hash_value} among them if it is there. */
    public List<String> columns() {
        return columns;
    }

    /**
     * Goes on to the next row.
     *
     * @return false after the last one
     * @throws MalformedTextException after which this cannot be used on: where the next row begins is anybody's guess
     */
    public boolean next() throws IOException {
        if (!parseRow(columns.size())) {
            return false;
        }
        if (cells != columns.size()) {
            throw malformed("has " + cells + " fields, but its header names " + columns.size() + " columns");
        }
        return true;
    }

    /** The line on which the row begins; the header row is on line 1. */
    public long line() {
        return line;
    }

    /** A cell's value; nothing if it has none. */
    public Optional<String> text(int column) {
        int from = bounds[2 * column];
        int to = bounds[2 * column + 1];
        if (from == to) {
            return Optional.empty();
        }
        String field = new String(buffer, rowStart + from, to - from, StandardCharsets.UTF_8);
        return Optional.of(
                buffer[rowStart + from] == TextForm.QUOTE
                        ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
                        : field);
    }

    /** Holds the row as it stands in the file. To be read only, and not after the next {@link #next}. */
    public byte[] bytes() {
        return buffer;
    }

    /** Where a cell's field begins in {@link #bytes}, its quotes among it. */
    public int start(int column) {
        return rowStart + bounds[2 * column];
    }

    /** Where a cell's field ends in {@link #bytes}; where it begins if the cell has no value. */
    public int end(int column) {
        return rowStart + bounds[2 * column + 1];
    }

    /** The hash of all fields of the row but the last. */
    public RowHash hashOfRow() {
        int last = bounds[2 * (cells - 1)];
        return RowHash.of(buffer, rowStart, Math.max(0, last - 1));
    }

    /** What the last field of the row says its hash is; nothing if that is not a hash as it is written, without quotes. */
    public Optional<RowHash> statedHash() {
        int start = start(cells - 1);
        return RowHash.parse(buffer, start, end(cells - 1) - start);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean parseRow(int most) throws IOException {
        rowStart += rowLength;
        rowLength = 0;
        line = lineAfterRow;
        cells = 0;
        if (at(0) == NO_MORE) {
            return false;
        }
        int at = 0;
        while (true) {
            if (cells == most) {
                throw malformed("has more than " + most + " fields");
            }
            int end = at(at) == TextForm.QUOTE ? endOfQuoted(at) : endOfPlain(at);
            addCell(at, end);
            if (at(end) == TextForm.ROW_END) {
                rowLength = end + 1;
                lineAfterRow++;
                checkEncoding();
                return true;
            }
            at = end + 1;
        }
    }

    /** Where the separator or line end after the field stands. */
    private int endOfPlain(int from) throws IOException {
        int at = from;
        while (true) {
            at = special(at);
            switch (at(at)) {
                case TextForm.SEPARATOR, TextForm.ROW_END -> {
                    return at;
                }
                case NO_MORE -> throw malformed("the file ends inside of a row");
                case TextForm.QUOTE -> throw malformed("a quote inside of a field that is not quoted");
                case '\r' -> throw malformed("a carriage return outside of quotes");
                // More had to be read, and this is the first of it.
                default -> {}
            }
        }
    }

    private int endOfQuoted(int from) throws IOException {
        int at = from + 1;
        boolean needed = false;
        while (true) {
            at = special(at);
            int c = at(at++);
            switch (c) {
                case NO_MORE -> throw malformed("the file ends inside of a quoted field");
                case TextForm.QUOTE -> {
                    int next = at(at);
                    if (next != TextForm.QUOTE) {
                        if (next != TextForm.SEPARATOR && next != TextForm.ROW_END) {
                            throw malformed(
                                    next == NO_MORE
                                            ? "the file ends inside of a row"
                                            : "a quoted field goes on after its closing quote");
                        }
                        if (!needed && at > from + 2) {
                            throw malformed("a field is quoted without need");
                        }
                        return at;
                    }
                    needed = true;
                    at++;
                }
                case TextForm.ROW_END -> {
                    needed = true;
                    lineAfterRow++;
                }
                case TextForm.SEPARATOR, '\r' -> needed = true;
                default -> {}
            }
        }
    }

    private void addCell(int from, int to) {
        if (2 * cells == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * cells] = from;
        bounds[2 * cells + 1] = to;
        cells++;
    }

    /** Where the next byte stands that may mean something, or the first that is not read yet; counted from the row's start. */
    private int special(int from) {
        return TextForm.firstSpecial(buffer, rowStart + from, filled) - rowStart;
    }

    /** The byte at an offset from the row's start, from 0 to 255; {@link #NO_MORE} at the end of the file. */
    private int at(int offset) throws IOException {
        while (rowStart + offset >= filled) {
            if (!fill()) {
                return NO_MORE;
            }
        }
        return buffer[rowStart + offset] & 0xff;
    }

    private boolean fill() throws IOException {
        if (atEnd) {
            return false;
        }
        if (rowStart > 0) {
            System.arraycopy(buffer, rowStart, buffer, 0, filled - rowStart);
            filled -= rowStart;
            rowStart = 0;
        }
        if (filled == buffer.length) {
            if (filled >= rowLimit) {
                throw malformed("a row of more than " + rowLimit + " bytes");
            }
            buffer = Arrays.copyOf(buffer, (int) Math.min(rowLimit, 2L * buffer.length));
        }
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
            atEnd = true;
            return false;
        }
        filled += count;
        return true;
    }

    private void checkEncoding() throws MalformedTextException {
        if (TextForm.isAscii(buffer, rowStart, rowStart + rowLength)) {
            return;
        }
        if (!isUtf8(ByteBuffer.wrap(buffer, rowStart, rowLength))) {
            throw malformed("not UTF-8");
        }
    }

    private static boolean isUtf8(ByteBuffer text) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer thrownAway = CharBuffer.allocate(4096);
        while (true) {
            var result = decoder.decode(text, thrownAway, true);
            if (!result.isOverflow()) {
                return result.isUnderflow();
            }
            thrownAway.clear();
        }
    }

    private MalformedTextException malformed(String reason) {
        return new MalformedTextException(file, line, reason);
    }
}
