package org.almoner.server.failure;

/** What is kept is not what was put in: the store or the database was altered behind the server's back. Trying again does not help. */
public final class Damaged extends Failure {

    public Damaged(String message) {
        super(message);
    }
}
