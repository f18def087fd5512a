package org.almoner.server.storage;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import org.almoner.server.storage.ObjectStore.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears away what nobody will ask for again: uploads left alone for too long, and bytes in the store that no row knows,
 * as a crash leaves them.
 */
final class Sweeper {

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

    /** What is younger may belong to a transaction that is about to be committed. */
    private static final Duration GRACE = Duration.ofHours(1);

    private static final int BATCH = 500;

    private final ObjectStore store;
    private final ResumableUploads uploads;
    private final UploadRows rows;
    private final ObjectRegister objects;
    private final Duration retention;
    private final InstantSource clock;

    Sweeper(
            ObjectStore store,
            ResumableUploads uploads,
            UploadRows rows,
            ObjectRegister objects,
            Duration retention,
            InstantSource clock) {
        this.store = store;
        this.uploads = uploads;
        this.rows = rows;
        this.objects = objects;
        this.retention = retention;
        this.clock = clock;
    }

    /** Sweeps once. */
    void sweep() {
        var abandoned = rows.leftAloneSince(clock.instant().minus(retention)).stream()
                .filter(uploads::abandonIfIdle)
                .count();
        var orphans = 0;
        try (var traces = store.traces(clock.instant().minus(GRACE))) {
            List<Trace> batch = new ArrayList<>(BATCH);
            for (var trace : (Iterable<Trace>) traces::iterator) {
                batch.add(trace);
                if (batch.size() == BATCH) {
                    orphans += sweep(batch);
                    batch.clear();
                }
            }
            orphans += sweep(batch);
        }
        if (abandoned + orphans > 0) {
            log.info("Swept {} uploads left alone and {} orphans of the store", abandoned, orphans);
        }
    }

    private int sweep(List<Trace> batch) {
        if (batch.isEmpty()) {
            return 0;
        }
        var keys = batch.stream().map(Trace::key).toList();
        // Uploads first: one that is completed meanwhile is then found among the objects.
        var awaited = rows.among(keys);
        var kept = objects.among(keys);
        var orphans = batch.stream()
                .filter(trace -> !awaited.contains(trace.key()))
                .filter(trace -> trace instanceof Trace.Staged || !kept.contains(trace.key()))
                .toList();
        orphans.forEach(this::clear);
        return orphans.size();
    }

    private void clear(Trace orphan) {
        switch (orphan) {
            case Trace.Staged(var staging) -> store.discard(staging);
            case Trace.Sealed(var key) -> store.delete(key);
        }
    }
}
