package org.almoner.server.access;

/**
 * A client just added, with its secret, which is shown this once and cannot be found out again.
 *
 * @param secret 256 random bits in URL-safe characters
 */
public record NewClient(String clientId, String secret) {

    /** Never the secret. */
    @Override
    public String toString() {
        return "NewClient[clientId=" + clientId + "]";
    }
}
