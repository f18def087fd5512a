package org.almoner.server.syndication;

import java.util.Locale;
import java.util.regex.Pattern;

import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;

/** What operators' texts must be like. */
final class Texts {

    private static final Pattern DIGEST = Pattern.compile("[0-9A-Fa-f]{64}");

    private Texts() {}

    /** One line, not blank, without blanks around it. */
    static String line(String what, @Nullable String text, int max) {
        var line = required(what, text).strip();
        if (line.isEmpty()
                || line.codePointCount(0, line.length()) > max
                || line.codePoints().anyMatch(Texts::wouldHideOrBreak)) {
            throw new Invalid(
                    what + " must be 1 to " + max + " characters on one line, none of them a control character.");
        }
        return line;
    }

    static <T> T required(String what, @Nullable T sent) {
        if (sent == null) {
            throw new Invalid(what + " is missing.");
        }
        return sent;
    }

    /** A digest in hexadecimal, in lower case. */
    static String digest(String what, String text) {
        if (!DIGEST.matcher(text).matches()) {
            throw new Invalid(what + " must be 64 hexadecimal digits.");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean wouldHideOrBreak(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
