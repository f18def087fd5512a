package org.almoner.server.sns;

import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Rotates the key of notifications when its time has come. */
@Component
class SnsUpkeep {

    private static final Logger log = LoggerFactory.getLogger(SnsUpkeep.class);

    private final SnsKeys keys;

    SnsUpkeep(SnsKeys keys) {
        this.keys = keys;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void rotateIfDue() {
        try {
            keys.rotateIfDue();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Cannot see to the key of notifications now; trying again in an hour: {}", e.getMessage());
        }
    }
}
