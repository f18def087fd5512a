package org.almoner.warehouse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A buffer that grows. */
final class Bytes {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

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

    /** The lower 16 bits, the higher byte first. */
    void addShort(int value) {
        reserve(Short.BYTES);
        SHORT.set(bytes, length, (short) value);
        length += Short.BYTES;
    }

    /** The highest byte first. */
    void addInt(int value) {
        reserve(Integer.BYTES);
        INT.set(bytes, length, value);
        length += Integer.BYTES;
    }

    /** The highest byte first. */
    void addLong(long value) {
        reserve(Long.BYTES);
        LONG.set(bytes, length, value);
        length += Long.BYTES;
    }

    /** Writes over what stands there. */
    void setInt(int at, int value) {
        INT.set(bytes, at, value);
    }

    /** Writes over the last byte. */
    void replaceLast(int b) {
        bytes[length - 1] = (byte) b;
    }

    /** Whether one of the bytes from there on is zero. Looks at eight of them at once. */
    boolean holdsZero(int from) {
        int at = from;
        for (; at <= length - Long.BYTES; at += Long.BYTES) {
            long eight = (long) LONG.get(bytes, at);
            if (((eight - ONES) & ~eight & HIGHS) != 0) {
                return true;
            }
        }
        for (; at < length; at++) {
            if (bytes[at] == 0) {
                return true;
            }
        }
        return false;
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
