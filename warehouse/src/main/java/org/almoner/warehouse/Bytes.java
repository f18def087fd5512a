package org.almoner.warehouse;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A buffer that grows. */
final class Bytes {

    private byte[] bytes = new byte[256 << 10];
    private int length;

    void add(int b) {
        reserve(1);
        bytes[length++] = (byte) b;
    }

    void add(byte[] source, int start, int end) {
        reserve(end - start);
        System.arraycopy(source, start, bytes, length, end - start);
        length += end - start;
    }

    int length() {
        return length;
    }

    byte[] array() {
        return bytes;
    }

    ByteBuffer content() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    void clear() {
        length = 0;
    }

    private void reserve(int size) {
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, size), 2 * bytes.length));
        }
    }
}
