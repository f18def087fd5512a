package org.almoner.server.syndication;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again beside a job, until it is closed. A failure is logged, and the next time may be better. */
final class Pulse implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Pulse.class);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    private Pulse(Runnable beat, Duration interval) {
        this.thread = Thread.ofVirtual().name("extract-pulse").start(() -> beat(beat, interval));
    }

    static Pulse start(Runnable beat, Duration interval) {
        return new Pulse(beat, interval);
    }

    private void beat(Runnable beat, Duration interval) {
        try {
            while (!over.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    beat.run();
                } catch (RuntimeException e) {
                    log.warn("Cannot write down how far a job is", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the last beat is over. */
    @Override
    public void close() {
        over.countDown();
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
