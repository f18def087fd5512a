package org.almoner.server.failure;

/** The thing existed for this caller and was withdrawn for good. */
public final class Gone extends Failure {

    public Gone(String message) {
        super(message);
    }
}
