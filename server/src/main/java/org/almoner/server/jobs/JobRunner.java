package org.almoner.server.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/** Runs what is due, on one of the server nodes that share the database; what a dead node was running is taken up again. */
@Component
class JobRunner implements SmartLifecycle {

    private static final int AT_ONCE = 10;
    private static final Duration POLLING = Duration.ofSeconds(10);
    private static final int MISSED = 6;
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Scheduler scheduler;
    private volatile boolean running;

    JobRunner(DataSource dataSource, List<Task<?>> tasks, JobSettings settings, Clock clock) {
        this.scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), tasks)
                // Two nodes on one host must not take each other's jobs for their own, so the host's name does not do.
                .schedulerName(new SchedulerName.Fixed("almoner-" + UUID.randomUUID()))
                .threads(AT_ONCE)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollingInterval(POLLING)
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED)
                .shutdownMaxWait(GRACE)
                .clock(clock::instant)
                .build();
    }

    /** Looks for what is due now, and not only at the next poll. */
    void look() {
        if (running) {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void start() {
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        scheduler.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
