package org.almoner.client.http;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import org.almoner.client.failure.AlmonerException;

/** Waits for a transfer of any length, but not for one in which nothing moves any more. */
public final class Stall {

    private Stall() {}

    /** {@link #await(CompletableFuture, LongSupplier, long, Duration)} of an exchange that any byte keeps alive. */
    public static <T> T await(CompletableFuture<T> exchange, LongSupplier moved, Duration patience)
            throws IOException, InterruptedException {
        return await(exchange, moved, 1, patience);
    }

    /**
     * The outcome of an exchange.
     *
     * @param moved grows as long as bytes move
     * @param least by how much it has to grow meanwhile; at least 1
     * @param patience for how long it may grow by less, at least; the exchange is cancelled after at most twice that
     * @throws HttpTimeoutException if the exchange was cancelled for standing still
     * @throws IOException if it failed
     */
    public static <T> T await(CompletableFuture<T> exchange, LongSupplier moved, long least, Duration patience)
            throws IOException, InterruptedException {
        try {
            long before = moved.getAsLong() - least;
            while (true) {
                try {
                    return exchange.get(patience.toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    long now = moved.getAsLong();
                    if (now - before < least) {
                        throw new HttpTimeoutException("next to nothing moved for " + patience.toSeconds() + " s");
                    }
                    before = now;
                }
            }
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            // Releases the connection when this ends before the exchange does; does nothing otherwise.
            exchange.cancel(true);
        }
    }

    /** The exception that a body handler failed with is somewhere inside of those the HTTP client puts around it. */
    private static IOException unwrapped(ExecutionException failure) {
        var cause = failure.getCause();
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof AlmonerException ours) {
                throw ours;
            }
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }
}
