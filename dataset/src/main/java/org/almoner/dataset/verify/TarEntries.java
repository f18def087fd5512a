package org.almoner.dataset.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a TAR of regular files with ustar headers and, where one is needed, an extended header (POSIX.1-2001). */
final class TarEntries {

    private static final int BLOCK = 512;
    private static final int LARGEST_EXTENDED = 64 << 10;

    private final InputStream in;
    private long left;
    private int padding;

    TarEntries(InputStream in) {
        this.in = in;
    }

    /**
     * A file, whose bytes are to be read before the next one is asked for; what is not read is skipped.
     *
     * @param path as the archive has it: could be anything
     * @param size in bytes
     */
    record Entry(String path, long size) {}

    /** The next file; nothing after the last one, when the rest of the archive was seen to be sound. */
    Optional<Entry> next() throws IOException {
        content().transferTo(OutputStream.nullOutputStream());
        skip(padding);
        padding = 0;
        byte[] header = block();
        if (isZero(header)) {
            checkEnd();
            return Optional.empty();
        }
        Map<String, String> extended = Map.of();
        if (type(header) == 'x') {
            extended = extended(header);
            header = block();
        }
        check(header);
        String path = extended.getOrDefault("path", path(header));
        if (type(header) != '0') {
            throw new BrokenArchiveException(
                    path + " is " + kind(type(header)) + ", but only regular files are allowed");
        }
        left = extended.containsKey("size") ? decimal(extended.getOrDefault("size", "")) : octal(header, 124, 12);
        padding = (int) -left & (BLOCK - 1);
        return Optional.of(new Entry(path, left));
    }

    /** The bytes of the current file. Need not be closed. */
    InputStream content() {
        return new Content();
    }

    private final class Content extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int size) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(into, offset, (int) Math.min(size, left));
            if (count < 0) {
                throw new BrokenArchiveException("ends inside of a file");
            }
            left -= count;
            return count;
        }
    }

    private Map<String, String> extended(byte[] header) throws IOException {
        check(header);
        long size = octal(header, 124, 12);
        if (size > LARGEST_EXTENDED) {
            throw new BrokenArchiveException("has an extended TAR header of " + size + " bytes");
        }
        byte[] records = in.readNBytes((int) size);
        skip((int) -size & (BLOCK - 1));
        Map<String, String> values = new HashMap<>();
        for (int at = 0; at < records.length; ) {
            int blank = at;
            while (blank < records.length && records[blank] != ' ') {
                blank++;
            }
            long length = decimal(new String(records, at, blank - at, StandardCharsets.UTF_8));
            if (length < blank - at + 2L || length > records.length - at || records[at + (int) length - 1] != '\n') {
                throw new BrokenArchiveException("has a damaged extended TAR header");
            }
            String record = new String(records, blank + 1, at + (int) length - blank - 2, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals < 0) {
                throw new BrokenArchiveException("has a damaged extended TAR header");
            }
            values.put(record.substring(0, equals), record.substring(equals + 1));
            at += (int) length;
        }
        return values;
    }

    private static void check(byte[] header) throws BrokenArchiveException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (octal(header, 148, 8) != sum) {
            throw new BrokenArchiveException("has a TAR header whose checksum is wrong");
        }
        if (!"ustar\00000".equals(new String(header, 257, 8, StandardCharsets.ISO_8859_1))) {
            throw new BrokenArchiveException("has a TAR header that is not ustar");
        }
    }

    private static char type(byte[] header) {
        return (char) (header[156] & 0xff);
    }

    private static String kind(char type) {
        return switch (type) {
            case '1' -> "a hard link";
            case '2' -> "a symbolic link";
            case '3', '4' -> "a device";
            case '5' -> "a folder";
            case '6' -> "a pipe";
            default -> "an entry of type " + (int) type;
        };
    }

    private static String path(byte[] header) {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] header, int at, int width) {
        int end = at;
        while (end < at + width && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int at, int width) throws BrokenArchiveException {
        String digits = text(header, at, width).strip();
        try {
            if (!digits.isEmpty() && digits.charAt(0) != '-' && digits.charAt(0) != '+') {
                return Long.parseLong(digits, 8);
            }
        } catch (NumberFormatException notOctal) {
            // Said below, as for a sign.
        }
        throw new BrokenArchiveException("has a TAR header with a number that is none");
    }

    private static long decimal(String digits) throws BrokenArchiveException {
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new BrokenArchiveException("has a damaged extended TAR header");
        }
        return Long.parseLong(digits);
    }

    private byte[] block() throws IOException {
        byte[] block = in.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new BrokenArchiveException("ends before its TAR does");
        }
        return block;
    }

    private void skip(int size) throws IOException {
        if (in.readNBytes(size).length < size) {
            throw new BrokenArchiveException("ends before its TAR does");
        }
    }

    private void checkEnd() throws IOException {
        if (!isZero(block())) {
            throw new BrokenArchiveException("has a lone block of zeros in its TAR");
        }
        byte[] rest = new byte[BLOCK];
        while (true) {
            int count = in.readNBytes(rest, 0, BLOCK);
            if (count == 0) {
                return;
            }
            if (!isZero(Arrays.copyOf(rest, count))) {
                throw new BrokenArchiveException("has bytes after the end of its TAR");
            }
        }
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
