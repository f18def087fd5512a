package org.almoner.codeset.rule;

import java.util.Arrays;

import org.almoner.codeset.read.RowReader;

/** The cell that was last found to be right: in most tables the next row has the same text in many columns. */
final class Remembered {

    private byte[] bytes = new byte[32];
    private int length = -1;

    boolean is(RowReader row, int column) {
        return length >= 0 && Arrays.equals(bytes, 0, length, row.bytes(), row.start(column), row.end(column));
    }

    void remember(RowReader row, int column) {
        length = row.end(column) - row.start(column);
        if (bytes.length < length) {
            bytes = new byte[2 * length];
        }
        System.arraycopy(row.bytes(), row.start(column), bytes, 0, length);
    }
}
