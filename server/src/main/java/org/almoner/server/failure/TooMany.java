package org.almoner.server.failure;

import java.time.Duration;

/** The caller asks more often than it may. */
public final class TooMany extends Failure {

    private final Duration retryAfter;

    /** @param retryAfter how long to wait before the next request has a chance; at least a second is announced */
    public TooMany(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
