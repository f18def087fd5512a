package org.almoner.dataset.archive;

import java.util.zip.CRC32;

/**
 * The CRC-32 of some bytes, which can be joined with that of the bytes after them without looking at either again.
 *
 * @param crc as in gzip (RFC 1952, section 8)
 * @param length how many bytes
 */
record Crc32Sum(int crc, long length) {

    static final Crc32Sum EMPTY = new Crc32Sum(0, 0);

    private static final int POLYNOMIAL = 0xedb88320;
    private static final int ONE = 1 << 31;

    /** x to the power of 2 to the power of the index, modulo the polynomial; bits are reflected, as in all of gzip. */
    private static final int[] SQUARES = squares();

    static Crc32Sum of(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return new Crc32Sum((int) crc.getValue(), length);
    }

    /** That of these bytes and the others after them. */
    Crc32Sum plus(Crc32Sum after) {
        return new Crc32Sum(multiply(power(8, after.length), crc) ^ after.crc, length + after.length);
    }

    /** x to the power of {@code bits} times {@code times}; {@code bits} is a power of two. */
    private static int power(int bits, long times) {
        int result = ONE;
        int square = Integer.numberOfTrailingZeros(bits);
        for (long left = times; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                result = multiply(SQUARES[square % SQUARES.length], result);
            }
            square++;
        }
        return result;
    }

    private static int multiply(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bits = a; bits != 0; bits <<= 1) {
            if (bits < 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : (shifted >>> 1) ^ POLYNOMIAL;
        }
        return product;
    }

    private static int[] squares() {
        // x^(2^32) is x again: the polynomial's period divides 2^32 - 1.
        int[] squares = new int[32];
        squares[0] = 1 << 30;
        for (int i = 1; i < squares.length; i++) {
            squares[i] = multiply(squares[i - 1], squares[i - 1]);
        }
        return squares;
    }
}
