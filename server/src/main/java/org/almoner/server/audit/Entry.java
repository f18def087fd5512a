package org.almoner.server.audit;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One line of the audit: what happened, to what, by whom.
 *
 * @param id in the order of time; see {@link EntryIds}
 * @param event such as {@code version-committed}; at most 40 characters
 * @param organizationId whose client did it; null if nobody or not known
 * @param clientId null if nobody or not known
 * @param object what it was done to; may be empty
 * @param detail more for people; may be empty
 * @param bytesSent of a download; null for everything else
 * @param address the sender's; null for what the server does by itself
 * @param requestId {@code -} for what the server does by itself
 */
record Entry(
        UUID id,
        Instant at,
        String event,
        Outcome outcome,
        @Nullable String organizationId,
        @Nullable String clientId,
        String object,
        String detail,
        @Nullable Long bytesSent,
        @Nullable String address,
        String requestId) {

    /** Much of it comes from strangers: what would not fit its column is cut, and no row can fail for what is in it. */
    Entry {
        organizationId = organizationId == null ? null : Fit.to(40, organizationId);
        clientId = clientId == null ? null : Fit.to(100, clientId);
        object = Fit.to(500, object);
        detail = Fit.to(1000, detail);
        address = address == null ? null : Fit.to(45, address);
        requestId = Fit.to(64, requestId);
    }
}
