package org.almoner.server.failure;

/** The thing does not exist, or belongs to another organization: the two are not told apart. */
public final class NotFound extends Failure {

    public NotFound(String message) {
        super(message);
    }
}
