package org.almoner.dataset.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * What a row's {@code hash_value} says. Ordered as its text is.
 *
 * @param high the first 64 bits, which are the first 16 digits
 * @param low the last 64 bits
 */
public record RowHash(long high, long low) implements Comparable<RowHash> {

    /** Digits of its text. */
    public static final int DIGITS = 32;

    private static final Hasher128 XXH3 = Hashing.xxh3_128();
    private static final HexFormat HEX = HexFormat.of();
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long ONES = 0x0101010101010101L;

    /** The hash of a row's text without its {@code hash_value} and the separator before that. */
    public static RowHash of(byte[] text, int offset, int length) {
        HashValue128 hash = XXH3.hashBytesTo128Bits(text, offset, length);
        return new RowHash(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }

    /** Nothing unless the bytes are 32 lower-case hexadecimal digits. */
    public static Optional<RowHash> parse(byte[] text, int offset, int length) {
        if (length != DIGITS) {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < DIGITS; i++) {
            int digit = digit(text[offset + i]);
            if (digit < 0) {
                return Optional.empty();
            }
            high = high << 4 | low >>> 60;
            low = low << 4 | digit;
        }
        return Optional.of(new RowHash(high, low));
    }

    /** The digit's value, or -1. */
    private static int digit(byte c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    /** Writes the 32 digits. */
    public static void write(long high, long low, byte[] into, int offset) {
        write(high, into, offset);
        write(low, into, offset + 16);
    }

    private static void write(long bits, byte[] into, int offset) {
        EIGHT_BYTES.set(into, offset, digits(bits >>> 32));
        EIGHT_BYTES.set(into, offset + 8, digits(bits & 0xFFFF_FFFFL));
    }

    /** The eight digits of 32 bits, the first in the highest byte. */
    private static long digits(long bits) {
        long spread = (bits | bits << 16) & 0x0000_FFFF_0000_FFFFL;
        spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FFL;
        spread = (spread | spread << 4) & 0x0F0F_0F0F_0F0F_0F0FL;
        long letters = (spread + 6 * ONES) >>> 4 & ONES;
        return spread + '0' * ONES + letters * ('a' - '0' - 10);
    }

    @Override
    public int compareTo(RowHash other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }
}
