package org.almoner.server.manifest;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A key of a signer.
 *
 * @param id its thumbprint (RFC 7638)
 * @param generation its number among the keys of its signer, from 1
 * @param endorsement what the key before it has signed for it; null if none has, or what did was withdrawn
 * @param withdrawnAt null while its signatures count
 */
record ManifestKey(
        String id,
        int generation,
        Ed25519 pair,
        Instant createdAt,
        @Nullable String endorsement,
        @Nullable Instant withdrawnAt) {

    private static final String ENDORSEMENT = "almoner-key-endorsement+jws";
    private static final String MANIFEST = "almoner-manifest+jws";

    /** The signed manifest. */
    String manifest(byte[] payload) {
        return Jws.sign(pair, MANIFEST, payload);
    }

    /** What makes whoever trusts this key trust another. */
    String endorse(Ed25519 other) {
        return Jws.sign(pair, ENDORSEMENT, other.document());
    }

    /** The payload of a manifest that this key has signed; null if it has not. */
    byte @Nullable [] payloadOf(String manifest) {
        return Jws.payload(pair, MANIFEST, manifest);
    }
}
