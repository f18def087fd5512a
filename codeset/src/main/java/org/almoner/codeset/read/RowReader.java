package org.almoner.codeset.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Layout.Continuation;
import org.almoner.codeset.profile.Layout.Form;
import org.almoner.codeset.profile.LayoutColumn;
import org.almoner.codeset.profile.ValueType;

/**
 * The rows of one file, one after the other, their cells as values of the columns' types. Holds a row or two in memory. One thread at
 * a time.
 */
public final class RowReader implements AutoCloseable {

    private static final int SHOWN = 60;
    private static final int ABSENT = -1;

    private final LineReader lines;
    private final Records records;
    private final Layout layout;
    private final List<LayoutColumn> columns;

    // Of each column, taken apart: this is done for every cell.
    private final ValueType[] types;
    private final boolean[] text;
    private final boolean[] trimmed;
    private final byte[][][] absentTexts;
    private final int[] cellOf;

    private final int tell;
    private final int continued;
    private final byte[][] continuing;

    private Cells row = new Cells();
    private Cells ahead = new Cells();
    private boolean hasAhead;
    private final int[] starts;
    private final int[] ends;
    private final int[] rawStarts;
    private final int[] rawEnds;

    private RowReader(LineReader lines, Records records, Layout layout) {
        this.lines = lines;
        this.records = records;
        this.layout = layout;
        this.columns = layout.columns();
        int count = columns.size();
        this.types = columns.stream().map(LayoutColumn::type).toArray(ValueType[]::new);
        this.text = new boolean[count];
        this.trimmed = new boolean[count];
        this.absentTexts = new byte[count][][];
        this.cellOf = new int[count];
        for (int i = 0; i < count; i++) {
            text[i] = types[i] instanceof ValueType.Text;
            // Values of other types have no blanks of their own.
            trimmed[i] = columns.get(i).trimmed() || !text[i];
            absentTexts[i] = bytes(columns.get(i).absent());
            cellOf[i] = records.cellOf(i);
        }
        this.tell = layout.continuation().map(each -> cell(each.column())).orElse(ABSENT);
        this.continued =
                layout.continuation().map(each -> cell(each.appended())).orElse(ABSENT);
        this.continuing =
                layout.continuation().map(each -> bytes(each.values())).orElse(new byte[0][]);
        this.starts = new int[count];
        this.ends = new int[count];
        this.rawStarts = new int[count];
        this.rawEnds = new int[count];
    }

    private static byte[][] bytes(java.util.Collection<String> texts) {
        return texts.stream().map(each -> each.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    private int cell(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return cellOf[i];
            }
        }
        throw new IllegalArgumentException("No column '" + column + "'");
    }

    /**
     * Begins to read a file: up to its header, if it has one.
     *
     * @throws ReleaseException if that is not the layout's
     */
    public static RowReader open(ReleaseFile file, Layout layout, ReadLimits limits) throws IOException {
        return open(file.shown(), file.open(), layout, limits);
    }

