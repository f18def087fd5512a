package org.almoner.server.audit;

import java.time.Clock;

import org.almoner.server.web.Request;
import org.almoner.server.web.Timestamps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Makes entries of what happened, and sees each onto the path it needs. */
final class Recorder {

    private static final Logger log = LoggerFactory.getLogger(Recorder.class);

    private final AuditRows rows;
    private final GroupedWriter writer;
    private final EntryIds ids;
    private final Clock clock;

    Recorder(AuditRows rows, GroupedWriter writer, EntryIds ids, Clock clock) {
        this.rows = rows;
        this.writer = writer;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Records a change in the transaction that makes it: either both are there afterwards or neither is. If the change cannot be
     * recorded, it must not happen, so the exception is for the one who makes it.
     */
    void change(Happening happening) {
        var entry = entry(happening, Request.current());
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            rows.insert(entry);
            return;
        }
        try {
            rows.insert(entry);
        } catch (DataAccessException e) {
            log.debug("A change made outside of a transaction could not be recorded at once", e);
            writer.write(entry);
        }
    }

    /** Records what changes nothing: before long, whatever becomes of the transaction that may be under way. */
    void note(Happening happening) {
        note(happening, Request.current());
    }

    /** As {@link #note(Happening)}, for what ends on another thread than that of its request. */
    void note(Happening happening, Request request) {
        writer.write(entry(happening, request));
    }

    private Entry entry(Happening happening, Request request) {
        var now = Timestamps.now(clock);
        return new Entry(
                ids.at(now),
                now,
                happening.event(),
                happening.outcome(),
                happening.organizationId(),
                happening.clientId(),
                happening.object(),
                happening.detail(),
                happening.bytesSent(),
                request.address(),
                request.id());
    }
}
