package org.almoner.server.jobs;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Spares jobs that somebody waits for the time until the next poll. Other nodes find them at theirs. */
@Component
public final class DueJobs {

    /** Looked up late: the runner knows all tasks, and tasks are made of what schedules them. */
    private final ObjectProvider<JobRunner> runner;

    DueJobs(ObjectProvider<JobRunner> runner) {
        this.runner = runner;
    }

    /** Has this node look for what is due as soon as the transaction of this thread is committed; at once if there is none. */
    public void look() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            runner.ifAvailable(JobRunner::look);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                runner.ifAvailable(JobRunner::look);
            }
        });
    }
}
