package org.almoner.server.failure;

/** What was sent breaks a rule that the message names. */
public final class Invalid extends Failure {

    public Invalid(String message) {
        super(message);
    }
}
