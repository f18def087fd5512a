package org.almoner.dataset.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Patience with an end: all pauses and attempts of a fetch, given up when it is cancelled. Safe for many threads. */
final class Session {

    /** So soon is a cancelled pause over. */
    private static final Duration SLICE = Duration.ofMillis(500);

    private final BulkLimits limits;
    private final BulkWorld world;
    private final BooleanSupplier cancelled;

    Session(BulkLimits limits, BulkWorld world, BooleanSupplier cancelled) {
        this.limits = limits;
        this.world = world;
        this.cancelled = cancelled;
    }

    BulkLimits limits() {
        return limits;
    }

    BulkWorld world() {
        return world;
    }

    Instant now() {
        return world.clock().instant();
    }

    /** One that is also over when something else says so. */
    Session until(BooleanSupplier over) {
        return new Session(limits, world, () -> cancelled.getAsBoolean() || over.getAsBoolean());
    }

    /** One that nobody cancels. */
    Session toTheEnd() {
        return new Session(limits, world, () -> false);
    }

    /** @throws CancellationException if it is over */
    void goOn() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("The export was cancelled");
        }
    }

    void pause(Duration time) {
        for (var left = time; left.isPositive(); left = left.minus(SLICE)) {
            goOn();
            try {
                world.sleeper().sleep(BulkLimits.shorter(left, SLICE));
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        goOn();
    }

    static BulkExportException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new BulkExportException.Unfinished(
                "The export was interrupted. It is kept, and goes on when it is fetched again.", e);
    }

    /** The pause between two questions, asked for or not. */
    Duration between(int times, Optional<Duration> asked) {
        double random = world.random().nextDouble();
        return asked.map(wait -> limits.pause(wait, random)).orElseGet(() -> limits.pause(times, random));
    }

    Attempts attempts() {
        return new Attempts();
    }

    /** The attempts at one thing. Not for use by several threads. */
    final class Attempts {

        private int failed;

        private Attempts() {}

        /** It got further since the last failure. */
        void progressed() {
            failed = 0;
        }

        /** Counts a failure, and pauses; or says that it was the last. */
        boolean pauseAfterFailure(Optional<Duration> asked) {
            failed++;
            if (failed >= limits.attempts()) {
                return false;
            }
            pause(between(failed - 1, asked));
            return true;
        }
    }
}
