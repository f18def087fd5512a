package org.almoner.client.admin;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who did what, and how it ended.
 *
 * @param event what happened, such as {@code version-committed}
 * @param organization the mnemonic of the organization of whoever did it
 * @param object what it was done to
 * @param bytesSent how much of a download went out
 * @param requestId what ties the entry to the answer and the log
 */
public record AuditEntry(
        String id,
        Instant at,
        String event,
        @Nullable String outcome,
        @Nullable String organization,
        @Nullable String organizationId,
        @Nullable String clientId,
        @Nullable String object,
        @Nullable String detail,
        @Nullable Long bytesSent,
        @Nullable String address,
        @Nullable String requestId) {}
