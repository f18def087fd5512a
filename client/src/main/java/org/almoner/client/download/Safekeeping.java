package org.almoner.client.download;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.almoner.client.failure.AlmonerException;

/**
 * Makes the bytes of a file safe while others arrive, so often that no more than a segment for each connection is lost when the process
 * is killed. All of it is to be asked by whoever holds the crew's lock.
 */
final class Safekeeping {

    /** However little arrives, it is made safe after this time. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** The part of a segment that the system's buffers may hold: 8 MiB of 64, while Linux gives a connection 6 at most by itself. */
    private static final int SYSTEM = 8;

    private final ReentrantLock lock;
    private final PartialFile part;
    private final Segments segments;
    private final Runnable safe;
    private final Consumer<AlmonerException> failed;
    private final long perConnection;
    private boolean committing;
    private long committed;
    private Instant committedAt;

    /**
     * Begins with what an earlier process made safe.
     *
     * @param lock the crew's
     * @param safe told, under the lock, when something has been made safe
     * @param failed told when the disk does not take it
     */
    Safekeeping(
            Engine engine,
            ReentrantLock lock,
            PartialFile part,
            Segments segments,
            Runnable safe,
            Consumer<AlmonerException> failed) {
        this.lock = lock;
        this.safe = safe;
        this.part = part;
        this.segments = segments;
        this.failed = failed;
        // A segment, less what is in the connection's buffers, and on its way there in the system's, which grow to some
        // megabytes.
        long segment = engine.settings.segment();
        this.perConnection = segment - segment / SYSTEM - (Writing.BUFFERS - 2L) * engine.buffers.large();
        this.committed = segments.doneLength();
        this.committedAt = engine.patience.clock().instant();
    }

    /** Whether bytes are being made safe just now. */
    boolean busy() {
        return committing;
    }

    /** Whether so much would be lost now that no more may come before it is safe. */
    boolean full(int connections) {
        return committing && tooMuch(connections);
    }

    /** Whether more would be lost now than so many connections may lose. */
    boolean tooMuch(int connections) {
        return unsafe() > allowance(connections);
    }

    /** Makes safe what there is, if it can be. Returns whether that goes on. */
    boolean secure(Instant now) {
        if (!committing && !segments.complete() && part.identity().resumable()) {
            commit(now);
        }
        return committing;
    }

    /** What is lost when the process is killed now: what was written since the last commit. */
    private long unsafe() {
        return segments.doneLength() - committed;
    }

    private long allowance(int connections) {
        return perConnection * Math.max(1, connections);
    }

    /** Bytes have arrived: makes them safe if it is time. */
    void arrived(int connections, Instant now) {
        boolean due = unsafe() >= allowance(connections) / 4 * 3
                || Duration.between(committedAt, now).compareTo(INTERVAL) >= 0;
        if (due) {
            secure(now);
        }
    }

    private void commit(Instant now) {
        committing = true;
        committedAt = now;
        var done = segments.done();
        long length = segments.doneLength();
        Thread.ofVirtual().name("almoner-commit").start(() -> {
            try {
                part.commit(done);
            } catch (IOException e) {
                failed.accept(part.unwritable(e));
            } finally {
                lock.lock();
                try {
                    committing = false;
                    committed = length;
                    safe.run();
                } finally {
                    lock.unlock();
                }
            }
        });
    }
}
