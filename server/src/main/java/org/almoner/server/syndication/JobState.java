package org.almoner.server.syndication;

import java.util.Locale;

/** Where a job is in its life. What has ended stays as it ended. */
enum JobState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    boolean mayBecome(JobState next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next == CANCELLED;
            // Queued again when the server stops in good order; begun again when it did not.
            case RUNNING -> next != this;
            case DONE, FAILED, CANCELLED -> false;
        };
    }

    boolean isEnded() {
        return switch (this) {
            case QUEUED, RUNNING -> false;
            case DONE, FAILED, CANCELLED -> true;
        };
    }

    /** The name on the wire and in the table. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
