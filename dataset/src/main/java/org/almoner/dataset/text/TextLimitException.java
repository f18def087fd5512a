package org.almoner.dataset.text;

/**
 * A row, or what came of one block of input, is larger than the limits allow. The block can be used on after it has been
 * rolled back. Whoever catches it knows the input's file and line, and should name them.
 */
public final class TextLimitException extends RuntimeException {

    /** What was too large. */
    public enum Limit {
        ROW,
        BLOCK
    }

    private final Limit limit;

    TextLimitException(Limit limit, long size, int allowed) {
        super(
                switch (limit) {
                    case ROW -> "A row has at least " + size + " bytes of text, but " + allowed + " are allowed";
                    case BLOCK ->
                        "The rows that come of it have at least " + size + " bytes of text, but " + allowed
                                + " are allowed";
                });
        this.limit = limit;
    }

    public Limit limit() {
        return limit;
    }
}
