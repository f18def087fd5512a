package org.almoner.dataset.view;

/** An expression has no answer for a resource; becomes a {@link ResourceException} where both are known. */
final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoAnswerException(String reason) {
        super(reason);
    }
}
