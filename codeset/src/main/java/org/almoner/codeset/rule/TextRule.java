package org.almoner.codeset.rule;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.RowReader;

/**
 * Text without control characters, and without traces of a conversion gone wrong. Most cells are printable ASCII, and are only looked at
 * eight bytes at once.
 */
final class TextRule implements RowRule {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGHS = 0x8080808080808080L;
    private static final long BLANKS = 0x2020202020202020L;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final Layout layout;

    TextRule(Layout layout) {
        this.layout = layout;
    }

    @Override
    public void look(RowReader row, FileFindings findings) {
        for (int column = 0; column < layout.columns().size(); column++) {
            if (!row.isAbsent(column) && !isPlain(row.bytes(), row.start(column), row.end(column))) {
                int at = column;
                var text = row.text(column).orElse("");
                wrong(text)
                        .ifPresent(what -> findings.found(
                                RuleKind.ENCODING,
                                Severity.ERROR,
                                row,
                                () -> "its " + layout.columns().get(at).name() + " " + what));
            }
        }
    }

    /** Whether all bytes are printable ASCII. */
    private static boolean isPlain(byte[] bytes, int start, int end) {
        int at = start;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long word = (long) EIGHT.get(bytes, at);
            // A borrow sets the highest bit of a byte that is less than a blank.
            if (((word | (word - BLANKS)) & HIGHS) != 0) {
                return false;
            }
        }
        for (; at < end; at++) {
            if (bytes[at] < ' ') {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> wrong(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\ufffd') {
                return Optional.of(
                        "holds U+FFFD, which stands for a character that was lost when somebody converted it");
            }
            if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r') {
                return Optional.of("holds the control character U+%04X".formatted((int) c));
            }
        }
        return mayBeTwiceEncoded(text) && isTwiceEncoded(text)
                ? Optional.of("was encoded as UTF-8 twice: '" + text.substring(0, Math.min(60, text.length())) + "'")
                : Optional.empty();
    }

    /** Whether a character that UTF-8 begins others with is followed by one that it goes on with, in a code page. */
    private static boolean mayBeTwiceEncoded(String text) {
        for (int i = 0; i + 1 < text.length(); i++) {
            char next = text.charAt(i + 1);
            if (text.charAt(i) >= '\u00c2'
                    && text.charAt(i) <= '\u00f4'
                    && next >= '\u0080'
                    && (next < '\u00c0' || next > '\u00ff')) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text, written in the code page, is UTF-8 that is more than ASCII: nobody writes such by chance. */
    private static boolean isTwiceEncoded(String text) {
        try {
            var encoded = WINDOWS.newEncoder().encode(CharBuffer.wrap(text));
            StandardCharsets.UTF_8.newDecoder().decode(encoded);
            return true;
        } catch (CharacterCodingException _) {
            // Not in this code page, or not UTF-8.
            return false;
        }
    }
}
