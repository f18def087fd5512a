package org.almoner.server.syndication;

import java.time.Clock;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import org.almoner.server.jobs.DueJobs;
import org.springframework.stereotype.Component;

/**
 * The jobs of each population, one behind the other: an INCREMENTAL must see what the job before it has released. Only the first in line
 * is scheduled; whoever ends it calls the next. All of this happens under the lock of the population.
 */
@Component
class Line {

    /** The work at one job; its instance is the job's id. */
    static final TaskDescriptor<Void> JOB = TaskDescriptor.of("syndication-extract");

    private final ExtractJobs jobs;
    private final SchedulerClient scheduler;
    private final DueJobs due;
    private final Clock clock;

    Line(ExtractJobs jobs, SchedulerClient scheduler, DueJobs due, Clock clock) {
        this.jobs = jobs;
        this.scheduler = scheduler;
        this.due = due;
        this.clock = clock;
    }

    /** Has the first in line begin, unless it has already. To be called in every transaction that lengthens or shortens a line. */
    void moveOn(UUID population) {
        jobs.open(population).stream()
                .findFirst()
                .filter(first -> first.state() == JobState.QUEUED)
                .ifPresent(first -> {
                    scheduler.scheduleIfNotExists(
                            JOB.instance(first.id().toString()).build(), clock.instant());
                    due.look();
                });
    }
}
