package org.almoner.dataset.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Headers of a TAR as POSIX.1-2001 has them ({@code pax}): ustar, with an extended header before it where ustar's fields are
 * too small. Everything that differs between machines is fixed: mode 0644, owner and group 0 without names.
 */
final class TarHeaders {

    static final int BLOCK = 512;

    private static final long LARGEST_SIZE = 077777777777L;
    private static final long LATEST_TIME = 077777777777L;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PREFIX = 155;

    private TarHeaders() {}

    /**
     * What stands before a file's bytes.
     *
     * @param folder the one folder that it is in
     * @param file its name there; ASCII like the folder
     * @param size in bytes
     * @param time when it was changed, in whole seconds from 1970 on
     */
    static byte[] of(String folder, String file, long size, Instant time) {
        boolean fits = folder.length() <= LONGEST_PREFIX && file.length() <= LONGEST_NAME && size <= LARGEST_SIZE;
        if (fits) {
            return ustar(folder, file, size, time, '0');
        }
        byte[] records = (record("path", folder + "/" + file) + record("size", Long.toString(size)))
                .getBytes(StandardCharsets.US_ASCII);
        byte[] padded = Arrays.copyOf(records, records.length + padding(records.length));
        // Who does not know extended headers sees the names cut off, and a size only if it is one that fits.
        String cutFolder = cut(folder, LONGEST_PREFIX);
        String cutFile = cut(file, LONGEST_NAME);
        return concat(
                ustar("PaxHeaders", cutFile, records.length, time, 'x'),
                padded,
                ustar(cutFolder, cutFile, size <= LARGEST_SIZE ? size : 0, time, '0'));
    }

    /** Zero bytes from a file's end to the next block. */
    static int padding(long size) {
        return (int) -size & (BLOCK - 1);
    }

    private static byte[] ustar(String prefix, String name, long size, Instant time, char type) {
        byte[] block = new byte[BLOCK];
        text(block, 0, name);
        octal(block, 100, 8, 0644);
        octal(block, 108, 8, 0);
        octal(block, 116, 8, 0);
        octal(block, 124, 12, size);
        octal(block, 136, 12, Math.clamp(time.getEpochSecond(), 0, LATEST_TIME));
        block[156] = (byte) type;
        text(block, 257, "ustar");
        text(block, 263, "00");
        text(block, 345, prefix);
        text(block, 148, "        ");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        // Six digits, NUL and the blank that is there already.
        octal(block, 148, 7, sum);
        return block;
    }

    /** One record of an extended header: its own length in bytes, key and value. */
    private static String record(String key, String value) {
        int rest = 1 + key.length() + 1 + value.length() + 1;
        int length = rest + 1;
        while (Integer.toString(length).length() + rest != length) {
            length++;
        }
        return length + " " + key + "=" + value + "\n";
    }

    private static void text(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    /** Digits that fill the field up to its last byte, which stays NUL. */
    private static void octal(byte[] block, int at, int width, long number) {
        String digits = Long.toOctalString(number);
        text(block, at, "0".repeat(width - 1 - digits.length()) + digits);
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }

    private static byte[] concat(byte[] first, byte[] second, byte[] third) {
        byte[] all = Arrays.copyOf(first, first.length + second.length + third.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        System.arraycopy(third, 0, all, first.length + second.length, third.length);
        return all;
    }
}
