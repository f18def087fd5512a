package org.almoner.client.download;

/** Threads that work on a file, and end before it is closed. */
final class Threads {

    private Threads() {}

    /** Waits until a thread has ended. The calling one may be interrupted meanwhile, and then still is. */
    static void awaitEnd(Thread ending) {
        boolean interrupted = false;
        while (ending.isAlive()) {
            try {
                ending.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
