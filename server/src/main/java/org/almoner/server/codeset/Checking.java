package org.almoner.server.codeset;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import org.almoner.server.catalog.Contents;
import org.almoner.server.catalog.VersionContents;
import org.almoner.server.failure.Conflict;
import org.almoner.server.jobs.DueJobs;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Has versions checked, once for each state that they are in, and waits for what comes of it. */
class Checking {

    /** The work at one check; its instance is the version's id and the basis, as {@link CheckId} writes them. */
    static final TaskDescriptor<Void> JOB = TaskDescriptor.of("release-check");

    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final CheckRows rows;
    private final VersionContents versions;
    private final CodeSetLibrary library;
    private final CheckTraces traces;
    private final SchedulerClient scheduler;
    private final DueJobs due;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Pause pause;

    Checking(
            CheckRows rows,
            VersionContents versions,
            CodeSetLibrary library,
            CheckTraces traces,
            SchedulerClient scheduler,
            DueJobs due,
            TransactionTemplate transaction,
            Clock clock,
            Pause pause) {
        this.rows = rows;
        this.versions = versions;
        this.library = library;
        this.traces = traces;
        this.scheduler = scheduler;
        this.due = due;
        this.transaction = transaction;
        this.clock = clock;
        this.pause = pause;
    }

    /** Waits between two looks at a check. */
    interface Pause {
        void make(Duration length) throws InterruptedException;
    }

    Optional<Check> find(UUID versionId) {
        return rows.find(versionId);
    }

    /**
     * The check of what a draft holds now, begun anew unless it is there already and did not fail.
     *
     * @param profile whose releases they are; null if they are to be recognized
     */
    Check begin(Contents draft, @Nullable String profile) {
        return begin(draft, profile, rows.find(draft.versionId()));
    }

    /** Like the other, for the profile that was asked for before, if any was. */
    Check begin(Contents draft) {
        var there = rows.find(draft.versionId());
        return begin(draft, there.map(Check::profile).orElse(null), there);
    }

    private Check begin(Contents draft, @Nullable String profile, Optional<Check> there) {
        var before = versions.before(draft.versionId());
        var basis = Basis.of(draft, library.digest(), profile, before);
        if (there.isPresent() && isStill(there.get(), basis)) {
            return there.get();
        }
        try {
            return Objects.requireNonNull(transaction.execute(_ -> {
                traces.remove(draft.versionId());
                rows.add(draft.versionId(), basis, profile, before.orElse(null), Timestamps.now(clock));
                scheduler.scheduleIfNotExists(
                        JOB.instance(new CheckId(draft.versionId(), basis).text())
                                .build(),
                        clock.instant());
                due.look();
                return rows.find(draft.versionId()).orElseThrow();
            }));
        } catch (DuplicateKeyException e) {
            return rows.find(draft.versionId())
                    .filter(other -> isStill(other, basis))
                    .orElseThrow(() -> new Conflict("Somebody else has this version checked. Try again."));
        }
    }

    private static boolean isStill(Check check, Basis basis) {
        return check.basis().equals(basis) && check.state() != CheckState.FAILED;
    }

    /** The check of a version as soon as it is over, or as it is after some time. */
    Optional<Check> await(UUID versionId, Duration longest) {
        var left = longest;
        var next = FIRST_LOOK;
        while (true) {
            var check = rows.find(versionId);
            if (check.isEmpty() || check.get().state().isOver() || !left.isPositive()) {
                return check;
            }
            var now = next.compareTo(left) < 0 ? next : left;
            try {
                pause.make(now);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return check;
            }
            left = left.minus(now);
            next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
}
