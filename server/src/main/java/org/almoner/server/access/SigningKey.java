package org.almoner.server.access;

import java.time.Instant;

import com.nimbusds.jose.jwk.RSAKey;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs access tokens, or did.
 *
 * @param generation 1 for the first key of the installation, one more for each that followed
 * @param pair both halves, with the thumbprint of the public one (RFC 7638) as key id
 * @param signsFrom when it takes over from the one before; it is published earlier, so that all nodes know it by then
 * @param verifiesUntil when the last token it signed has expired; null while no later key has taken over
 */
record SigningKey(
        int generation,
        RSAKey pair,
        Instant signsFrom,
        @Nullable Instant verifiesUntil) {

    boolean verifiesAt(Instant now) {
        return verifiesUntil == null || verifiesUntil.isAfter(now);
    }

    /** Never the private half. */
    @Override
    public String toString() {
        return "SigningKey[" + generation + ", " + pair.getKeyID() + "]";
    }
}
