package org.almoner.dataset.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** The bytes of a file of gzip members, with their headers read: RFC 1952, section 2.3. */
final class GzipInput implements AutoCloseable {

    /** Of what is read at once, in bytes. */
    static final int SIZE = 64 << 10;

    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;
    /** Modification time, extra flags, operating system. */
    private static final int DESCRIPTION = 6;

    private static final int HEADER_SUM = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xE0;

    private final InputStream in;
    private final byte[] buffer = new byte[SIZE];
    private final CRC32 sum = new CRC32();
    private int position;
    private int end;
    private int fills;
    private boolean started;

    GzipInput(InputStream in) {
        this.in = in;
    }

    /** Holds {@link #left} bytes from {@link #position} on. */
    byte[] bytes() {
        return buffer;
    }

    int position() {
        return position;
    }

    int left() {
        return end - position;
    }

    /** How many times there was something new in {@link #bytes}. */
    int fills() {
        return fills;
    }

    void advance(int count) {
        position += count;
    }

    /** Reads more once nothing is left; says whether there was more. */
    boolean fill() throws IOException {
        fills++;
        position = 0;
        end = Math.max(0, in.read(buffer, 0, SIZE));
        return end > 0;
    }

    /**
     * Reads the header of the next member.
     *
     * @return false if the file ends here
     * @throws EOFException if it ends in the header, or has no member at all
     * @throws ZipException if something else than a member is there
     */
    boolean header() throws IOException {
        if (left() == 0 && !fill()) {
            if (!started) {
                throw new EOFException("there is nothing in it");
            }
            return false;
        }
        sum.reset();
        if (next() != MAGIC_1 || next() != MAGIC_2) {
            throw new ZipException(started ? "it goes on with what is not gzip" : "it is not gzip");
        }
        started = true;
        if (next() != DEFLATE) {
            throw new ZipException("it is compressed in another way than gzip files are");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("its header has flags that mean nothing");
        }
        skip(DESCRIPTION);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_SUM) != 0) {
            int computed = (int) sum.getValue() & 0xFFFF;
            if ((next() | next() << 8) != computed) {
                throw new ZipException("the checksum of its header is wrong");
            }
        }
        return true;
    }

    private int next() throws IOException {
        if (left() == 0 && !fill()) {
            throw new EOFException("it ends in a header");
        }
        int next = buffer[position++] & 0xFF;
        sum.update(next);
        return next;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        int next = next();
        while (next != 0) {
            next = next();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
