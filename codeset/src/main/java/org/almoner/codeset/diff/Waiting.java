package org.almoner.codeset.diff;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Rows of one release that have not met their counterparts, by their keys. A key may be there several times. */
final class Waiting {

    /** What a row takes beside its bytes. */
    private static final int OVERHEAD = 160;

    private final Map<Bytes, Row> rows = new LinkedHashMap<>();

    /** A row, and another one of the same key. */
    private static final class Row {
        private final byte[] image;
        private final @Nullable Row next;

        Row(byte[] image, @Nullable Row next) {
            this.image = image;
            this.next = next;
        }
    }

    /** What is done with each row. */
    interface Visitor<E extends Exception> {
        void visit(byte[] key, byte[] image) throws E;
    }

    static long memory(byte[] key, byte[] image) {
        return OVERHEAD + (long) key.length + image.length;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void add(byte[] key, byte[] image) {
        rows.compute(new Bytes(key), (_, others) -> new Row(image, others));
    }

    /** Takes out a row of a key; null if there is none. */
    byte @Nullable [] take(byte[] key) {
        var bytes = new Bytes(key);
        var found = rows.get(bytes);
        if (found == null) {
            return null;
        }
        if (found.next == null) {
            rows.remove(bytes);
        } else {
            rows.put(bytes, found.next);
        }
        return found.image;
    }

    /** Shows all, in the order in which they came. */
    <E extends Exception> void visit(Visitor<E> visitor) throws E {
        for (var entry : rows.entrySet()) {
            for (var row = entry.getValue(); row != null; row = row.next) {
                visitor.visit(entry.getKey().array(), row.image);
            }
        }
    }

    void clear() {
        rows.clear();
    }
}
