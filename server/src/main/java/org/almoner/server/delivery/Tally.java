package org.almoner.server.delivery;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What this node has done so far. */
final class Tally {

    private final LongAdder delivered = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private final LongAdder millis = new LongAdder();

    void count(Tried tried) {
        millis.add(tried.attempt().took().toMillis());
        switch (tried.next()) {
            case Tried.Next.Done _ -> delivered.increment();
            case Tried.Next.Again _ -> retried.increment();
            case Tried.Next.Dead _ -> dead.increment();
        }
    }

    long delivered() {
        return delivered.sum();
    }

    /** Tries after which there is another. */
    long retried() {
        return retried.sum();
    }

    long dead() {
        return dead.sum();
    }

    long tries() {
        return delivered() + retried() + dead();
    }

    Duration took() {
        return Duration.ofMillis(millis.sum());
    }
}
