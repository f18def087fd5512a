package org.almoner.server.syndication;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

import org.almoner.server.failure.Failure;
import org.almoner.server.storage.Objects;
import org.almoner.server.storage.Uploads;
import org.almoner.server.syndication.Job.Leftovers;
import org.almoner.server.syndication.Job.Work;
import org.almoner.server.syndication.ProgressListener.Progress;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Works at one job, from wherever it was left: a job is always begun from its beginning, and shows nothing until all of it is done. Who
 * begins a job takes the next attempt's number, and whatever is written for a job is written for a number, so that a node that was
 * taken for dead and is not changes nothing any more.
 */
@Component
class JobRun {

    /** What becomes of a job's place in the schedule. */
    enum Outcome {
        /** There is nothing left to do. */
        OVER,
        /** It cannot be done now, or not here. */
        LATER
    }

    private static final Logger log = LoggerFactory.getLogger(JobRun.class);

    /** A job that takes the server down with it must not do so for ever. */
    private static final int MOST_CRASHES = 10;

    private static final int LONGEST_MESSAGE = 2000;

    private final ExtractJobs jobs;
    private final Populations populations;
    private final ExtractWork work;
    private final Line line;
    private final Scratch scratch;
    private final Uploads uploads;
    private final Objects objects;
    private final Changes changes;
    private final Clock clock;
    private final Duration interval;
    private final ApplicationEventPublisher events;
    private final Semaphore places;

    JobRun(
            ExtractJobs jobs,
            Populations populations,
            ExtractWork work,
            Line line,
            Scratch scratch,
            Uploads uploads,
            Objects objects,
            Changes changes,
            Clock clock,
            SyndicationSettings settings,
            ApplicationEventPublisher events) {
        this.jobs = jobs;
        this.populations = populations;
        this.work = work;
        this.line = line;
        this.scratch = scratch;
        this.uploads = uploads;
        this.objects = objects;
        this.changes = changes;
        this.clock = clock;
        this.interval = settings.progressInterval();
        this.events = events;
        this.places = new Semaphore(settings.jobsAtOnce());
    }

    /** @param shuttingDown whether the server is being stopped */
    Outcome run(UUID id, BooleanSupplier shuttingDown) {
        if (shuttingDown.getAsBoolean() || !places.tryAcquire()) {
            return Outcome.LATER;
        }
        try {
            return begin(id).map(job -> attempt(job, shuttingDown)).orElse(Outcome.OVER);
        } catch (DuplicateKeyException e) {
            log.info("Job {} waits: another job of its population is running", id);
            return Outcome.LATER;
        } finally {
            places.release();
        }
    }

    /** The job, begun; empty if there is nothing to do. */
    private Optional<Job> begin(UUID id) {
        return underLock(id, job -> {
            clear(job.leftovers());
            if (job.cancelAskedAt() != null) {
                cancel(job);
                return Optional.empty();
            }
            if (job.state() == JobState.RUNNING && job.crashes() + 1 >= MOST_CRASHES) {
                fail(
                        job,
                        "The server went down " + MOST_CRASHES + " times while it worked at this. Look into its log"
                                + " before you run it again.");
                return Optional.empty();
            }
            jobs.begin(id, Timestamps.now(clock));
            return jobs.find(id);
        });
    }

    private Outcome attempt(Job job, BooleanSupplier shuttingDown) {
        var signal = new StopSignal();
        var progress = new AtomicReference<>(Progress.NONE);
        try {
            try (var _ = Pulse.start(() -> beat(job, progress.get(), signal, shuttingDown), interval)) {
                work.perform(job, progress::set, signal);
            }
            return Outcome.OVER;
        } catch (JobStopped e) {
            return stopped(job, signal);
        } catch (ExtractFailed | Failure e) {
            return ended(job, signal, String.valueOf(e.getMessage()), e);
        } catch (IOException | RuntimeException | VirtualMachineError e) {
            var sentence =
                    "It failed unexpectedly: " + e + ". The log of the server tells more under the id of the job.";
            return ended(job, signal, sentence, e);
        } finally {
            forget(job.id());
        }
    }

    private Outcome ended(Job job, StopSignal signal, String message, Throwable cause) {
        if (signal.isCancelled()) {
            // What breaks because it was told to stop has stopped.
            return stopped(job, signal);
        }
        log.warn("Job {} failed", job.id(), cause);
        mine(job, current -> fail(current, message));
        return Outcome.OVER;
    }

