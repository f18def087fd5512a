package org.almoner.server.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets deliveries that ended long enough ago. */
final class DeliveryRetention {

    private static final Logger log = LoggerFactory.getLogger(DeliveryRetention.class);

    private final Queue queue;
    private final Recipients recipients;
    private final TransactionTemplate transaction;
    private final Duration delivered;
    private final Duration dead;
    private final int atOnce;
    private final Clock clock;

    /** @param atOnce how many are forgotten in one transaction */
    DeliveryRetention(
            Queue queue,
            Recipients recipients,
            PlatformTransactionManager transactions,
            Duration delivered,
            Duration dead,
            int atOnce,
            Clock clock) {
        this.queue = queue;
        this.recipients = recipients;
        this.transaction = new TransactionTemplate(transactions);
        this.delivered = delivered;
        this.dead = dead;
        this.atOnce = atOnce;
        this.clock = clock;
    }

    void forgetOld() {
        var now = clock.instant();
        var forgotten =
                forget(DeliveryState.DELIVERED, now.minus(delivered)) + forget(DeliveryState.DEAD, now.minus(dead));
        transaction.executeWithoutResult(_ -> recipients.forgetFine(now));
        log.info("Forgot {} deliveries that ended long ago", forgotten);
    }

    private long forget(DeliveryState state, Instant before) {
        var forgotten = 0L;
        int last;
        do {
            last = transaction.execute(_ -> queue.forgetEnded(state, before, atOnce));
            forgotten += last;
        } while (last == atOnce);
        return forgotten;
    }
}
