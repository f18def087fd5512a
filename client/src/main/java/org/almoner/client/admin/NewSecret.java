package org.almoner.client.admin;

/** A secret just made. Its text form hides it; the server will not show it again. */
public record NewSecret(String secretId, String clientSecret) {

    @Override
    public String toString() {
        return "NewSecret[secretId=" + secretId + "]";
    }
}
