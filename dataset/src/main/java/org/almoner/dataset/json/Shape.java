package org.almoner.dataset.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.SplittableRandom;

/**
 * Which fields of an object are needed, each with the shape of its values. A field has a slot, from 0; see {@link
 * Tape#first}. Immutable once built.
 *
 * <p>A name is found by its first and last eight bytes and its length, in a table without collisions.
 */
public final class Shape {
    private final Shape[] shapes;
    private final byte[][] names;

    private final int[] slots;
    private final long[] firsts;
    private final long[] lasts;
    private final int[] lengths;
    private final long multiplier;
    private final int shift;

    Shape(Collection<String> fields) {
        names = fields.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        shapes = new Shape[names.length];

        var search = new SplittableRandom(names.length);
        int bits = Math.max(2, 33 - Integer.numberOfLeadingZeros(names.length));
        long candidate = search.nextLong() | 1;
        for (int tries = 1; !separates(candidate, 64 - bits); tries++) {
            candidate = search.nextLong() | 1;
            if (tries % 1_000 == 0) {
                bits++;
            }
        }
        multiplier = candidate;
        shift = 64 - bits;

        slots = new int[1 << bits];
        firsts = new long[1 << bits];
        lasts = new long[1 << bits];
        lengths = new int[1 << bits];
        Arrays.fill(lengths, -1);
        for (int slot = 0; slot < names.length; slot++) {
            var name = names[slot];
            int place = place(hash(name, 0, name.length, first(name), last(name)), multiplier, shift);
            slots[place] = slot;
            firsts[place] = first(name);
            lasts[place] = last(name);
            lengths[place] = name.length;
        }
    }

    private boolean separates(long multiplier, int shift) {
        var taken = new boolean[1 << (64 - shift)];
        for (var name : names) {
            int place = place(hash(name, 0, name.length, first(name), last(name)), multiplier, shift);
            if (taken[place]) {
                return false;
            }
            taken[place] = true;
        }
        return true;
    }

    void set(int slot, Shape shape) {
        shapes[slot] = shape;
    }

    int fields() {
        return names.length;
    }

    Shape of(int slot) {
        return shapes[slot];
    }

    String name(int slot) {
        return new String(names[slot], StandardCharsets.UTF_8);
    }

    /** The slot of the field of that name, or -1. */
    int find(byte[] bytes, int start, int length) {
        long first = Words.lowest(Words.atOrZeros(bytes, start), length);
        long last = length <= Long.BYTES ? 0 : Words.at(bytes, start + length - Long.BYTES);
        int place = place(hash(bytes, start, length, first, last), multiplier, shift);
        if (lengths[place] != length || firsts[place] != first || lasts[place] != last) {
            return -1;
        }
        int slot = slots[place];
        if (length > 2 * Long.BYTES && !Arrays.equals(bytes, start, start + length, names[slot], 0, length)) {
            return -1;
        }
        return slot;
    }

    private static int place(long hash, long multiplier, int shift) {
        return (int) ((hash * multiplier) >>> shift);
    }

    /** Differs for names that differ, as good as always; the middle of a long name is looked at too. */
    private static long hash(byte[] bytes, int start, int length, long first, long last) {
        long hash = first + last * 0x9E3779B97F4A7C15L + length;
        for (int i = Long.BYTES; i < length - Long.BYTES; i += Long.BYTES) {
            hash = hash * 0xD1342543DE82EF95L + Words.at(bytes, start + i);
        }
        return hash;
    }

    private static long first(byte[] name) {
        return Words.lowest(Words.atOrZeros(name, 0), name.length);
    }

    private static long last(byte[] name) {
        return name.length <= Long.BYTES ? 0 : Words.at(name, name.length - Long.BYTES);
    }
}
