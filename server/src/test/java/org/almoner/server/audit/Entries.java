package org.almoner.server.audit;

import java.time.Instant;
import java.util.Random;

/** Entries for tests: each a second after the one before, as downloads of {@code file-N}. */
final class Entries {

    private final EntryIds ids = new EntryIds(new Random(1)::nextLong);
    private Instant next = Instant.parse("2026-11-21T12:00:00Z");
    private int count;

    Entry next() {
        return next("transfer-ended", "00000000001aa", "client-1", "file-" + count);
    }

    Entry next(String event, String organizationId, String clientId, String object) {
        var at = next;
        next = next.plusSeconds(1);
        count++;
        return new Entry(
                ids.at(at),
                at,
                event,
                Outcome.DONE,
                organizationId,
                clientId,
                object,
                "",
                null,
                "192.0.2.1",
                "request-" + count);
    }
}
