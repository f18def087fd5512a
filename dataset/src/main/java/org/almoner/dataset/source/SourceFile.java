package org.almoner.dataset.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.zip.GZIPInputStream;

/**
 * One NDJSON file, and how it was when it was found: a source must not change while it is read.
 *
 * @param size in bytes as it lies there, compressed or not
 */
record SourceFile(Path path, long size, FileTime modified) {

    private static final int BUFFER = 1 << 16;

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
        return name().endsWith(".gz") && size > 0 ? new GZIPInputStream(in, BUFFER) : in;
    }

    /** What the file is about as far as its bytes tell, for a file whose name does not. */
    String firstLine(int atMost) {
        try (var in = new BufferedInputStream(open(new ReadMeter()))) {
            var line = in.readNBytes(atMost);
            int end = 0;
            while (end < line.length && line[end] != '\n') {
                end++;
            }
            return new String(line, 0, end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SourceException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws SourceException if the file is not as it was when it was found */
    void requireUnchanged() {
        if (!of(path).equals(this)) {
            throw new SourceException(
                    path + " changed while it was read. Export to another folder, and read it when it is whole.");
        }
    }
}
