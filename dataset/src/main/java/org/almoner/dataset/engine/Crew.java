package org.almoner.dataset.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Threads that do the same thing again and again until one of them fails or all have nothing left to do. */
final class Crew {

    private Crew() {}

    /** One step; says whether there may be more to do. */
    interface Work {
        boolean step() throws IOException, InterruptedException;
    }

    /** Returns when all threads have ended. Throws what the first that failed threw; the others were interrupted then. */
    static void work(int threads, Cores cores, Work work) throws IOException {
        var names = Thread.ofPlatform().daemon().name("extract-", 0).factory();
        // Closing waits for all: nobody may hold on to a reader or a writer that the caller closes next.
        try (var pool = Executors.newFixedThreadPool(threads, names)) {
            var ended = new ExecutorCompletionService<Void>(pool);
            for (int i = 0; i < threads; i++) {
                ended.submit(() -> {
                    cores.begin();
                    try {
                        while (work.step()) {
                            if (Thread.interrupted()) {
                                throw new InterruptedException();
                            }
                        }
                    } finally {
                        cores.end();
                    }
                    return null;
                });
            }
            try {
                for (int i = 0; i < threads; i++) {
                    ended.take().get();
                }
            } catch (ExecutionException e) {
                pool.shutdownNow();
                throw rethrown(Objects.requireNonNull(e.getCause()));
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("Interrupted while making an extract").initCause(e);
            }
        }
    }

    private static IOException rethrown(Throwable cause) throws IOException {
        switch (cause) {
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            case IOException io -> throw io;
            default -> throw new IllegalStateException(cause);
        }
    }
}
