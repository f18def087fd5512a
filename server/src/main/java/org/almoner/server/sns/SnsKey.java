package org.almoner.server.sns;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A key that signs.
 *
 * @param id names its certificate
 */
record SnsKey(int generation, String id, String certificate, PrivateKey secret, Instant createdAt) {

    SnsSignature sign(SnsMessage message, SignatureVersion version) {
        try {
            var signature = Signature.getInstance(version.algorithm());
            signature.initSign(secret);
            signature.update(message.stringToSign().getBytes(UTF_8));
            return new SnsSignature(version, id, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has RSA signatures", e);
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "SnsKey[" + generation + ", " + id + "]";
    }
}
