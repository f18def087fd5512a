package org.almoner.client.admin;

import java.time.Instant;

import static java.util.Objects.requireNonNull;

/**
 * A key that notifications are or were signed with.
 *
 * @param keyId names its certificate
 * @param certificateUrl what messages that it has signed carry as {@code SigningCertURL}
 * @param signing whether it is the one that signs now
 */
public record NotificationKey(String keyId, String certificateUrl, Instant createdAt, boolean signing) {

    public NotificationKey {
        requireNonNull(keyId, "key_id is missing");
        requireNonNull(certificateUrl, "certificate_url is missing");
        requireNonNull(createdAt, "created_at is missing");
    }
}
