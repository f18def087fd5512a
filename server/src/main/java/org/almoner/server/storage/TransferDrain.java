package org.almoner.server.storage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Lets running transfers end before the server stops, for as long as {@code spring.lifecycle.timeout-per-shutdown-phase}
 * allows. Spring waits for handlers to return; files that Tomcat sends after that are not known to it.
 */
final class TransferDrain implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TransferDrain.class);

    private final Transfers transfers;
    private volatile boolean running;

    TransferDrain(Transfers transfers) {
        this.transfers = transfers;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public void stop(Runnable callback) {
        var left = transfers.running();
        if (left > 0) {
            log.info("Waiting for {} transfers to end", left);
        }
        transfers.whenIdle(() -> {
            stop();
            callback.run();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After no new request is let in, before the server closes its connections. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE - 512;
    }
}
