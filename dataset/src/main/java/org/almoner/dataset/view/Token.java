package org.almoner.dataset.view;

/**
 * A word of an expression.
 *
 * @param text what it says: without quotes and backslashes
 * @param at its first character, from 0
 */
record Token(Kind kind, String text, int at) {
    enum Kind {
        NAME,
        /** A name in backquotes: never a word of the language. */
        QUOTED_NAME,
        STRING,
        NUMBER,
        DATE,
        DATE_TIME,
        TIME,
        VARIABLE,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbol);
    }

    /** For messages. */
    String quoted() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
