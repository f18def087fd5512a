package org.almoner.server.access;

import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What a node does by itself, again and again: hearing what the other nodes did, and tidying up. */
@Component
class Upkeep {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final SigningKeys keys;
    private final Revocations revocations;
    private final UsedAssertions usedAssertions;

    /** So that a database that is away fills no log. */
    private volatile boolean failing;

    Upkeep(SigningKeys keys, Revocations revocations, UsedAssertions usedAssertions) {
        this.keys = keys;
        this.revocations = revocations;
        this.usedAssertions = usedAssertions;
    }

    /** Half of the two seconds within which a revocation must be known everywhere. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void listen() {
        guarded(() -> {
            revocations.refresh();
            keys.refresh();
        });
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void tidyUp() {
        guarded(() -> {
            keys.rotateIfDue();
            keys.sweep();
            revocations.sweep();
            usedAssertions.sweep();
        });
    }

    private void guarded(Runnable work) {
        try {
            work.run();
            failing = false;
        } catch (DataAccessException | TransactionException e) {
            if (!failing) {
                LOG.warn("Cannot read revocations and keys; going on with those known, and trying again", e);
            }
            failing = true;
        }
    }
}
