package org.almoner.client.download;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps interrupts away from a thread while it works on files: one would close the channel that it comes upon, for all who use it. A
 * thread that is interrupted by this alone hears of it when the work is done.
 */
final class Interruptions {

    private final ReentrantLock lock = new ReentrantLock();
    private final Thread thread;
    private boolean working;
    private boolean interrupted;

    /** @param thread that nobody else interrupts */
    Interruptions(Thread thread) {
        this.thread = thread;
    }

    /** Interrupts the thread, now or when it is through with what it must not be disturbed at. */
    void interrupt() {
        lock.lock();
        try {
            interrupted = true;
            if (!working) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Does a piece of work on the thread. If it is interrupted meanwhile, or was before, it is so afterwards. */
    void defer(Undisturbed.Work work) throws IOException {
        begin();
        try {
            work.run();
        } finally {
            end();
        }
    }

    private void begin() {
        lock.lock();
        try {
            working = true;
            interrupted |= Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            working = false;
            if (interrupted) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
