package org.almoner.client.admin;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A client to be registered.
 *
 * @param name for people
 * @param scopes what it may do: download, syndication, notifications, publish, admin
 * @param jwks its public keys, if it proves itself with {@code private_key_jwt}: a JSON Web Key Set as a tree of maps and lists
 * @param jwksUri where its public keys are, instead
 * @param secret whether it gets a secret; null leaves it to the server, which gives one to a client without keys
 */
public record ClientRequest(
        String name,
        List<String> scopes,
        @Nullable Object jwks,
        @Nullable String jwksUri,
        @Nullable Boolean secret) {

    public ClientRequest {
        scopes = List.copyOf(scopes);
    }
}
