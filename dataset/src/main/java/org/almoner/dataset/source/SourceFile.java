package org.almoner.dataset.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;

/**
 * One NDJSON file, and how it was when it was found: a source must not change while it is read.
 *
 * @param size in bytes as it lies there, compressed or not
 */
record SourceFile(Path path, long size, FileTime modified) {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    static SourceFile of(Path path) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new SourceFile(path, attributes.size(), attributes.lastModifiedTime());
        } catch (IOException e) {
            throw new SourceException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    /** The plain bytes. */
    InputStream open(ReadMeter meter) throws IOException {
        var in = meter.watch(Files.newInputStream(path));
        // A file of no bytes is what some exporters leave for a type without resources, also under a name that ends in
        // .gz.
        return name().endsWith(".gz") && size > 0 ? GzipFile.of(in) : in;
    }

    /** The first bytes of a file, which are no part of its text if they are a byte order mark in UTF-8. */
    static byte[] start(InputStream in) throws IOException {
        var start = in.readNBytes(MARK.length);
        return Arrays.equals(start, MARK) ? new byte[0] : start;
    }

    /** The first line that is not blank, as far as it can be read and is among the first bytes. */
    String firstLine(int atMost) {
        var bytes = new byte[atMost];
        int length = 0;
        try (var in = open(new ReadMeter())) {
            int count = 0;
            while (count >= 0 && length < atMost) {
                length += count;
                count = in.read(bytes, length, atMost - length);
            }
        } catch (EOFException _) {
            // That it is cut is told when it is read, if it is read.
        } catch (IOException e) {
            throw new SourceException(path + " cannot be read: " + e.getMessage(), e);
        }
        var text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
    }

    private boolean isUnchanged() {
        try {
            return of(path).equals(this);
        } catch (SourceException _) {
            return false;
        }
    }

    /** @throws SourceException if the file is not as it was when it was found */
    void requireUnchanged() {
        if (!isUnchanged()) {
            throw new SourceException(
                    path + " changed while it was read. Export to another folder, and read it when it is whole.");
        }
    }
}
