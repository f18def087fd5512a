package org.almoner.codeset.diff;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.almoner.codeset.read.RowReader;

/** A row that was put aside: its cells behind each other, each with its length before it. */
final class RowImage {

    private static final int ABSENT = -1;

    private final ByteBuffer bytes;
    private final int[] places;

    private RowImage(byte[] bytes, int columns) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.places = new int[columns];
        int at = 0;
        for (int i = 0; i < columns; i++) {
            places[i] = at;
            at += Integer.BYTES + Math.max(0, this.bytes.getInt(at));
        }
    }

    /** The row of an image that {@link #of(RowReader, int)} has made. */
    static RowImage of(byte[] bytes, int columns) {
        return new RowImage(bytes, columns);
    }

    /** The row that a reader is at. */
    static byte[] of(RowReader row, int columns) {
        int size = 0;
        for (int i = 0; i < columns; i++) {
            size += Integer.BYTES + (row.isAbsent(i) ? 0 : row.end(i) - row.start(i));
        }
        var image = ByteBuffer.allocate(size);
        for (int i = 0; i < columns; i++) {
            put(image, row, i);
        }
        return image.array();
    }

    /** Some cells of the row that a reader is at, in the same form. */
    static byte[] of(RowReader row, int[] columns) {
        int size = 0;
        for (int column : columns) {
            size += Integer.BYTES + (row.isAbsent(column) ? 0 : row.end(column) - row.start(column));
        }
        var image = ByteBuffer.allocate(size);
        for (int column : columns) {
            put(image, row, column);
        }
        return image.array();
    }

    private static void put(ByteBuffer image, RowReader row, int column) {
        if (row.isAbsent(column)) {
            image.putInt(ABSENT);
        } else {
            int length = row.end(column) - row.start(column);
            image.putInt(length).put(row.bytes(), row.start(column), length);
        }
    }

    /** Some cells of this row, in the same form. */
    byte[] some(int[] columns) {
        int size = 0;
        for (int column : columns) {
            size += Integer.BYTES + Math.max(0, length(column));
        }
        var image = ByteBuffer.allocate(size);
        for (int column : columns) {
            image.put(bytes.array(), places[column], Integer.BYTES + Math.max(0, length(column)));
        }
        return image.array();
    }

    private int length(int column) {
        return bytes.getInt(places[column]);
    }

    Optional<String> text(int column) {
        int length = length(column);
        return length == ABSENT
                ? Optional.empty()
                : Optional.of(
                        new String(bytes.array(), places[column] + Integer.BYTES, length, StandardCharsets.UTF_8));
    }
}
