package org.almoner.server.syndication;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.almoner.server.access.Caller;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.almoner.server.storage.Objects;
import org.almoner.server.syndication.Job.Asked;
import org.almoner.server.syndication.Job.Work;
import org.almoner.server.syndication.PopulationAdmin.Owned;
import org.almoner.server.syndication.SyndicationEvent.JobCancelled;
import org.almoner.server.syndication.SyndicationEvent.JobQueued;
import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What operators, feeds and arriving archives ask of jobs. */
@Component
class JobAdmin {

    private final ExtractJobs jobs;
    private final Populations populations;
    private final PopulationAdmin owners;
    private final ExtractEngine engine;
    private final Objects objects;
    private final Line line;
    private final Changes changes;
    private final Ids ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    JobAdmin(
            ExtractJobs jobs,
            Populations populations,
            PopulationAdmin owners,
            Tools tools,
            Objects objects,
            Line line,
            Changes changes,
            Ids ids,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jobs = jobs;
        this.populations = populations;
        this.owners = owners;
        this.engine = tools.engine();
        this.objects = objects;
        this.line = line;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /**
     * The data set that is meant.
     *
     * @param version null for the newest one there is
     * @throws Invalid if there is no such data set
     */
    DataSet dataSet(String type, @Nullable String version) {
        return engine.dataSets().stream()
                .filter(known -> known.type().equals(type)
                        && (version == null || known.version().equals(version)))
                .max(DataSet.BY_VERSION)
                .orElseThrow(() -> new Invalid("There is no such data set. This server has "
                        + (engine.dataSets().isEmpty()
                                ? "none"
                                : engine.dataSets().toString()) + "."));
    }

    /** Asks for an extract. */
    Job run(Caller caller, Owned owned, ExtractType type, DataSet dataSet) {
        var asked = new Asked(caller.organization().id().value(), caller.clientId(), null, Timestamps.now(clock));
        return changes.make(() -> queue(owned, asked, new Work.Build(type, dataSet)));
    }

    /** Asks for what a feed is there for; in the transaction of the caller. */
    void runFeed(Feed feed, Instant now) {
        var owned = owners.find(feed.populationId());
        queue(
                owned,
                new Asked(owned.organization().id().value(), null, feed.id(), now),
                new Work.Build(feed.type(), feed.dataSet()));
    }

    /** Asks for an archive to be taken in; in the transaction of the caller. */
    Job takeIn(Caller caller, Owned owned, Work.Import work) {
        return queue(
                owned,
                new Asked(caller.organization().id().value(), caller.clientId(), null, Timestamps.now(clock)),
                work);
    }

    private Job queue(Owned owned, Asked asked, Work work) {
        var population = owned.population().id();
        if (!populations.lock(population)) {
            throw new NotFound("The population is gone.");
        }
        var id = ids.next();
        jobs.add(id, population, asked, work);
        line.moveOn(population);
        events.publishEvent(new JobQueued(asked.organization(), asked.clientId(), owned.name(), id, what(work)));
        return jobs.find(id).orElseThrow();
    }

    private static String what(Work work) {
        return switch (work) {
            case Work.Build(var type, var dataSet) -> type + " of " + dataSet;
            case Work.Import(var _, var fileName) -> "import of " + fileName;
        };
    }

    boolean isOpen(UUID feed) {
        return jobs.isOpen(feed);
    }

    /** @throws NotFound if there is no such job */
    Job find(UUID id) {
        return jobs.find(id).orElseThrow(() -> new NotFound("There is no such job."));
    }

    Page<Job> page(
            @Nullable OrganizationId organization, @Nullable UUID population, @Nullable JobState state, Paging paging) {
        return jobs.page(organization, population, state, paging);
    }

    /**
     * Has a job given up: at once if it is waiting, as soon as it hears of it if it is running. Asking again changes nothing.
     *
     * @throws Conflict if it has come to another end
     */
    Job cancel(Caller caller, UUID id) {
        return changes.make(() -> {
            var population = find(id).populationId();
            populations.lock(population);
            var job = find(id);
            var now = Timestamps.now(clock);
            if (job.state().isEnded() && job.state() != JobState.CANCELLED) {
                throw new Conflict("The job is " + job.state().wireName() + " already.");
            }
            if (jobs.askToCancel(id, now)) {
                events.publishEvent(new JobCancelled(
                        caller.organization().id().value(),
                        caller.clientId(),
                        owners.find(population).name(),
                        id));
                if (job.state() == JobState.QUEUED) {
                    giveUp(job, now);
                }
            }
            return find(id);
        });
    }

    private void giveUp(Job job, Instant now) {
        if (job.work() instanceof Work.Import(var archive, var _)) {
            objects.delete(archive);
        }
        jobs.cancelled(job.id(), now);
        line.moveOn(job.populationId());
    }
}
