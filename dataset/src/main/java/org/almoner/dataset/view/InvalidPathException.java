package org.almoner.dataset.view;

/** An expression that cannot be run; becomes an {@link InvalidViewException} where its place is known. */
final class InvalidPathException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param at the character that it is about, from 0 */
    InvalidPathException(String reason, int at) {
        super(reason + " at character " + (at + 1));
    }
}
