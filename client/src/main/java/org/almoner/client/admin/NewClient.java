package org.almoner.client.admin;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A client just registered. Its text form hides the secret, which the server will not show again.
 *
 * @param clientSecret null when it has none
 * @param organization the mnemonic of its organization
 * @param secrets its live secrets, without their values
 */
public record NewClient(
        String clientId,
        @Nullable String clientSecret,
        String organization,
        String name,
        List<String> scopes,
        List<RegisteredClient.Secret> secrets) {

    public NewClient {
        scopes = List.copyOf(scopes);
        secrets = List.copyOf(secrets);
    }

    @Override
    public String toString() {
        return "NewClient[clientId=" + clientId + ", name=" + name + ", scopes=" + scopes + "]";
    }
}
