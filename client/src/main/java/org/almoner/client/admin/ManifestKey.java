package org.almoner.client.admin;

import java.time.Instant;

import org.almoner.client.proof.PublisherKey;

import static java.util.Objects.requireNonNull;

/**
 * A key that manifests are signed with.
 *
 * @param key what its publisher tells people, who then trust it
 * @param endorsed whether the key before it speaks for it; those for which none does are the ones to be told to people
 * @param signing whether it is the one that signs now
 */
public record ManifestKey(PublisherKey key, String keyId, Instant createdAt, boolean endorsed, boolean signing) {

    public ManifestKey {
        requireNonNull(key, "key is missing");
        requireNonNull(keyId, "key_id is missing");
        requireNonNull(createdAt, "created_at is missing");
    }

    /**
     * What the withdrawal of a key has come to.
     *
     * @param signing the key that signs now
     * @param signedAnew how many manifests were signed again with it
     * @param leftAlone how many manifests were found altered, and left as they are
     */
    public record Withdrawal(ManifestKey signing, int signedAnew, int leftAlone) {

        public Withdrawal {
            requireNonNull(signing, "signing is missing");
        }
    }
}
