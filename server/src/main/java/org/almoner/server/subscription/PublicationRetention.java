package org.almoner.server.subscription;

import java.time.Clock;
import java.time.Duration;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets messages that have been kept long enough. */
final class PublicationRetention {

    private static final int AT_ONCE = 1_000;

    private final PublicationRows rows;
    private final TransactionTemplate transaction;
    private final Duration retention;
    private final Clock clock;

    PublicationRetention(
            PublicationRows rows, PlatformTransactionManager transactions, Duration retention, Clock clock) {
        this.rows = rows;
        this.transaction = new TransactionTemplate(transactions);
        this.retention = retention;
        this.clock = clock;
    }

    void forgetOld() {
        var before = clock.instant().minus(retention);
        int last;
        do {
            last = transaction.execute(_ -> rows.deleteBefore(before, AT_ONCE));
        } while (last == AT_ONCE);
    }
}
