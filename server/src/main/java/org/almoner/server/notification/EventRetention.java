package org.almoner.server.notification;

import java.time.Clock;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets events that have been kept long enough. */
final class EventRetention {

    private static final Logger log = LoggerFactory.getLogger(EventRetention.class);

    private final EventLog events;
    private final TransactionTemplate transaction;
    private final Duration retention;
    private final int atOnce;
    private final Clock clock;

    /** @param atOnce how many are forgotten in one transaction, for which publishers wait */
    EventRetention(
            EventLog events, PlatformTransactionManager transactions, Duration retention, int atOnce, Clock clock) {
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.retention = retention;
        this.atOnce = atOnce;
        this.clock = clock;
    }

    void forgetOld() {
        var before = clock.instant().minus(retention);
        var forgotten = 0L;
        int last;
        do {
            last = transaction.execute(_ -> events.forgetBefore(before, atOnce));
            forgotten += last;
        } while (last == atOnce);
        log.info("Forgot {} events from before {}", forgotten, before);
    }
}
