package org.almoner.server.audit;

/** Makes any text fit for a column: PostgreSQL keeps no NUL and no half of a surrogate pair, and people need no control characters. */
final class Fit {

    private static final char REPLACEMENT = '\ufffd';

    private Fit() {}

    /** @param length in UTF-16 units, which are at least as many as the characters that databases count */
    static String to(int length, String text) {
        var whole = text.length() <= length;
        if (whole && isPlain(text)) {
            return text;
        }
        var kept = new StringBuilder(length);
        for (int i = 0; i < text.length(); ) {
            var character = text.codePointAt(i);
            var width = Character.charCount(character);
            if (kept.length() + width > length) {
                break;
            }
            kept.appendCodePoint(isKept(character) ? character : REPLACEMENT);
            i += width;
        }
        return kept.toString();
    }

    private static boolean isPlain(String text) {
        return text.codePoints().allMatch(Fit::isKept);
    }

    private static boolean isKept(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }
}
