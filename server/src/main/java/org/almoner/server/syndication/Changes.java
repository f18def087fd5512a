package org.almoner.server.syndication;

import java.util.function.Supplier;

import org.almoner.server.failure.Conflict;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How populations and what belongs to them are changed: in one transaction each. */
@Component("syndicationChanges")
class Changes {

    private static final int MOST_TRIES = 20;

    private final TransactionTemplate transaction;

    Changes(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Changes what a job has to, however often somebody else keeps it waiting: what took hours must not be lost for a lock. With no
     * transaction of its own if the change brings one.
     */
    static <T> T insistOn(Supplier<T> change) {
        for (int tries = 1; ; tries++) {
            try {
                return change.get();
            } catch (PessimisticLockingFailureException e) {
                // The databases have waited for a second or more by now.
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Like {@link #make}, as {@link #insistOn} does it. */
    <T> T insist(Supplier<T> change) {
        return insistOn(() -> transaction.execute(_ -> change.get()));
    }

    <T> T make(Supplier<T> change) {
        try {
            return transaction.execute(_ -> change.get());
        } catch (PessimisticLockingFailureException e) {
            throw new Conflict("Something else is changing this at the moment. Try again.");
        }
    }
}
