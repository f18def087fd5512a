package org.almoner.codeset.rule;

import java.util.Arrays;
import java.util.List;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.read.RowReader;

/** Cells of a row as one key: each behind the other with a NUL between, which no cell holds. */
final class RowKey {

    private final int[] columns;
    private byte[] bytes = new byte[64];
    private int length;

    RowKey(List<String> columns, Layout layout) {
        this.columns = columns.stream().mapToInt(layout::indexOf).toArray();
    }

    /**
     * Takes the key of the row that a reader is at.
     *
     * @return false if all of its cells are absent
     */
    boolean take(RowReader row) {
        length = 0;
        boolean there = false;
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                add(new byte[] {0}, 0, 1);
            }
            int column = columns[i];
            if (!row.isAbsent(column)) {
                there = true;
                add(row.bytes(), row.start(column), row.end(column));
            }
        }
        return there;
    }

    /** Keeps the first characters of the key only, which are ASCII. */
    void cut(int characters) {
        length = Math.min(length, characters);
    }

    /** Leaves a character out. */
    void drop(byte character) {
        int to = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] != character) {
                bytes[to++] = bytes[i];
            }
        }
        length = to;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void add(byte[] from, int start, int end) {
        int size = end - start;
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + size));
        }
        System.arraycopy(from, start, bytes, length, size);
        length += size;
    }
}
