package org.almoner.dataset.text;

import java.util.Arrays;

import org.almoner.dataset.row.RowSink;

/**
 * Rows of one entity as finished text, with their hashes. Filled by one thread, then handed to the next; may be used again
 * after {@link #clear}.
 *
 * <p>{@link #rows} is a mark: {@link #rollBack} takes back all rows since, and a row that was begun.
 */
public final class TextBlock implements RowSink {

    /** {@code |}, the hash and {@code \n}. */
    private static final int ROW_TAIL = 1 + RowHash.DIGITS + 1;

    /** What an array may keep over a clear: one huge row should not hold its memory for the whole run. */
    private static final int KEPT_BYTES = 8 << 20;

    private final int columns;
    private final TextLimits limits;

    private byte[] text = new byte[16 << 10];
    private int length;
    private int rowStart;
    private int cells;

    private int[] ends = new int[64];
    private long[] hashes = new long[128];
    private int rows;

    /** @param columns cells of each row, without the hash; at least one */
    public TextBlock(int columns, TextLimits limits) {
        if (columns < 1) {
            throw new IllegalArgumentException("An entity has at least one column, not " + columns);
        }
        this.columns = columns;
        this.limits = limits;
    }

    @Override
    public void value(byte[] utf8, int offset, int size) {
        beginCell(Math.max(size, 2));
        if (size == 0) {
            text[length++] = TextForm.QUOTE;
            text[length++] = TextForm.QUOTE;
            return;
        }
        if (TextForm.copyAndLook(utf8, offset, size, text, length)) {
            quoted(utf8, offset, size);
        } else {
            length += size;
        }
    }

    @Override
    public void absent() {
        beginCell(0);
    }

    /** @throws TextLimitException if the block has become too large */
    @Override
    public void endRow() {
        if (cells != columns) {
            throw new IllegalStateException("A row with " + cells + " of its " + columns + " cells");
        }
        RowHash hash = RowHash.of(text, rowStart, length - rowStart);
        text[length] = TextForm.SEPARATOR;
        RowHash.write(hash.high(), hash.low(), text, length + 1);
        text[length + 1 + RowHash.DIGITS] = TextForm.ROW_END;
        length += ROW_TAIL;

        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, 2 * rows);
            hashes = Arrays.copyOf(hashes, 4 * rows);
        }
        ends[rows] = length;
        hashes[2 * rows] = hash.high();
        hashes[2 * rows + 1] = hash.low();
        rows++;
        rowStart = length;
        cells = 0;
    }

    /** Takes back all rows but the first {@code mark}, and a row that was begun. */
    public void rollBack(int mark) {
        if (mark < 0 || mark > rows) {
            throw new IllegalArgumentException("No mark of a block with " + rows + " rows: " + mark);
        }
        rows = mark;
        length = mark == 0 ? 0 : ends[mark - 1];
        rowStart = length;
        cells = 0;
    }

    /** Makes it empty, and small again if it had grown out of the ordinary. */
    public void clear() {
        rollBack(0);
        if (text.length > KEPT_BYTES) {
            text = new byte[KEPT_BYTES];
        }
        if (hashes.length > KEPT_BYTES / Long.BYTES) {
            ends = new int[64];
            hashes = new long[128];
        }
    }

    public int rows() {
        return rows;
    }

    /** Bytes of all whole rows. */
    public int size() {
        return rowStart;
    }

    /** Holds the rows from its first byte on. To be read only, and not after the next change of this block. */
    public byte[] text() {
        return text;
    }

    /** Where a row's text begins. */
    public int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    /** Where a row's text ends: after its line end. */
    public int end(int row) {
        return ends[row];
    }

    /** The first 64 bits of a row's hash. */
    public long hashHigh(int row) {
        return hashes[2 * row];
    }

    /** The last 64 bits of a row's hash. */
    public long hashLow(int row) {
        return hashes[2 * row + 1];
    }

    private void beginCell(int size) {
        if (cells == columns) {
            throw new IllegalStateException("A row with more than its " + columns + " cells");
        }
        reserve(1L + size);
        if (cells++ > 0) {
            text[length++] = TextForm.SEPARATOR;
        }
    }

    private void quoted(byte[] utf8, int offset, int size) {
        int quotes = 0;
        for (int i = 0; i < size; i++) {
            if (utf8[offset + i] == TextForm.QUOTE) {
                quotes++;
            }
        }
        reserve(2L + size + quotes);
        int at = length;
        text[at++] = TextForm.QUOTE;
        for (int i = 0; i < size; i++) {
            byte b = utf8[offset + i];
            if (b == TextForm.QUOTE) {
                text[at++] = TextForm.QUOTE;
            }
            text[at++] = b;
        }
        text[at++] = TextForm.QUOTE;
        length = at;
    }

    /** Makes room for that many more bytes of this row, and for its end. */
    private void reserve(long size) {
        long needed = length + size + ROW_TAIL;
        if (needed <= text.length && needed - rowStart <= limits.row() && needed <= limits.block()) {
            return;
        }
        if (needed - rowStart > limits.row()) {
            throw new TextLimitException(TextLimitException.Limit.ROW, needed - rowStart, limits.row());
        }
        if (needed > limits.block()) {
            throw new TextLimitException(TextLimitException.Limit.BLOCK, needed, limits.block());
        }
        text = Arrays.copyOf(text, (int) Math.min(limits.block(), Math.max(needed, text.length * 2L)));
    }
}
