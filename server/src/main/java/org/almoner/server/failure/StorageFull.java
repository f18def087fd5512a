package org.almoner.server.failure;

/** There is no room for what was sent. Nothing of it was kept that was not acknowledged before. */
public final class StorageFull extends Failure {

    public StorageFull(String message) {
        super(message);
    }
}
