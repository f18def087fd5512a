package org.almoner.dataset.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks a file of gzip members (RFC 1952, section 2.2) to its last byte. The JDK's own stream takes what follows a member and is
 * not a sound header for the end of all, and so would lose the rest of a file without a word.
 */
final class GzipFile extends GZIPInputStream {

    private static final int BUFFER = 1 << 16;
    private static final int TRAILER = 8;

    private final long size;
    private final LongSupplier position;
    private long filled;

    /**
     * @param size of the file
     * @param position how many of its bytes were read
     */
    GzipFile(InputStream in, long size, LongSupplier position) throws IOException {
        super(in, BUFFER);
        this.size = size;
        this.position = position;
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        filled = position.getAsLong();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count < 0 && filled - inf.getRemaining() + TRAILER != size) {
            throw new ZipException("it goes on with what is not gzip");
        }
        return count;
    }
}
