package org.almoner.codeset.diff;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Bytes as a key of a map. Comparable, so that a map stays fast whoever chose the keys. Not to be changed. */
final class Bytes implements Comparable<Bytes> {

    private final byte[] bytes;
    private final int hash;

    Bytes(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    byte[] array() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that && hash == that.hash && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public int compareTo(Bytes that) {
        return Arrays.compare(bytes, that.bytes);
    }
}
