package org.almoner.server.audit;

import org.jspecify.annotations.Nullable;

/** What a feature's event says, in the audit's words; see {@link Entry}. */
record Happening(
        String event,
        Outcome outcome,
        @Nullable String organizationId,
        @Nullable String clientId,
        String object,
        String detail,
        @Nullable Long bytesSent) {}
