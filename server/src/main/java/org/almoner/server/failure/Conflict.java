package org.almoner.server.failure;

/** The request was right once, but the thing has moved on: another publisher committed it, the offset is taken. */
public final class Conflict extends Failure {

    public Conflict(String message) {
        super(message);
    }
}
