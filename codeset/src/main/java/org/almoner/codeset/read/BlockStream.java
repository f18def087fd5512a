package org.almoner.codeset.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/** Bytes that are made block by block. */
abstract class BlockStream extends InputStream {

    private byte[] block = new byte[0];
    private int at;

    /** The next block, which may be empty; nothing after the last one. */
    abstract Optional<byte[]> block() throws IOException;

    @Override
    public final int read() throws IOException {
        return more() ? block[at++] & 0xff : -1;
    }

    @Override
    public final int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int count = Math.min(length, block.length - at);
        System.arraycopy(block, at, into, offset, count);
        at += count;
        return count;
    }

    /** Whether there is a byte, in this block or one that follows. */
    private boolean more() throws IOException {
        while (at == block.length) {
            var next = block();
            if (next.isEmpty()) {
                return false;
            }
            block = next.get();
            at = 0;
        }
        return true;
    }
}
