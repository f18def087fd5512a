package org.almoner.client.admin;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A client just registered. Its text form hides the secret, which the server will not show again.
 *
 * @param clientSecret null when it was asked to have none
 */
public record NewClient(String clientId, @Nullable String clientSecret, String name, List<String> scopes) {

    @Override
    public String toString() {
        return "NewClient[clientId=" + clientId + ", name=" + name + ", scopes=" + scopes + "]";
    }
}
