package org.almoner.server.codeset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import org.almoner.codeset.profile.Profile;
import org.almoner.server.catalog.VersionContents;
import org.almoner.server.codeset.Check.Outcome;
import org.almoner.server.codeset.CheckWork.Done;
import org.almoner.server.codeset.CheckWork.Order;
import org.almoner.server.failure.Failure;
import org.almoner.server.storage.Uploads;
import org.almoner.server.web.Timestamps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** Works at one check, from its beginning: whatever an earlier attempt left is thrown away. */
class CheckRun {

    /** What becomes of a check's place in the schedule. */
    enum Result {
        OVER,
        /** This node is busy. */
        LATER
    }

    private static final Logger log = LoggerFactory.getLogger(CheckRun.class);

    private final CheckRows rows;
    private final VersionContents versions;
    private final CodeSetLibrary library;
    private final CheckWork work;
    private final Uploads uploads;
    private final Path scratch;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Semaphore places;

    /** @param scratch a folder in which each check gets one of its own */
    CheckRun(
            CheckRows rows,
            VersionContents versions,
            CodeSetLibrary library,
            CheckWork work,
            Uploads uploads,
            Path scratch,
            TransactionTemplate transaction,
            Clock clock,
            int atOnce) {
        this.rows = rows;
        this.versions = versions;
        this.library = library;
        this.work = work;
        this.uploads = uploads;
        this.scratch = scratch;
        this.transaction = transaction;
        this.clock = clock;
        this.places = new Semaphore(atOnce);
    }

    Result run(CheckId id) {
        if (!places.tryAcquire()) {
            return Result.LATER;
        }
        try {
            rows.find(id.versionId())
                    .filter(check ->
                            check.basis().equals(id.basis()) && !check.state().isOver())
                    .ifPresent(check -> attempt(id, check));
            return Result.OVER;
        } finally {
            places.release();
        }
    }

    private void attempt(CheckId id, Check check) {
        rows.begin(id.versionId(), id.basis());
        var folder = scratch.resolve(id.versionId().toString());
        try {
            FileSystemUtils.deleteRecursively(folder);
            Files.createDirectories(folder);
            keep(id, work.perform(order(check, folder)));
        } catch (Failure e) {
            finish(id, Outcome.failed(e.getMessage()));
        } catch (IOException | RuntimeException | VirtualMachineError e) {
            if (Thread.currentThread().isInterrupted()) {
                // The server is being stopped: another attempt begins when it is back.
                throw new IllegalStateException("The check was broken off", e);
            }
            log.warn("The check of version {} failed", id.versionId(), e);
            finish(
                    id,
                    Outcome.failed("The check failed unexpectedly: " + e
                            + ". The log of the server tells more under the" + " version's id."));
        } finally {
            delete(folder);
        }
    }

    private Order order(Check check, Path folder) {
        var before = Optional.ofNullable(check.previousId());
        return new Order(
                versions.of(check.versionId()),
                Optional.ofNullable(check.profile()).map(library::named),
                before.map(versions::of),
                before.flatMap(rows::find).map(this::profiles).orElse(List.of()),
                folder);
    }

    /** Of what the version before turned out to be. */
    private List<Profile> profiles(Check before) {
        var outcome = before.outcome();
        return outcome == null
                ? List.of()
                : library.among(
                        outcome.releases().stream().map(ReleaseReport::profile).toList());
    }

    private void keep(CheckId id, Done done) throws IOException {
        var file = done.changes();
        if (file == null) {
            finish(id, done.outcome());
            return;
        }
        var upload = uploads.begin(Files.size(file), null).id();
        try (var in = Files.newInputStream(file)) {
            uploads.append(upload, 0, in);
        }
        try {
            uploads.complete(upload, object -> {
                var stored = new ChangeFile(object.key(), object.length(), object.sha256(), done.sections());
                if (!rows.finish(id.versionId(), id.basis(), done.outcome().with(stored), Timestamps.now(clock))) {
                    throw new Superseded();
                }
            });
        } catch (Superseded _) {
            uploads.abandon(upload);
        }
    }

    /** Nobody waits for this check any more. */
    private static final class Superseded extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private void finish(CheckId id, Outcome outcome) {
        transaction.executeWithoutResult(_ -> rows.finish(id.versionId(), id.basis(), outcome, Timestamps.now(clock)));
    }

    /** Deletes what checks have left behind that are not being worked at any more, as after a crash. */
    void sweep() {
        try (var folders = Files.list(scratch)) {
            folders.filter(folder -> !isAtWork(folder)).forEach(CheckRun::delete);
        } catch (NoSuchFileException _) {
            // Nothing was ever checked here.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + scratch, e);
        }
    }

    private boolean isAtWork(Path folder) {
        try {
            return rows.find(UUID.fromString(String.valueOf(folder.getFileName())))
                    .filter(check -> !check.state().isOver())
                    .isPresent();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            log.warn("Cannot delete {}: {}", folder, e.toString());
        }
    }
}
