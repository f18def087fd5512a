package org.almoner.dataset.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

import org.almoner.dataset.isal.MemberBody;

/**
 * The plain bytes of all members of a gzip file (RFC 1952, section 2.2), up to the last byte of the input.
 *
 * <p>Reading throws an {@link EOFException} after all that could be unpacked if the input ends within a member, and a
 * {@link ZipException} if something is not gzip or a checksum is wrong.
 */
public final class GzipFile extends InputStream {

    private final GzipInput packed;
    private final MemberBody members;
    /** Which of the input's fills is loaded. */
    private int loaded;

    private boolean closed;

    /** @param members with room for {@link GzipInput#SIZE} bytes; closed with this */
    GzipFile(InputStream packed, MemberBody members) {
        this.packed = new GzipInput(packed);
        this.members = members;
    }

    /** With the fastest that this machine has. Closed with the result. */
    public static GzipFile of(InputStream packed) {
        return new GzipFile(packed, MemberBody.open(GzipInput.SIZE));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("Stream closed");
        }
        if (length == 0) {
            return 0;
        }
        while (true) {
            if (members.ended()) {
                if (!packed.header()) {
                    return -1;
                }
                members.begin();
            }
            int count = unpack(into, offset, length);
            if (count > 0) {
                return count;
            }
            if (!members.ended() && packed.left() == 0 && !packed.fill()) {
                throw new EOFException("the compressed data end early");
            }
        }
    }

    private int unpack(byte[] into, int offset, int length) throws ZipException {
        if (loaded != packed.fills()) {
            members.load(packed.bytes(), packed.position() + packed.left());
            loaded = packed.fills();
        }
        int count = members.unpack(packed.position(), packed.left(), into, offset, length);
        packed.advance(members.consumed());
        return count;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            members.close();
            packed.close();
        }
    }
}
