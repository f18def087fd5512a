package org.almoner.server.manifest;

import java.time.Instant;
import java.util.function.Supplier;

import org.almoner.server.failure.Damaged;

/**
 * Signed manifests. Each is a JWS (RFC 7515) that is made once, when its subject is published, and given out as it was made ever after:
 * it is not made again of what the tables say, so that an altered table shows.
 */
public interface Manifests {

    /** The media type of a manifest. */
    String MEDIA_TYPE = "application/jose";

    /**
     * Signs a manifest and keeps it. To be called in the transaction that publishes the subject, towards its end: whoever else signs
     * for the same signer waits until it is over.
     *
     * @param payload a JSON document in UTF-8
     */
    void sign(Signer signer, Subject subject, byte[] payload);

    /**
     * The manifest of something published, in compact serialization. What was published before its signer had any key has none; it
     * is signed when it is first asked for. Not to be called in a transaction.
     *
     * @param publishedAt when the subject was published
     * @param payload what is signed if it was never signed
     * @throws Damaged if the subject should have a manifest, and has not
     */
    String find(Signer signer, Subject subject, Instant publishedAt, Supplier<byte[]> payload);

    /** The public keys of a signer, oldest first; its first key is made here if it has none. */
    ManifestKeySet keys(Signer signer);
}
