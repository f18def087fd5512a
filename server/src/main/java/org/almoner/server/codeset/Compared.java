package org.almoner.server.codeset;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.almoner.server.catalog.Contents;

/** A version that was compared with the one before it. */
record Compared(Contents version, Contents since, List<ReleaseReport> releases, ChangeFile file) {

    Compared {
        releases = List.copyOf(releases);
    }

    /** Nothing if nothing was compared. */
    static Optional<Compared> of(Check check, Function<UUID, Contents> versions) {
        var outcome = check.outcome();
        var previous = check.previousId();
        return outcome == null || previous == null || outcome.changes() == null
                ? Optional.empty()
                : Optional.of(new Compared(
                        versions.apply(check.versionId()),
                        versions.apply(previous),
                        outcome.releases(),
                        outcome.changes()));
    }
}
