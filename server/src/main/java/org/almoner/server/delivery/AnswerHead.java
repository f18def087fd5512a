package org.almoner.server.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What is kept of an answer's body: its beginning, as text that any database and any terminal takes. */
final class AnswerHead {

    /** How many bytes are kept. */
    static final int KEPT = 1_024;

    /** How many bytes are read at all: a short answer leaves its connection good for another letter, a long one is not worth it. */
    static final int READ = 64 * 1_024;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}]");

    private AnswerHead() {}

    /** Reads to the end, or as far as an answer is read at all. */
    static String read(InputStream body) throws IOException {
        var kept = body.readNBytes(KEPT);
        if (kept.length == KEPT) {
            var left = READ - KEPT;
            var buffer = new byte[8 * 1_024];
            while (left > 0) {
                var count = body.read(buffer, 0, Math.min(buffer.length, left));
                if (count < 0) {
                    break;
                }
                left -= count;
            }
        }
        return UNPRINTABLE.matcher(new String(kept, StandardCharsets.UTF_8)).replaceAll("\uFFFD");
    }
}
