package org.almoner.dataset.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

import org.almoner.dataset.isal.MemberBody;

/**
 * Reads a file that has to be one gzip member (RFC 1952) without optional fields, and nothing more. The end of the text is
 * told only after checksum, length and the end of the file were seen to be right.
 */
final class GzipMember extends InputStream {

    private static final int HEAD = 10;
    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final MemberBody body;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int buffered;
    private boolean ended;

    /** @throws BrokenArchiveException if it does not begin as a gzip member */
    GzipMember(InputStream in) throws IOException {
        this(in, MemberBody.open(BUFFER));
    }

    GzipMember(InputStream in, MemberBody body) throws IOException {
        this.in = in;
        this.body = body;
        body.begin();
        try {
            checkHead(in.readNBytes(HEAD));
        } catch (IOException e) {
            body.close();
            throw e;
        }
    }

    private static void checkHead(byte[] head) throws BrokenArchiveException {
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
        if (size == 0) {
            return 0;
        }
        while (!ended) {
            int count = unpack(into, offset, size);
            if (count > 0) {
                return count;
            }
            if (body.ended()) {
                checkEnd();
                ended = true;
            } else if (position == buffered) {
                fill();
            }
        }
        return -1;
    }

    private int unpack(byte[] into, int offset, int size) throws BrokenArchiveException {
        try {
            int count = body.unpack(position, buffered - position, into, offset, size);
            position += body.consumed();
            return count;
        } catch (ZipException e) {
            throw new BrokenArchiveException("is damaged: " + e.getMessage());
        }
    }

    private void fill() throws IOException {
        int count = in.read(buffer);
        if (count < 0) {
            throw new BrokenArchiveException("is cut off");
        }
        position = 0;
        buffered = count;
        body.load(buffer, count);
    }

    @Override
    public void close() throws IOException {
        body.close();
        in.close();
    }

    private void checkEnd() throws IOException {
        // As much as shows whether it is another member.
        byte[] rest = new byte[2];
        int have = Math.min(rest.length, buffered - position);
        System.arraycopy(buffer, position, rest, 0, have);
        have += in.readNBytes(rest, have, rest.length - have);
        if (have > 0) {
            boolean member = have > 1 && rest[0] == 0x1f && rest[1] == (byte) 0x8b;
            throw new BrokenArchiveException(
                    member
                            ? "has several gzip members: common readers would stop after the first"
                            : "has bytes after its end");
        }
    }
}