    /**
     * Begins to read what a stream holds.
     *
     * @param file how errors name it
     * @param in closed with this, or if this fails
     */
    public static RowReader open(String file, InputStream in, Layout layout, ReadLimits limits) throws IOException {
        try {
            var lines = new LineReader(file, in, layout.encoding(), limits.record());
            var records = switch (layout.form()) {
                case Form.Delimited form -> new DelimitedRecords(lines, layout, form, limits);
                case Form.Fixed form -> new FixedRecords(lines, layout, form);
                case Form.Lines form -> new LineRecords(lines, layout, form);
            };
            return new RowReader(lines, records, layout);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    public Layout layout() {
        return layout;
    }

    /** Headings of the file that are no column's; their cells are left out. */
    public List<String> unknownHeadings() {
        return records instanceof DelimitedRecords delimited ? delimited.unknown() : List.of();
    }

    /** Whether the file has a column; one that is optional may be missing, and its cells are then absent. */
    public boolean has(int column) {
        return cellOf[column] >= 0;
    }

    /** Whether the file stops in the middle of a line, as one does that was cut off. Known after the last row. */
    public boolean endsOpen() {
        return lines.endsOpen();
    }

    /**
     * Whether the rows after a line that is not of the layout can be read: each line is then a row. Otherwise where the next one begins is
     * anybody's guess.
     */
    public boolean recovers() {
        return layout.continuation().isEmpty()
                && !(layout.form() instanceof Form.Delimited(var _, var quotes, var _) && quotes);
    }

    /**
     * Goes over rows that are written the same, byte by byte, in another file of this layout. Both readers are then before the first row that
     * is not, or that cannot be told so easily. The rows themselves are not looked at.
     *
     * @return how many there were
     */
    public long skipSame(RowReader other) throws IOException {
        return lineIsRow() && other.lineIsRow() && layout.equals(other.layout) && Arrays.equals(cellOf, other.cellOf)
                ? lines.skipSame(other.lines)
                : 0;
    }

    /** Whether each of the next lines is a row: all rows are, and the first one has been read. */
    private boolean lineIsRow() {
        return recovers() && !(layout.form() instanceof Form.Lines) && row.line() > 0;
    }

    /**
     * Goes on to the next row.
     *
     * @return false after the last one
     * @throws ReleaseException if it is not one of the layout; see {@link #recovers}
     */
    public boolean next() throws IOException {
        if (layout.continuation().isEmpty()) {
            if (!records.read(row)) {
                return false;
            }
        } else if (!nextContinued(layout.continuation().get())) {
            return false;
        }
        for (int i = 0; i < starts.length; i++) {
            value(i);
        }
        return true;
    }

    private boolean nextContinued(Continuation continuation) throws IOException {
        if (!hasAhead) {
            if (!records.read(ahead)) {
                return false;
            }
            if (continues(ahead)) {
                throw lines.malformed(
                        ahead.line(),
                        "goes on with a row by its " + continuation.column() + " '" + ahead.text(tell)
                                + "', but none is before it");
            }
        }
        var next = row;
        row = ahead;
        ahead = next;
        hasAhead = false;
        while (records.read(ahead)) {
            if (!continues(ahead)) {
                hasAhead = true;
                return true;
            }
            requireSameKey();
            row.append(continued, ahead.bytes(), ahead.start(continued), ahead.end(continued));
            if (row.length() > ReadLimits.USUAL.record()) {
                throw lines.malformed(
                        row.line(), "goes on and on: for more than " + ReadLimits.USUAL.record() + " bytes");
            }
        }
        return true;
    }

    private void requireSameKey() throws ReleaseException {
        for (var column : layout.key()) {
            int cell = cell(column);
            if (cell >= 0 && !row.text(cell).equals(ahead.text(cell))) {
                throw lines.malformed(
                        ahead.line(),
                        "goes on with a row of '" + ahead.text(cell) + "', but the row before it is of '"
                                + row.text(cell) + "'");
            }
        }
    }

    /** A file may be without these columns, and then no row goes on. */
    private boolean continues(Cells cells) {
        if (tell < 0 || continued < 0) {
            return false;
        }
        for (var value : continuing) {
            if (Arrays.equals(value, 0, value.length, cells.bytes(), cells.start(tell), cells.end(tell))) {
                return true;
            }
        }
        return false;
    }

    private void value(int column) throws ReleaseException {
        int cell = cellOf[column];
        int start = 0;
        int end = 0;
        if (cell >= 0) {
            start = row.start(cell);
            end = row.end(cell);
            if (trimmed[column]) {
                byte[] bytes = row.bytes();
                while (start < end && bytes[start] == ' ') {
                    start++;
                }
                while (end > start && bytes[end - 1] == ' ') {
                    end--;
                }
            }
        }
        rawStarts[column] = start;
        rawEnds[column] = end;
        if (start == end || isAbsent(column, start, end)) {
            starts[column] = ABSENT;
        } else if (text[column]) {
            starts[column] = start;
            ends[column] = end;
        } else {
            int from = row.length();
            if (Values.write(types[column], row, start, end)) {
                starts[column] = from;
                ends[column] = row.length();
            } else if (columns.get(column).keepsText()) {
                starts[column] = ABSENT;
            } else {
                throw wrong(column, start, end);
            }
        }
    }

    private boolean isAbsent(int column, int start, int end) {
        for (var absent : absentTexts[column]) {
            if (Arrays.equals(absent, 0, absent.length, row.bytes(), start, end)) {
                return true;
            }
        }
        return false;
    }

    private ReleaseException wrong(int column, int start, int end) {
        var shown = new String(row.bytes(), start, Math.min(SHOWN, end - start), StandardCharsets.UTF_8);
        var wanted = switch (types[column]) {
            case ValueType.Text type -> type.word();
            case ValueType.Whole type -> type.word() + " of at most 64 bits";
            case ValueType.Decimal type -> type.word();
            case ValueType.Truth type ->
                type.word() + ": one of "
                        + String.join(", ", type.yes().stream().sorted().toList()) + ", "
                        + String.join(", ", type.no().stream().sorted().toList());
            case ValueType.Day type -> type.word() + " " + type.form().pattern();
        };
        return lines.valueless(row.line(), "its " + columns.get(column).name() + " '" + shown + "' is no " + wanted);
    }

    /** The line on which the row begins, from 1 on. */
    public long line() {
        return row.line();
    }

    /** Holds the row's cells. To be read only, and not after the next {@link #next}. */
    public byte[] bytes() {
        return row.bytes();
    }

    /** Whether a cell has no value. */
    public boolean isAbsent(int column) {
        return starts[column] == ABSENT;
    }

    /** Where a cell's value begins in {@link #bytes}, in UTF-8 and in the form of its type; only of one that is not absent. */
    public int start(int column) {
        return starts[column];
    }

    /** Where it ends. */
    public int end(int column) {
        return ends[column];
    }

    /** A cell's value; nothing if it has none. */
    public Optional<String> text(int column) {
        return isAbsent(column)
                ? Optional.empty()
                : Optional.of(new String(bytes(), start(column), end(column) - start(column), StandardCharsets.UTF_8));
    }

    /** Where a cell begins as it is written in the file, in UTF-8. */
    public int startAsWritten(int column) {
        return rawStarts[column];
    }

    /** Where it ends; where it begins if nothing is written. */
    public int endAsWritten(int column) {
        return rawEnds[column];
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
