package org.almoner.client.http;

/**
 * What a program proves itself with (OAuth2 client credentials). Never prints the secret.
 *
 * @param id the client id; not blank
 * @param secret the client secret; not blank
 */
public record ClientCredentials(String id, String secret) {

    public ClientCredentials {
        if (id.isBlank()) {
            throw new IllegalArgumentException("The client id is blank");
        }
        if (secret.isBlank()) {
            throw new IllegalArgumentException("The client secret is blank");
        }
    }

    @Override
    public String toString() {
        return "ClientCredentials[id=" + id + ", secret=***]";
    }
}
