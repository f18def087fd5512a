package org.almoner.dataset.view;

import org.almoner.dataset.json.Tape;

/** What expressions add to the kinds of elements on a tape. */
final class Items {
    /** Dates and times that are known to be such; those of a resource are strings. */
    static final int DATE = Tape.FIRST_FREE_KIND;

    static final int DATE_TIME = Tape.FIRST_FREE_KIND + 1;
    static final int TIME = Tape.FIRST_FREE_KIND + 2;

    /** The text is not in the resource but among what was computed for it. */
    static final int COMPUTED = Tape.FIRST_FREE_FLAG;
    /** The text is not in the resource but in the views. */
    static final int LITERAL = Tape.FIRST_FREE_FLAG << 1;

    private Items() {}

    static int kind(Type type, boolean truth) {
        return switch (type) {
            case BOOLEAN -> truth ? Tape.TRUE : Tape.FALSE;
            case STRING -> Tape.STRING;
            case INTEGER, DECIMAL -> Tape.NUMBER;
            case DATE -> DATE;
            case DATE_TIME -> DATE_TIME;
            case TIME -> TIME;
            case ANY, PERIOD, COMPLEX -> throw new IllegalArgumentException(type.name());
        };
    }

    /** For messages. */
    static String kindName(int what) {
        return switch (what & Tape.KIND) {
            case Tape.OBJECT -> "an object";
            case Tape.STRING -> "a text";
            case Tape.NUMBER -> "a number";
            case Tape.TRUE, Tape.FALSE -> "a boolean";
            case DATE -> "a date";
            case DATE_TIME -> "a date time";
            case TIME -> "a time";
            default -> "an element";
        };
    }
}
