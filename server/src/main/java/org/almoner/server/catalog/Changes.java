package org.almoner.server.catalog;

import java.util.function.Supplier;

import org.almoner.server.failure.Conflict;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How the catalogue is changed: in one transaction, by one at a time where two would touch the same thing. */
@Component
class Changes {

    private final TransactionTemplate transaction;
    private final CatalogRevision revision;

    Changes(PlatformTransactionManager transactions, CatalogRevision revision) {
        this.transaction = new TransactionTemplate(transactions);
        this.revision = revision;
    }

    /** A change that clients can notice: listings rendered before it are rendered anew. */
    <T> T visible(Supplier<T> change) {
        return hidden(() -> {
            var result = change.get();
            revision.moveOn();
            return result;
        });
    }

    /** A change that none but the publisher can notice, as to a draft. */
    <T> T hidden(Supplier<T> change) {
        try {
            return transaction.execute(_ -> change.get());
        } catch (PessimisticLockingFailureException e) {
            throw new Conflict("Something else is changing this at the moment. Try again.");
        }
    }
}
