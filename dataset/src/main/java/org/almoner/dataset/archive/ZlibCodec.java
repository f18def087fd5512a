package org.almoner.dataset.archive;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * zlib, as the JDK brings it. The end of what comes before primes each piece, and a sync flush ends it.
 *
 * @param level from 1 (fast) to 9 (small)
 */
public record ZlibCodec(int level) implements DeflateCodec {

    private static final int WINDOW = 32 << 10;

    public ZlibCodec {
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("zlib has the levels 1 to 9, not " + level);
        }
    }

    @Override
    public Deflated deflate(byte[] piece, int length, byte[] before, int beforeLength) {
        Deflater deflater = new Deflater(level, true);
        try {
            int primed = Math.min(WINDOW, beforeLength);
            if (primed > 0) {
                deflater.setDictionary(before, beforeLength - primed, primed);
            }
            deflater.setInput(piece, 0, length);
            byte[] out = new byte[256 + length / 4];
            int size = 0;
            while (true) {
                size += deflater.deflate(out, size, out.length - size, Deflater.SYNC_FLUSH);
                // Room that is left over says that all is out, the flush too.
                if (size < out.length) {
                    return new Deflated(out, size);
                }
                out = Arrays.copyOf(out, 2 * out.length);
            }
        } finally {
            deflater.end();
        }
    }
}
