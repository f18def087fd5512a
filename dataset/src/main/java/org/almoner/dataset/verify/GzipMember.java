package org.almoner.dataset.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a file that has to be one gzip member (RFC 1952) without optional fields, and nothing more. The end of the text is
 * told only after checksum, length and the end of the file were seen to be right.
 */
final class GzipMember extends InputStream {

    private static final int HEAD = 10;
    private static final int TRAILER = 8;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[64 << 10];
    private int buffered;
    private long length;
    private boolean ended;

    /** @throws BrokenArchiveException if it does not begin as a gzip member */
    GzipMember(InputStream in) throws IOException {
        this.in = in;
        byte[] head = in.readNBytes(HEAD);
        if (head.length < HEAD || head[0] != 0x1f || head[1] != (byte) 0x8b || head[2] != 8) {
            throw new BrokenArchiveException("is not gzip");
        }
        if (head[3] != 0) {
            throw new BrokenArchiveException("has optional fields in its gzip header, as no extract has");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int size) throws IOException {
        if (ended) {
            return -1;
        }
        if (size == 0) {
            return 0;
        }
        try {
            while (true) {
                int count = inflater.inflate(into, offset, size);
                if (count > 0) {
                    crc.update(into, offset, count);
                    length += count;
                    return count;
                }
                if (inflater.finished()) {
                    checkEnd();
                    ended = true;
                    return -1;
                }
                if (inflater.needsDictionary()) {
                    throw new BrokenArchiveException("is not deflated as gzip has it");
                }
                buffered = in.read(buffer);
                if (buffered < 0) {
                    throw new BrokenArchiveException("is cut off");
                }
                inflater.setInput(buffer, 0, buffered);
            }
        } catch (DataFormatException e) {
            throw new BrokenArchiveException("is damaged: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private void checkEnd() throws IOException {
        int left = inflater.getRemaining();
        // All that is left over in the buffer, and enough of the file to have the trailer and see whether more comes.
        byte[] rest = new byte[left + TRAILER + 2];
        System.arraycopy(buffer, buffered - left, rest, 0, left);
        int have = left + in.readNBytes(rest, left, rest.length - left);
        if (have < TRAILER) {
            throw new BrokenArchiveException("is cut off");
        }
        ByteBuffer trailer = ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN);
        if (trailer.getInt() != (int) crc.getValue()) {
            throw new BrokenArchiveException("is damaged: its CRC-32 is not that of its content");
        }
        if (trailer.getInt() != (int) length) {
            throw new BrokenArchiveException("is damaged: its length is not that of its content");
        }
        if (have > TRAILER) {
            boolean member = have > TRAILER + 1 && rest[TRAILER] == 0x1f && rest[TRAILER + 1] == (byte) 0x8b;
            throw new BrokenArchiveException(
                    member
                            ? "has several gzip members: common readers would stop after the first"
                            : "has bytes after its end");
        }
    }
}
