package org.almoner.server.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Who may be tried now, so that no recipient takes the place of another. Each has a few tries at a time; one that is known to be in trouble has one, and all
 * of those together have half of all places. A recipient nobody knows yet may hang in the other half, but only until its first time-out.
 */
final class Lanes {

    private static final int TRIES_AT_A_TIME = 4;
    private static final int WAITING_EACH = 32;
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 100_000;

    private final int places;
    private final Map<UUID, Lane> lanes = new HashMap<>();
    private final Cache<UUID, Boolean> slow = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();
    private int taken;
    private int takenInTrouble;

    private static final class Lane {
        private int taken;
        private final Semaphore tries = new Semaphore(TRIES_AT_A_TIME);
    }

    /** @param places how many deliveries there are room for */
    Lanes(int places) {
        this.places = places;
    }

    /** Room for one delivery. */
    final class Place {

        private final UUID recipient;
        private final Lane lane;
        private final boolean inTrouble;
        private boolean left;

        private Place(UUID recipient, Lane lane, boolean inTrouble) {
            this.recipient = recipient;
            this.lane = lane;
            this.inTrouble = inTrouble;
        }

        /** Waits until it is this delivery's turn at its recipient. */
        void awaitTry() {
            lane.tries.acquireUninterruptibly();
        }

        /** Ends a try. */
        void tryOver() {
            lane.tries.release();
        }

        /** Whether its recipient has turned out to be slow while it waited: its others should not hang as well. */
        boolean overtakenByTrouble() {
            return !inTrouble && slow.getIfPresent(recipient) != null;
        }

        void leave() {
            synchronized (Lanes.this) {
                if (!left) {
                    left = true;
                    taken--;
                    takenInTrouble -= inTrouble ? 1 : 0;
                    lane.taken--;
                    if (lane.taken == 0) {
                        lanes.remove(recipient);
                    }
                    if (taken == 0) {
                        Lanes.this.notifyAll();
                    }
                }
            }
        }
    }

    /** Waits until no place is taken, or the time is up. */
    synchronized void awaitEmpty(Duration atMost) throws InterruptedException {
        var until = System.nanoTime() + atMost.toNanos();
        for (var left = atMost.toNanos(); taken > 0 && left > 0; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** How many deliveries there is room for. */
    synchronized int room() {
        return places - taken;
    }

    /**
     * A place for a delivery to a recipient.
     *
     * @param failing whether it is known to fail
     * @return empty if there is none for this recipient now
     */
    synchronized Optional<Place> place(UUID recipient, boolean failing) {
        var inTrouble = inTrouble(recipient, failing);
        var lane = lanes.computeIfAbsent(recipient, _ -> new Lane());
        if (taken >= places
                || lane.taken >= (inTrouble ? 1 : WAITING_EACH)
                || (inTrouble && takenInTrouble >= places / 2)) {
            if (lane.taken == 0) {
                lanes.remove(recipient);
            }
            return Optional.empty();
        }
        taken++;
        takenInTrouble += inTrouble ? 1 : 0;
        lane.taken++;
        return Optional.of(new Place(recipient, lane, inTrouble));
    }

    boolean inTrouble(UUID recipient, boolean failing) {
        return failing || slow.getIfPresent(recipient) != null;
    }

    /** Remembers whether a recipient made others wait. */
    void was(UUID recipient, boolean itSlow) {
        if (itSlow) {
            slow.put(recipient, true);
        } else {
            slow.invalidate(recipient);
        }
    }
}
