package org.almoner.server.catalog;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

import org.almoner.server.failure.Invalid;

/**
 * The name of a release file: one that every client can save under, on whatever system, and that means the same in every address.
 * Anything else is {@link Invalid}.
 */
record FileName(String text) {

    private static final int MAX_BYTES = 255;

    /** Not in file names on Windows, or read differently by proxies and servers when in an address. */
    private static final String UNSAFE = "/\\:*?\"<>|;";

    FileName {
        if (text.isEmpty()) {
            throw new Invalid("A file needs a name.");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new Invalid("The file name is longer than " + MAX_BYTES + " bytes of UTF-8. Choose a shorter one.");
        }
        if (text.codePoints().anyMatch(FileName::isInvisible)) {
            throw new Invalid("The file name has a control character or one that cannot be seen. Leave it out.");
        }
        if (text.codePoints().anyMatch(c -> UNSAFE.indexOf(c) >= 0)) {
            throw new Invalid("The file name has one of the characters " + UNSAFE
                    + " which not every system can save. Choose a name without.");
        }
        if (text.startsWith(".") && text.chars().allMatch(c -> c == '.')) {
            throw new Invalid("'" + text + "' names a folder, not a file.");
        }
        var first = text.codePointAt(0);
        var last = text.codePointBefore(text.length());
        if (isBlank(first) || isBlank(last) || last == '.') {
            throw new Invalid("A file name neither begins nor ends with a blank, nor ends with a dot.");
        }
    }

    /** Equal for names that a file system without upper and lower case, or a person, takes for the same. */
    String folded() {
        var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    @Override
    public String toString() {
        return text;
    }
}
