package org.almoner.dataset.bulk;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

import org.almoner.dataset.source.GzipFile;

/**
 * What is in a downloaded file, read through once.
 *
 * @param bytes as they lie there
 * @param lines that are not blank
 * @param gzip whether it is compressed
 */
record Contents(long bytes, long lines, boolean gzip) {

    private static final int BUFFER = 1 << 16;

    /** The bytes are there, but they cannot be what the server meant to send. */
    static final class DamagedException extends IOException {
        DamagedException(String message) {
            super(message);
        }
    }

    /** @throws DamagedException if it is not NDJSON, or not all of it */
    static Contents of(Path file) throws IOException {
        boolean gzip = isGzip(file);
        long lines = 0;
        try (var in = open(file)) {
            var buffer = new byte[BUFFER];
            boolean first = true;
            boolean content = false;
            for (int count; (count = in.read(buffer)) >= 0; ) {
                for (int i = 0; i < count; i++) {
                    byte b = buffer[i];
                    if (b == '\n') {
                        lines += content ? 1 : 0;
                        content = false;
                    } else if (b != ' ' && b != '\r' && b != '\t') {
                        if (first && b != '{') {
                            throw new DamagedException("it does not begin with a JSON object, so it is not NDJSON");
                        }
                        // A machine that went down may have left a file longer than what reached the disk.
                        if (b == 0) {
                            throw new DamagedException("there are zero bytes in it");
                        }
                        first = false;
                        content = true;
                    }
                }
            }
            lines += content ? 1 : 0;
        } catch (EOFException _) {
            throw new DamagedException("its compressed data end early");
        } catch (ZipException e) {
            throw new DamagedException("its compressed data are damaged (" + e.getMessage() + ")");
        }
        return new Contents(Files.size(file), lines, gzip);
    }

    /** The plain bytes. */
    static InputStream open(Path file) throws IOException {
        boolean gzip = isGzip(file);
        var raw = Files.newInputStream(file);
        return gzip ? GzipFile.of(raw) : raw;
    }

    /** By its first bytes: file servers give out compressed files with and without saying so, and NDJSON never begins like this. */
    private static boolean isGzip(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }
}
