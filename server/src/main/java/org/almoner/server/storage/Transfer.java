package org.almoner.server.storage;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import org.almoner.server.storage.BytePath.Download;
import org.almoner.server.storage.StorageEvent.Outcome;
import org.almoner.server.web.Request;

/** One answer's bytes on their way to a client. Ends once, whoever says so first. */
final class Transfer {

    private final Transfers all;
    private final Request request;
    private final Download download;
    private final long planned;
    private final Instant startedAt;
    private final AtomicBoolean ended = new AtomicBoolean();

    Transfer(Transfers all, Request request, Download download, long planned, Instant startedAt) {
        this.all = all;
        this.request = request;
        this.download = download;
        this.planned = planned;
        this.startedAt = startedAt;
    }

    Request request() {
        return request;
    }

    Download download() {
        return download;
    }

    /** How many bytes the body has. */
    long planned() {
        return planned;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** Reports the end on this thread. */
    void end(long sent, Outcome outcome) {
        if (ended.compareAndSet(false, true)) {
            all.ended(this, sent, outcome);
        }
    }

    /** Reports the end on another thread, for one that everybody waits for. */
    void endElsewhere(long sent, Outcome outcome) {
        if (ended.compareAndSet(false, true)) {
            Thread.ofVirtual().name("transfer-end").start(() -> all.ended(this, sent, outcome));
        }
    }
}
