package org.almoner.client.admin;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A client as the server knows it.
 *
 * @param organization the mnemonic of its organization
 * @param secrets its live secrets, without their values
 * @param jwks its public keys, as a tree of maps and lists; null if it has none in place
 * @param jwksUri where its public keys are fetched from; null if they are not
 * @param disabledAt when it was disabled; null when it was not
 */
public record RegisteredClient(
        String clientId,
        String organization,
        String name,
        List<String> scopes,
        List<Secret> secrets,
        @Nullable Object jwks,
        @Nullable String jwksUri,
        @Nullable Instant createdAt,
        @Nullable Instant disabledAt) {

    public RegisteredClient {
        scopes = List.copyOf(scopes);
        secrets = List.copyOf(secrets);
    }

    /** A live secret, which can be removed by its id. */
    public record Secret(String secretId, @Nullable Instant createdAt) {}
}
