package org.almoner.codeset.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The cells of one record, with their bytes behind each other. Used again for the next record. */
final class Cells {

    private static final int FIRST_CAPACITY = 8 << 10;

    /** What the array may keep over a clear: one huge record should not hold its memory for the whole file. */
    private static final int KEPT = 1 << 20;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;
    private int[] bounds = new int[64];
    private int count;
    private long line;

    /** Begins a record on a line. */
    void begin(long number) {
        if (bytes.length > KEPT) {
            bytes = new byte[FIRST_CAPACITY];
        }
        length = 0;
        count = 0;
        line = number;
    }

    long line() {
        return line;
    }

    int count() {
        return count;
    }

    byte[] bytes() {
        return bytes;
    }

    /** How many bytes there are; where the next one goes. */
    int length() {
        return length;
    }

    void add(int b) {
        reserve(1);
        bytes[length++] = (byte) b;
    }

    void add(byte[] from, int start, int end) {
        reserve(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    /** Makes some of the bytes a cell. */
    void cell(int start, int end) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * count] = start;
        bounds[2 * count + 1] = end;
        count++;
    }

    int start(int cell) {
        return bounds[2 * cell];
    }

    int end(int cell) {
        return bounds[2 * cell + 1];
    }

    String text(int cell) {
        return new String(bytes, start(cell), end(cell) - start(cell), StandardCharsets.UTF_8);
    }

    /** Puts a text after what a cell holds, with a blank between. */
    void append(int cell, byte[] from, int start, int end) {
        int size = end(cell) - start(cell);
        if (end(cell) != length) {
            reserve(size);
            System.arraycopy(bytes, start(cell), bytes, length, size);
            bounds[2 * cell] = length;
            length += size;
        }
        if (size > 0 && end > start) {
            add(' ');
        }
        add(from, start, end);
        bounds[2 * cell + 1] = length;
    }

    private void reserve(int size) {
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, size), 2 * bytes.length));
        }
    }
}
