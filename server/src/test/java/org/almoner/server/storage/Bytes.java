package org.almoner.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;

/** Bytes for tests, each run the same. */
final class Bytes {

    private Bytes() {}

    /** Bytes that don't repeat in any pattern that a mistake could follow. */
    static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static Sha256 sha256(byte[] bytes) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A stream that breaks after the bytes, as a connection does. */
    static InputStream breakingAfter(byte[] bytes) {
        return new InputStream() {
            private int next;

            @Override
            public int read() throws IOException {
                if (next == bytes.length) {
                    throw new IOException("Connection reset");
                }
                return Byte.toUnsignedInt(bytes[next++]);
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (next == bytes.length) {
                    throw new IOException("Connection reset");
                }
                var count = Math.min(length, bytes.length - next);
                System.arraycopy(bytes, next, into, offset, count);
                next += count;
                return count;
            }
        };
    }
}
