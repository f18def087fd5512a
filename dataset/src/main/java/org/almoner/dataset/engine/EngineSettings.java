package org.almoner.dataset.engine;

import org.almoner.dataset.archive.DeflateCodec;
import org.almoner.dataset.archive.IsalCodec;
import org.almoner.dataset.archive.ZlibCodec;
import org.almoner.dataset.text.TextLimits;

/**
 * How to go about making extracts. None of it changes what comes out, but for what is refused.
 *
 * @param threads how many resources are evaluated at once; from 1 on
 * @param longestLine how long a line of the source may be, in bytes; what is longer is a bad line
 * @param limits of the text that comes of it
 * @param codec compresses the archive
 */
public record EngineSettings(int threads, int longestLine, TextLimits limits, DeflateCodec codec) {

    private static final int LONGEST_LINE = 64 << 20;
    private static final int ZLIB_LEVEL = 1;

    public EngineSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("At least one thread is needed, not " + threads);
        }
        if (longestLine < 1) {
            throw new IllegalArgumentException("Lines have at least one byte, not " + longestLine);
        }
    }

    /** All cores of this machine and the fastest codec it has; lines and rows of up to 64 MiB. */
    public static EngineSettings ofThisMachine() {
        return new EngineSettings(
                Runtime.getRuntime().availableProcessors(),
                LONGEST_LINE,
                TextLimits.DEFAULT,
                IsalCodec.load().orElseGet(() -> new ZlibCodec(ZLIB_LEVEL)));
    }

    public EngineSettings withCodec(DeflateCodec other) {
        return new EngineSettings(threads, longestLine, limits, other);
    }

    public EngineSettings withThreads(int count) {
        return new EngineSettings(count, longestLine, limits, codec);
    }
}
