package org.almoner.codeset.keys;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * Keys in memory, each with a number: open addressing into chunks that hold the keys themselves. A key of 27 bytes takes some 50 in all.
 */
public final class KeyTable {

    /** Small enough that no collector takes it for something huge. */
    private static final int CHUNK_BITS = 18;

    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FIRST_SLOTS = 1 << 10;

    /** The number and the length before each key. */
    private static final int HEAD = 2 * Integer.BYTES;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final Hasher64 hasher;

    /** Of each key the upper half of its hash, and below it its place plus one; 0 where there is none. */
    private long[] slots = new long[FIRST_SLOTS];

    private final List<byte[]> chunks = new ArrayList<>();
    private int used = CHUNK;
    private int count;
    private long memory = (long) FIRST_SLOTS * Long.BYTES;

    public KeyTable(long seed) {
        this.hasher = Hashing.xxh3_64(seed);
    }

    /** The hash of a key, which is another one for each seed. */
    public static long hash(long seed, byte[] key) {
        return Hashing.xxh3_64(seed).hashBytesToLong(key);
    }

    static long hash(Hasher64 hasher, byte[] key, int start, int end) {
        return hasher.hashBytesToLong(key, start, end - start);
    }

    /** In bytes. */
    public long memory() {
        return memory;
    }

    /** How much memory it would take if so many bytes were to come. */
    public long memoryWith(int length) {
        long more = used + HEAD + length > CHUNK ? Math.max(CHUNK, HEAD + length) : 0;
        return memory + more + (isFull() ? (long) slots.length * Long.BYTES * 2 : 0);
    }

    int count() {
        return count;
    }

    /**
     * Puts a key in.
     *
     * @param number from 0 to 4,294,967,295
     * @return the number of the same key if it is there already, and the table stays as it is; -1 otherwise
     */
    public long add(byte[] key, int start, int end, long number) {
        if (isFull()) {
            grow();
        }
        long hash = hash(hasher, key, start, end);
        int slot = find(hash, key, start, end);
        if (slots[slot] != 0) {
            return number(chunk(slots[slot]), offset(slots[slot]));
        }
        slots[slot] = (hash & 0xffff_ffff_0000_0000L) | (place(key, start, end, number) + 1L);
        count++;
        return -1;
    }

    /** Whether a key is there. */
    public boolean has(byte[] key, int start, int end) {
        return slots[find(hash(hasher, key, start, end), key, start, end)] != 0;
    }

    /** What is done with each key. */
    public interface Visitor<E extends Exception> {
        void visit(byte[] bytes, int start, int end, long number) throws E;
    }

    /** Shows all keys, in no order. */
    public <E extends Exception> void visit(Visitor<E> visitor) throws E {
        for (long slot : slots) {
            if (slot != 0) {
                byte[] chunk = chunk(slot);
                int at = offset(slot);
                int length = (int) INT.get(chunk, at + Integer.BYTES);
                visitor.visit(chunk, at + HEAD, at + HEAD + length, number(chunk, at));
            }
        }
    }

    private boolean isFull() {
        return count >= slots.length / 8 * 5;
    }

    /** The slot of a key, or the empty one where it belongs. */
    private int find(long hash, byte[] key, int start, int end) {
        int mask = slots.length - 1;
        for (int slot = (int) (hash >>> 32) & mask; ; slot = (slot + 1) & mask) {
            long found = slots[slot];
            if (found == 0 || (found >>> 32 == hash >>> 32 && isAt(found, key, start, end))) {
                return slot;
            }
        }
    }

    private boolean isAt(long slot, byte[] key, int start, int end) {
        byte[] chunk = chunk(slot);
        int at = offset(slot);
        int length = (int) INT.get(chunk, at + Integer.BYTES);
        return length == end - start && Arrays.equals(chunk, at + HEAD, at + HEAD + length, key, start, end);
    }

    private static long number(byte[] chunk, int at) {
        return Integer.toUnsignedLong((int) INT.get(chunk, at));
    }

    private byte[] chunk(long slot) {
        return chunks.get((int) (((slot & 0xffff_ffffL) - 1) >>> CHUNK_BITS));
    }

    private static int offset(long slot) {
        return (int) ((slot & 0xffff_ffffL) - 1) & (CHUNK - 1);
    }

    private long place(byte[] key, int start, int end, long number) {
        int size = HEAD + end - start;
        if (used + size > CHUNK) {
            chunks.add(new byte[Math.max(CHUNK, size)]);
            memory += Math.max(CHUNK, size);
            used = 0;
        }
        byte[] chunk = chunks.getLast();
        int at = used;
        INT.set(chunk, at, (int) number);
        INT.set(chunk, at + Integer.BYTES, end - start);
        System.arraycopy(key, start, chunk, at + HEAD, end - start);
        used += size;
        return ((long) (chunks.size() - 1) << CHUNK_BITS) | at;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[2 * before.length];
        memory += (long) before.length * Long.BYTES;
        int mask = slots.length - 1;
        for (long each : before) {
            if (each != 0) {
                int slot = (int) (each >>> 32) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = each;
            }
        }
    }
}
