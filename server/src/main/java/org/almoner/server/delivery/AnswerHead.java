package org.almoner.server.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What is kept of an answer's body.
 *
 * @param text its beginning, as text that any database and any terminal takes
 * @param whole whether the body was read to its end
 */
record AnswerHead(String text, boolean whole) {

    /** What there is of an answer without a body. */
    static final AnswerHead NONE = new AnswerHead("", true);

    /** How many bytes are kept. */
    private static final int KEPT = 1_024;

    /** How many bytes are read at all: a short answer leaves its connection good for another letter, a long one is not worth it. */
    private static final int READ = 64 * 1_024;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}]");

    /** Reads to the end, or as far as an answer is read at all. */
    static AnswerHead read(InputStream body) throws IOException {
        var kept = body.readNBytes(KEPT);
        var whole = kept.length < KEPT;
        var buffer = new byte[8 * 1_024];
        for (var left = READ - KEPT; !whole && left > 0; ) {
            var count = body.read(buffer, 0, Math.min(buffer.length, left));
            whole = count < 0;
            left -= count;
        }
        return new AnswerHead(
                UNPRINTABLE.matcher(new String(kept, StandardCharsets.UTF_8)).replaceAll("\uFFFD"), whole);
    }
}
