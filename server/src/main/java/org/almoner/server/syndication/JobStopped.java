package org.almoner.server.syndication;

/** A job has stopped because it was told to. */
public final class JobStopped extends RuntimeException {

    public JobStopped() {
        super("Stopped as told", null, false, false);
    }
}
