package org.almoner.client.admin;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A client as the server knows it.
 *
 * @param secrets its live secrets, without their values
 * @param hasJwks whether it has public keys in place
 * @param jwksUri where its public keys are fetched from; null if they are not
 * @param disabledAt when it was disabled; null when it was not
 */
public record RegisteredClient(
        String clientId,
        String organizationId,
        String name,
        List<String> scopes,
        List<Secret> secrets,
        boolean hasJwks,
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
