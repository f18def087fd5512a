package org.almoner.dataset.verify;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

import org.almoner.dataset.disk.Sha256;

/** Counts and hashes what is read through it. */
final class MeasuredStream extends FilterInputStream {

    private final MessageDigest sha256 = Sha256.digest();
    private long size;

    MeasuredStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (count > 0) {
            sha256.update(into, offset, count);
            size += count;
        }
        return count;
    }

    /** Reads what is left. */
    void drain() throws IOException {
        transferTo(OutputStream.nullOutputStream());
    }

    long size() {
        return size;
    }

    /** In lower-case hexadecimal digits. To be asked for once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
