package org.almoner.dataset.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Places for batches that may be under way in all lanes. Keeps as many batches that are not, to be used again: were each lane to keep
 * its own, a data set of many types would need many times the memory. Safe for several threads.
 */
final class Places {

    private final int count;
    private final Cores cores;
    private final Semaphore free;
    private final Deque<Idle> idle = new ArrayDeque<>();

    private record Idle(Lane lane, Batch batch) {}

    Places(int count, Cores cores) {
        this.count = count;
        this.cores = cores;
        this.free = new Semaphore(count);
    }

    /** Waits for a place, and gives a batch of a lane that goes there. */
    Batch take(Lane lane, Supplier<Batch> fresh) throws InterruptedException {
        acquire();
        synchronized (this) {
            for (var kept = idle.iterator(); kept.hasNext(); ) {
                var next = kept.next();
                if (next.lane() == lane) {
                    kept.remove();
                    return next.batch();
                }
            }
        }
        return fresh.get();
    }

    private void acquire() throws InterruptedException {
        if (free.tryAcquire()) {
            return;
        }
        cores.end();
        try {
            free.acquire();
        } finally {
            cores.begin();
        }
    }

    /** Takes a batch back, and its place. */
    void give(Lane lane, Batch batch) {
        synchronized (this) {
            idle.addFirst(new Idle(lane, batch));
            if (idle.size() > count) {
                idle.removeLast();
            }
        }
        free.release();
    }
}
