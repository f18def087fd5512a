package org.almoner.server.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A program that calls on behalf of an organization.
 *
 * @param keys what verifies its assertions; null if it sends none
 * @param secrets the live ones, oldest first; at most two
 * @param disabledAt from when on it gets no tokens and its tokens are refused; null if it is not disabled
 */
record Client(
        ClientId id,
        OrganizationId organization,
        String name,
        Set<Scope> scopes,
        @Nullable ClientKeys keys,
        List<Secret> secrets,
        Instant createdAt,
        @Nullable Instant disabledAt) {

    static final int MOST_SECRETS = 2;

    Client {
        scopes = Set.copyOf(scopes);
        secrets = List.copyOf(secrets);
    }

    /** A live secret, of which the hash is all that is known. */
    record Secret(UUID id, SecretHash hash, Instant createdAt) {}
}
