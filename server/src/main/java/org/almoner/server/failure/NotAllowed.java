package org.almoner.server.failure;

/** The caller is known and may not do this. */
public final class NotAllowed extends Failure {

    public NotAllowed(String message) {
        super(message);
    }
}
