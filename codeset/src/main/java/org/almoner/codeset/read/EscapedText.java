package org.almoner.codeset.read;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of a workbook, in which characters that XML does not have stand as {@code _x000D_} (ECMA-376 part 1, §22.9.2.19). */
final class EscapedText {

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    /** Half a character is none; that it was lost is then seen. */
    private static final char LOST = '\ufffd';

    private EscapedText() {}

    /** What is meant. An underscore that begins no escape is itself escaped as {@code _x005F_}. */
    static String plain(String text) {
        return text.contains("_x") ? ESCAPE.matcher(text).replaceAll(EscapedText::meant) : text;
    }

    private static String meant(MatchResult escape) {
        char meant = (char) Integer.parseInt(escape.group(1), 16);
        return Matcher.quoteReplacement(String.valueOf(Character.isSurrogate(meant) ? LOST : meant));
    }
}
