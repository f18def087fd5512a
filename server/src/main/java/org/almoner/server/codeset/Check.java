package org.almoner.server.codeset;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The check of a version: what it is of, how far it is, and what came of it.
 *
 * @param profile that was asked for; null if it was to be recognized
 * @param previousId the version to compare with; null if it is the first
 * @param outcome null before it is over
 */
record Check(
        UUID versionId,
        Basis basis,
        @Nullable String profile,
        @Nullable UUID previousId,
        CheckState state,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        @Nullable Outcome outcome) {

    /** All that has changed since the version before; nothing if nothing was compared. */
    Optional<ChangeFile> changes() {
        return Optional.ofNullable(outcome).map(Outcome::changes);
    }

    /**
     * What came of a check.
     *
     * @param state one that is over
     * @param message what there is to say of it as a whole; null if there is nothing
     * @param changes null if nothing was compared
     */
    record Outcome(
            CheckState state,
            @Nullable String message,
            List<ReleaseReport> releases,
            @Nullable ChangeFile changes) {

        Outcome {
            releases = List.copyOf(releases);
            if (!state.isOver()) {
                throw new IllegalArgumentException("Nothing came of a check that is " + state);
            }
        }

        /** Nothing is known of the version, for a reason that people can read. */
        static Outcome failed(String message) {
            return new Outcome(CheckState.FAILED, message, List.of(), null);
        }

        /** What came of it, with the changes in the store. */
        Outcome with(ChangeFile stored) {
            return new Outcome(state, message, releases, stored);
        }
    }
}
