package org.almoner.server.codeset;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

import org.almoner.codeset.diff.Change.Kind;
import org.almoner.server.catalog.CodeChanges;
import org.almoner.server.catalog.Contents;
import org.almoner.server.catalog.DraftCheck;
import org.almoner.server.catalog.VersionContents;
import org.almoner.server.codeset.Check.Outcome;
import org.almoner.server.codeset.CodeSetSettings.Checks;
import org.almoner.server.failure.Conflict;

/** Decides whether a draft may be committed, by what its check has found. */
final class CommitCheck implements DraftCheck {

    private static final int SHOWN = 3;

    private final Checking checking;
    private final VersionContents versions;
    private final Checks checks;
    private final Duration wait;

    CommitCheck(Checking checking, VersionContents versions, Checks checks, Duration wait) {
        this.checking = checking;
        this.versions = versions;
        this.checks = checks;
        this.wait = wait;
    }

    @Override
    public Optional<CodeChanges> check(Contents draft, boolean accepted) {
        if (checks == Checks.OFF) {
            return Optional.empty();
        }
        checking.begin(draft);
        var check = checking.await(draft.versionId(), wait)
                .orElseThrow(() -> new Conflict("The draft was deleted, or changed, while it was being checked."));
        var outcome = check.outcome();
        if (outcome == null) {
            throw new Conflict("The release is still being checked, which takes long for one of this size. Repeat this"
                    + " request: it goes on waiting.");
        }
        if (!accepted && checks == Checks.REFUSE) {
            requireGood(outcome);
        }
        return changes(check, outcome);
    }

    private static void requireGood(Outcome outcome) {
        switch (outcome.state()) {
            case REFUSED ->
                throw new Conflict("The release does not pass its check: " + errors(outcome)
                        + ". The version's check has all findings. Mend the files and upload them again, or publish them as they"
                        + " are with accept_findings.");
            case FAILED ->
                throw new Conflict("The release could not be checked. " + outcome.message()
                        + " Repeat this request to try again, or publish it unchecked with accept_findings.");
            case PASSED, UNRECOGNIZED -> {}
            case WAITING, RUNNING -> throw new IllegalStateException("A check that is over is not " + outcome.state());
        }
    }

    private static String errors(Outcome outcome) {
        return outcome.releases().stream()
                .filter(release -> !release.passes())
                .map(release -> release.profile() + " has " + release.errors()
                        + (release.errors() == 1 ? " error" : " errors") + ", such as "
                        + release.findings().stream()
                                .filter(finding -> finding.severity().equals("error"))
                                .limit(SHOWN)
                                .map(finding -> finding.file() + (finding.line() > 0 ? ":" + finding.line() : "") + ": "
                                        + (finding.key().isEmpty() ? "" : finding.key() + ": ")
                                        + finding.message())
                                .collect(Collectors.joining("; ")))
                .collect(Collectors.joining(". "));
    }

    private Optional<CodeChanges> changes(Check check, Outcome outcome) {
        var previous = check.previousId();
        if (outcome.changes() == null || previous == null) {
            return Optional.empty();
        }
        var since = versions.of(previous);
        return Optional.of(new CodeChanges(
                since.versionId(),
                since.slug(),
                since.name(),
                count(outcome, Kind.ADDED),
                count(outcome, Kind.REMOVED),
                count(outcome, Kind.RETIRED),
                count(outcome, Kind.REACTIVATED),
                count(outcome, Kind.REMAPPED),
                count(outcome, Kind.REVISED)));
    }

    private static long count(Outcome outcome, Kind kind) {
        return outcome.releases().stream()
                .mapToLong(release -> release.changed(kind))
                .sum();
    }
}
