package org.almoner.client.download;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/** A token bucket for all connections together. */
final class Throttle {

    /** What may have been saved up in a pause. */
    private static final Duration BURST = Duration.ofMillis(100);

    private final OptionalLong rate;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Instant paidUntil = Instant.MIN;

    /** @param rate bytes a second */
    Throttle(OptionalLong rate, InstantSource clock) {
        this.rate = rate;
        this.clock = clock;
    }

    /** Takes bytes out of the bucket. Returns for how long the taker has to hold still before it takes more. */
    Duration take(long bytes) {
        if (rate.isEmpty()) {
            return Duration.ZERO;
        }
        lock.lock();
        try {
            var now = clock.instant();
            var earliest = now.minus(BURST);
            var from = paidUntil.isBefore(earliest) ? earliest : paidUntil;
            paidUntil = from.plusNanos((long) (bytes * 1e9 / rate.getAsLong()));
            return paidUntil.isAfter(now) ? Duration.between(now, paidUntil) : Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }
}
