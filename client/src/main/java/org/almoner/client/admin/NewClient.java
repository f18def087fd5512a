package org.almoner.client.admin;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A client just registered. Its text form hides the secret, which the server will not show again.
 *
 * @param clientSecret null when it has none
 * @param secretId null when it has no secret
 * @param organization the mnemonic of its organization
 */
public record NewClient(
        String clientId,
        @Nullable String clientSecret,
        @Nullable String secretId,
        String organization,
        String name,
        List<String> scopes) {

    public NewClient {
        scopes = List.copyOf(scopes);
    }

    @Override
    public String toString() {
        return "NewClient[clientId=" + clientId + ", name=" + name + ", scopes=" + scopes + "]";
    }
}