    private Outcome stopped(Job job, StopSignal signal) {
        return switch (signal.reason().orElseGet(() -> reason(job))) {
            case CANCELLED -> {
                mine(job, this::cancel);
                yield Outcome.OVER;
            }
            case SHUTDOWN -> {
                mine(job, current -> {
                    clear(current.leftovers());
                    jobs.keep(job.id(), job.attempt(), Leftovers.NONE);
                    jobs.requeue(job.id(), job.attempt(), Timestamps.now(clock));
                });
                yield Outcome.LATER;
            }
            case SUPERSEDED -> Outcome.OVER;
        };
    }

    /** Why a job stopped that nobody had told to: what it wanted to write was refused. */
    private StopSignal.Reason reason(Job job) {
        return jobs.find(job.id())
                .filter(current -> isSame(job, current))
                .map(_ -> StopSignal.Reason.CANCELLED)
                .orElse(StopSignal.Reason.SUPERSEDED);
    }

    /** Writes down how far a job is, and hears what others have to say to it. */
    private void beat(Job job, Progress progress, StopSignal signal, BooleanSupplier shuttingDown) {
        if (shuttingDown.getAsBoolean()) {
            signal.stop(StopSignal.Reason.SHUTDOWN);
        }
        var now = Timestamps.now(clock);
        jobs.progress(job.id(), job.attempt(), progress, expectedEnd(job, progress, now), now);
        var current = jobs.find(job.id()).filter(found -> isSame(job, found));
        if (current.isEmpty()) {
            signal.stop(StopSignal.Reason.SUPERSEDED);
        } else if (current.get().cancelAskedAt() != null) {
            signal.stop(StopSignal.Reason.CANCELLED);
        }
    }

    /** When a job will be done if the rest is read as fast as what has been. */
    static @Nullable Instant expectedEnd(Job job, Progress progress, Instant now) {
        var total = progress.bytesTotal();
        var startedAt = job.startedAt();
        if (total == null || startedAt == null || progress.bytesRead() <= 0 || progress.bytesRead() > total) {
            return null;
        }
        var took = (double) Duration.between(startedAt, now).toMillis();
        return startedAt.plusMillis((long) (took * total / progress.bytesRead()));
    }

    private static boolean isSame(Job job, Job current) {
        return current.state() == JobState.RUNNING && current.attempt() == job.attempt();
    }

    /** Acts under the lock of the population if the attempt is still the running one. */
    private void mine(Job job, Consumer<Job> act) {
        underLock(job.id(), current -> {
            if (isSame(job, current)) {
                act.accept(current);
            }
            return Optional.empty();
        });
    }

    /** Acts under the lock of the population if the job has not ended. */
    private Optional<Job> underLock(UUID id, Function<Job, Optional<Job>> act) {
        var population = jobs.find(id).map(Job::populationId);
        if (population.isEmpty()) {
            return Optional.empty();
        }
        return changes.insist(() -> populations.lock(population.get())
                ? jobs.find(id).filter(job -> !job.state().isEnded()).flatMap(act)
                : Optional.empty());
    }

    private void cancel(Job job) {
        clear(job.leftovers());
        dropArchive(job);
        jobs.cancelled(job.id(), Timestamps.now(clock));
        line.moveOn(job.populationId());
    }

    private void fail(Job job, String message) {
        clear(job.leftovers());
        dropArchive(job);
        var fitting = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 3) + "...";
        jobs.failed(job.id(), fitting, Timestamps.now(clock));
        line.moveOn(job.populationId());
        events.publishEvent(new SyndicationEvent.JobFailed(
                job.asked().organization(), job.asked().clientId(), work.name(job.populationId()), job.id(), fitting));
    }

    /** Takes out of the store what an attempt has put there. */
    private void clear(Leftovers leftovers) {
        if (leftovers.indexUpload() != null) {
            uploads.abandon(leftovers.indexUpload());
        }
        if (leftovers.archiveUpload() != null) {
            uploads.abandon(leftovers.archiveUpload());
        }
        if (leftovers.index() != null) {
            objects.delete(leftovers.index());
        }
    }

    /** An archive that was to be taken in and will not be. */
    private void dropArchive(Job job) {
        switch (job.work()) {
            case Work.Build _ -> {}
            case Work.Import(var archive, var _) -> objects.delete(archive);
        }
    }

    private void forget(UUID id) {
        try {
            scratch.delete(id);
        } catch (IOException e) {
            log.warn("Cannot delete the scratch folder of job {}; trying again later", id, e);
        }
    }
}
