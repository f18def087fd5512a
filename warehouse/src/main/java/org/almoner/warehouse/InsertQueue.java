package org.almoner.warehouse;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;

/** Inserts into DuckDB, one after the other, on a thread of their own. */
final class InsertQueue implements AutoCloseable {

    /** Bytes of text that may be under way or wait on disk, besides the part that is being written. */
    private static final int WAITING = 192 << 20;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("duckdb-insert").factory());
    private final Semaphore room = new Semaphore(WAITING);
    private @Nullable Future<Long> last;
    private long number;

    /** Different from all before. */
    long nextNumber() {
        return number++;
    }

    /**
     * Waits until there is room.
     *
     * @param size of the text that it inserts, in bytes
     * @throws SQLException if an insert before has failed
     */
    Future<Long> submit(long size, Callable<Long> insert) throws IOException, SQLException {
        int taken = (int) Math.min(WAITING, size);
        try {
            room.acquire(taken);
        } catch (InterruptedException e) {
            throw interrupted();
        }
        if (last != null && last.isDone()) {
            result(last);
        }
        var submitted = thread.submit(() -> {
            try {
                return insert.call();
            } finally {
                room.release(taken);
            }
        });
        last = submitted;
        return submitted;
    }

    /** Waits for what came of one. */
    static long result(Future<Long> insert) throws IOException, SQLException {
        try {
            return insert.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException sql -> throw sql;
                case IOException io -> throw io;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static WarehouseException interrupted() {
        Thread.currentThread().interrupt();
        return new WarehouseException("The load was interrupted.");
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
