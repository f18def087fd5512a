package org.almoner.server.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * A try that is over, and what follows from it.
 *
 * @param failure why it failed, for people; empty if it did not
 */
record Tried(Claimed delivery, Attempt attempt, Next next, Optional<String> failure) {

    /** What becomes of the delivery. */
    sealed interface Next {
        record Done() implements Next {}

        record Dead() implements Next {}

        record Again(Instant due) implements Next {}
    }

    Instant endedAt() {
        return attempt.at().plus(attempt.took());
    }
}
