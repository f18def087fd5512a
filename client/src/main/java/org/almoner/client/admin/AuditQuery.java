package org.almoner.client.admin;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit trail are wanted; null means all.
 *
 * @param from the earliest moment, inclusive
 * @param to the latest moment
 */
public record AuditQuery(
        @Nullable String organization,
        @Nullable String client,
        @Nullable String event,
        @Nullable String object,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Everything. */
    public static final AuditQuery ALL = new AuditQuery(null, null, null, null, null, null);
}
