package org.almoner.server.storage;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What must not happen before a transaction is committed. */
final class AfterCommit {

    private AfterCommit() {}

    /** Acts when the transaction of this thread has been committed; at once if there is none. */
    static void run(Runnable act) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            act.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                act.run();
            }
        });
    }
}
