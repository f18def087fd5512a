package org.almoner.dataset.engine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many of the cores that an extract may use have nothing to do. Work that could be handed to another thread is handed over
 * only then: a thread that is woken while all cores are busy costs more than it brings. Safe for several threads.
 */
final class Cores {

    private final int count;
    private final AtomicInteger busy = new AtomicInteger();

    Cores(int count) {
        this.count = count;
    }

    /** The calling thread has something to do from now on. */
    void begin() {
        busy.incrementAndGet();
    }

    /** The calling thread waits, or ends. */
    void end() {
        busy.decrementAndGet();
    }

    /** From 0 on; by the time one looks at it, it may be otherwise. */
    int idle() {
        return Math.max(0, count - busy.get());
    }
}
