package org.almoner.client.bytepath;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Ends exchanges in which nothing moves any more. One look at all of them now and then, and nothing to be done for each. */
public final class Watch {

    private final Duration patience;
    private final long least;
    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * A watch.
     *
     * @param patience for how long less than {@code least} may move, at least; what does so is ended after at most twice that
     */
    public Watch(Duration patience, long least) {
        this.patience = patience;
        this.least = least;
    }

    /** Something that is watched until it is closed. */
    public final class Watched implements AutoCloseable {

        private final LongSupplier moved;
        private final Runnable end;
        private long before;
        private boolean seen;
        private volatile boolean expired;

        private Watched(LongSupplier moved, Runnable end) {
            this.moved = moved;
            this.end = end;
        }

        private void look() {
            long now = moved.getAsLong();
            if (seen && now - before < least) {
                expired = true;
                end.run();
            }
            seen = true;
            before = now;
        }

        /** Whether it was ended for standing still. */
        public boolean expired() {
            return expired;
        }

        @Override
        public void close() {
            all.remove(this);
        }
    }

    /**
     * Watches something.
     *
     * @param moved grows as long as it moves
     * @param end ends it; called by a thread of this watch
     */
    public Watched over(LongSupplier moved, Runnable end) {
        var watched = new Watched(moved, end);
        all.add(watched);
        lookLater();
        return watched;
    }

    private void lookLater() {
        if (looking.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(patience.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(this::look);
        }
    }

    private void look() {
        all.forEach(Watched::look);
        looking.set(false);
        if (!all.isEmpty()) {
            lookLater();
        }
    }
}
