package org.almoner.client.admin;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A client as the server knows it.
 *
 * @param organization the mnemonic of its organization
 * @param jwks its public keys, as JSON text; null if it has none in place
 * @param jwksUri where its public keys are; null if they are not fetched
 * @param disabledAt when it was disabled; null when it was not
 * @param secrets its live secrets, without their values
 */
public record RegisteredClient(
        String clientId,
        @Nullable String organization,
        String name,
        List<String> scopes,
        @Nullable Object jwks,
        @Nullable String jwksUri,
        @Nullable Instant createdAt,
        @Nullable Instant disabledAt,
        @Nullable List<Secret> secrets) {

    /** A live secret, which can be removed by its id. */
    public record Secret(String secretId, @Nullable Instant createdAt) {}
}
