package org.almoner.server.subscription;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.almoner.server.notification.Arrival;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Has events taken in: at once after a commit of this node, and from time to time for those of others. One thread does it. */
final class FanOutLoop implements Arrival, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FanOutLoop.class);

    private final FanOut fanOut;
    private final Duration polling;
    private final Semaphore look = new Semaphore(0);
    private volatile boolean stopping;
    private volatile @Nullable Thread worker;

    /** So that what fails again and again fills no log. */
    private boolean failing;

    /** @param polling how soon an event of another node is noticed, and how soon is tried again what failed */
    FanOutLoop(FanOut fanOut, Duration polling) {
        this.fanOut = fanOut;
        this.polling = polling;
    }

    @Override
    public void eventsCommitted() {
        look.release();
    }

    private void work() {
        try {
            while (!stopping) {
                takeIn();
                look.tryAcquire(polling.toNanos(), TimeUnit.NANOSECONDS);
                look.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever happens, the events are still there, and the next look finds them. */
    private void takeIn() {
        try {
            fanOut.catchUp();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing && !stopping) {
                log.warn("Cannot tell subscribers of new events now; trying again", e);
            }
            failing = true;
        }
    }

    @Override
    public void start() {
        stopping = false;
        worker = Thread.ofVirtual().name("fan-out").start(this::work);
    }

    @Override
    public void stop() {
        stopping = true;
        // Not interrupted: H2 closes its file when a thread that reads it is.
        look.release();
        var running = worker;
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        worker = null;
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    /** After the web server has begun to stop, before the database goes away. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 512;
    }
}
