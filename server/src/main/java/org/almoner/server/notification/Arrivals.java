package org.almoner.server.notification;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Wakes those who wait on this node when an event was committed that may be for them. One thread looks for new events, at once after a commit
 * on this node and from time to time for those of others; those who wait hold nothing but their own virtual thread.
 */
final class Arrivals implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

    /** More than this many at once, and everybody is woken without asking for whom they are. */
    private static final long MOST_LOOKED_AT = 1_000;

    private final EventLog events;
    private final Duration polling;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Semaphore look = new Semaphore(0);
    private volatile boolean stopping;

    /** Whether the looker does nothing until somebody waits. */
    private volatile boolean resting;

    private volatile @Nullable Thread looker;

    /** The number of the newest event that the looker has seen; its own. */
    private long seen;

    /** @param polling how soon an event of another node is noticed */
    Arrivals(EventLog events, Duration polling) {
        this.events = events;
        this.polling = polling;
    }

    /** A reader who waits. Closed by whoever opened it. */
    final class Watch implements AutoCloseable {

        private final Predicate<Audience> concerned;
        private final Semaphore woken = new Semaphore(0);

        private Watch(Predicate<Audience> concerned) {
            this.concerned = concerned;
        }

        /**
         * Waits until something has arrived since the watch was opened or last waited, or the server stops.
         *
         * @return whether it is worth looking again: not when the time is up, the server stops or the thread is interrupted
         */
        boolean awaitWake(Duration atMost) {
            try {
                if (stopping || !woken.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
                woken.drainPermits();
                return !stopping;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private void wake() {
            woken.release();
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }

    /** Opens a watch. Who opens it before looking at the events misses nothing that is committed after the look. */
    Watch open(Predicate<Audience> concerned) {
        var watch = new Watch(concerned);
        watches.add(watch);
        if (resting) {
            look.release();
        }
        return watch;
    }

    /** How many wait. */
    int waiting() {
        return watches.size();
    }

    /** Says that this node has committed an event. */
    void committed() {
        look.release();
    }

    private void watch() {
        try {
            while (!stopping) {
                // Said before it is found out: whoever opens a watch meanwhile either is seen here, or sees this.
                resting = true;
                if (watches.isEmpty()) {
                    look.acquire();
                    resting = false;
                } else {
                    resting = false;
                    look.tryAcquire(polling.toNanos(), TimeUnit.NANOSECONDS);
                }
                look.drainPermits();
                if (!watches.isEmpty()) {
                    lookAgain();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAgain() {
        try {
            var newest = events.newest();
            if (newest == seen) {
                return;
            }
            if (newest < seen || newest - seen > MOST_LOOKED_AT) {
                watches.forEach(Watch::wake);
            } else {
                var audiences = events.audiences(seen, newest);
                watches.stream()
                        .filter(watch -> audiences.stream().anyMatch(watch.concerned))
                        .forEach(Watch::wake);
            }
            seen = newest;
        } catch (DataAccessException | CannotCreateTransactionException e) {
            // What was not seen now is seen next time.
            log.warn("Cannot look for new events: {}", e.getMessage());
        }
    }

    @Override
    public void start() {
        stopping = false;
        looker = Thread.ofVirtual().name("event-arrivals").start(this::watch);
    }

    @Override
    public void stop() {
        stopping = true;
        watches.forEach(Watch::wake);
        // Not interrupted: H2 closes its file when a thread that reads it is.
        look.release();
        looker = null;
    }

    @Override
    public boolean isRunning() {
        return looker != null;
    }

    /** Before the web server waits for its requests to end. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 512;
    }
}
