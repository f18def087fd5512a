package org.almoner.server.syndication;

import java.time.Clock;
import java.util.Objects;

import org.almoner.server.access.Organizations;
import org.almoner.server.failure.Conflict;
import org.almoner.server.syndication.ProgressListener.Progress;
import org.almoner.server.syndication.SyndicationEvent.Released;
import org.almoner.server.web.Timestamps;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The moment in which an extract becomes visible. */
@Component
class Release {

    private final Populations populations;
    private final Organizations organizations;
    private final Extracts extracts;
    private final ExtractManifests manifests;
    private final ExtractJobs jobs;
    private final org.almoner.server.storage.Objects objects;
    private final Line line;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Release(
            Populations populations,
            Organizations organizations,
            Extracts extracts,
            ExtractManifests manifests,
            ExtractJobs jobs,
            org.almoner.server.storage.Objects objects,
            Line line,
            Clock clock,
            ApplicationEventPublisher events) {
        this.populations = populations;
        this.organizations = organizations;
        this.extracts = extracts;
        this.manifests = manifests;
        this.jobs = jobs;
        this.objects = objects;
        this.line = line;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Releases what a job has made, and ends the job, in the transaction of the caller: all of it is so afterwards, or none.
     *
     * @param last how far the job has come in the end
     * @throws JobStopped if the attempt is not the running one any more, or somebody has asked to cancel it
     * @throws Conflict if what it was made from is not what it should follow any more
     */
    Extract release(Job job, Extract.New made, Progress last) {
        var population = made.population();
        if (!populations.lock(population.id())
                || jobs.find(job.id())
                        .filter(current -> current.state() == JobState.RUNNING
                                && current.attempt() == job.attempt()
                                && current.cancelAskedAt() == null)
                        .isEmpty()) {
            throw new JobStopped();
        }
        if (extracts.find(population.id(), made.fileName()).isPresent()) {
            throw new Conflict("There is an extract " + made.fileName()
                    + " of this population already, or has been. A name is" + " never used again.");
        }
        var before = extracts.newest(population.id(), made.dataSet().type());
        if (made.baseId() != null
                && before.filter(base -> Objects.equals(base.id(), made.baseId()) && base.withdrawal() == null)
                        .isEmpty()) {
            throw new Conflict("Extract " + made.baseId() + ", which this INCREMENTAL starts from, was withdrawn or"
                    + " followed by another meanwhile. Run a COMPLETE.");
        }
        var extract = extracts.add(made);
        manifests.sign(extract);
        // The next INCREMENTAL starts from this one.
        before.filter(older -> older.index() != null).ifPresent(older -> {
            extracts.dropIndex(older.id());
            objects.delete(Objects.requireNonNull(older.index()));
        });
        var now = Timestamps.now(clock);
        jobs.progress(job.id(), job.attempt(), last, null, now);
        jobs.done(job.id(), extract.id(), now);
        line.moveOn(population.id());
        events.publishEvent(new SyndicationEvent.ExtractReleased(
                job.asked().organization(),
                job.asked().clientId(),
                Released.of(
                        extract,
                        organizations
                                        .find(population.organization())
                                        .orElseThrow()
                                        .mnemonic() + "/" + population.mnemonic())));
        return extract;
    }
}
