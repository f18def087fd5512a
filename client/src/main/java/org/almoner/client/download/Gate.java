package org.almoner.client.download;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets so many connections through at a time, of all files together. A quarter of them is kept from the first connections of large files,
 * and further ones leave when somebody waits, so that small files never wait behind large ones. Narrows when the server sends connections away, and widens again as it answers.
 */
final class Gate {

    /** Answers after which one more connection is tried. */
    private static final int ANSWERS_TO_WIDEN = 32;

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private int limit;
    private int small;
    private int large;
    private int smallWaiting;
    private int largeWaiting;
    private int answers;

    Gate(int most) {
        this.most = most;
        this.limit = most;
    }

    /** What a connection fetches. */
    enum Load {
        SMALL,
        LARGE
    }

    /** Waits for the first connection of a file. */
    void enter(Load load) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waiting(load, 1);
            try {
                while (!open(load)) {
                    free.await();
                }
            } finally {
                waiting(load, -1);
            }
            count(load, 1);
        } finally {
            lock.unlock();
        }
    }

    /** A further connection of a large file, if nobody waits for a first one. */
    boolean tryFurther() {
        lock.lock();
        try {
            boolean may = !crowded() && small + large < limit;
            if (may) {
                large++;
            }
            return may;
        } finally {
            lock.unlock();
        }
    }

    void leave(Load load) {
        lock.lock();
        try {
            count(load, -1);
            free.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether further connections are to make room for first ones. */
    boolean pressed() {
        lock.lock();
        try {
            return crowded();
        } finally {
            lock.unlock();
        }
    }

    void refused() {
        lock.lock();
        try {
            limit = Math.max(1, limit / 2);
            answers = 0;
        } finally {
            lock.unlock();
        }
    }

    void answered() {
        lock.lock();
        try {
            if (limit < most && ++answers >= ANSWERS_TO_WIDEN) {
                limit++;
                answers = 0;
                free.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many large files may be under way at a time. */
    int roomForLarge() {
        lock.lock();
        try {
            return limit == 1 ? 1 : limit - Math.max(1, limit / 4);
        } finally {
            lock.unlock();
        }
    }

    private boolean crowded() {
        return largeWaiting > 0 || smallWaiting > 0 || small + large > limit;
    }

    private boolean open(Load load) {
        if (small + large >= limit) {
            return false;
        }
        return switch (load) {
            case SMALL -> true;
            // With a single connection there is no quarter to keep: small files go first.
            case LARGE -> large < roomForLarge() && (limit > 1 || smallWaiting == 0);
        };
    }

    private void count(Load load, int by) {
        switch (load) {
            case SMALL -> small += by;
            case LARGE -> large += by;
        }
    }

    private void waiting(Load load, int by) {
        switch (load) {
            case SMALL -> smallWaiting += by;
            case LARGE -> largeWaiting += by;
        }
    }
}
