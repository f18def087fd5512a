package org.almoner.server.access;

/** A name for people: on one line, of a length that a list can show. */
final class PlainText {

    private static final int LONGEST = 200;

    private PlainText() {}

    /**
     * The text without blanks around it.
     *
     * @param what what the text is, for the message
     * @throws IllegalArgumentException if it is empty, longer than 200 characters, or holds a control character
     */
    static String checked(String what, String text) {
        var stripped = text.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST
                || stripped.codePoints().anyMatch(PlainText::wouldHideOrBreak)) {
            throw new IllegalArgumentException("The " + what + " must be 1 to " + LONGEST
                    + " characters on one line, none of them a control character.");
        }
        return stripped;
    }

    /** What a caller claimed, fit to be logged and kept: cut short, nothing in it that breaks a line or a database. */
    static String harmless(String text, int longest) {
        var cut = text.length() <= longest ? text : text.substring(0, longest);
        return cut.codePoints()
                .map(character -> wouldHideOrBreak(character) ? '?' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Control and format characters, line separators and halves of surrogate pairs. */
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
