package org.almoner.server.catalog;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import org.almoner.server.access.Caller;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Announces versions when their launch date comes. That they are seen from that day on needs nobody to do anything: listings compare the
 * date. What is done here is to tell it, once.
 */
@Component
class Launches {

    /** The job that announces one version; its instance is the version's id. */
    static final TaskDescriptor<Void> JOB = TaskDescriptor.of("catalog-launch");

    private final Versions versions;
    private final Changes changes;
    private final SchedulerClient scheduler;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Launches(
            Versions versions,
            Changes changes,
            SchedulerClient scheduler,
            Clock clock,
            ApplicationEventPublisher events) {
        this.versions = versions;
        this.changes = changes;
        this.scheduler = scheduler;
        this.clock = clock;
        this.events = events;
    }

    /** Announces a version that is being committed now, or plans to do so; in the transaction of the commit. */
    void plan(Caller caller, Release release) {
        if (isDue(release)) {
            announce(caller.organization().id().value(), caller.clientId(), release);
        } else {
            scheduler.scheduleIfNotExists(
                    JOB.instance(release.versionId().toString()).build(),
                    release.launchDate().atStartOfDay(ZoneOffset.UTC).toInstant());
        }
    }

    /**
     * Announces a version that is about to be retracted, if it was launched and the job has yet to say so.
     *
     * @return whether it was launched
     */
    boolean catchUp(Caller caller, Release release) {
        if (isDue(release)) {
            announce(caller.organization().id().value(), caller.clientId(), release);
            return true;
        }
        return false;
    }

    /** What the job does. A version that was announced before, or retracted meanwhile, is let be. */
    void run(UUID versionId) {
        changes.hidden(() -> {
            announce(versions.publisher(versionId), null, versions.release(versionId));
            return versionId;
        });
    }

    private boolean isDue(Release release) {
        return !release.launchDate().isAfter(LocalDate.now(clock));
    }

    private void announce(String organization, @Nullable String clientId, Release release) {
        if (versions.launch(release.versionId(), Timestamps.now(clock))) {
            events.publishEvent(new CatalogEvent.VersionLaunched(organization, clientId, release));
        }
    }
}
