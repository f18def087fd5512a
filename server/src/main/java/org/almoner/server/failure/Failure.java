package org.almoner.server.failure;

/**
 * A request that cannot be fulfilled, with a sentence that tells the caller what to do about it. The sentence is sent to
 * the caller, so it never names anything that belongs to another organization.
 */
public abstract sealed class Failure extends RuntimeException
        permits NotFound, Invalid, Conflict, Gone, NotAllowed, TooMany, StorageFull, Damaged {

    private final String sentence;

    Failure(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** The sentence for the caller. */
    @Override
    public String getMessage() {
        return sentence;
    }
}
