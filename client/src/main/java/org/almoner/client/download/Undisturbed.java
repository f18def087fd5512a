package org.almoner.client.download;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Work on files that an interrupt must not cut short: it would close the channel that it comes upon. */
final class Undisturbed {

    private Undisturbed() {}

    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /** Does the work and returns when it is done. The calling thread may be interrupted meanwhile, and then still is. */
    static void run(Work work) throws IOException {
        var done = new CompletableFuture<Void>();
        Thread.ofVirtual().name("almoner-write").start(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        try {
            done.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException ours -> throw ours;
                case null, default -> throw e;
            }
        }
    }
}
