package org.almoner.client.golden;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

import org.almoner.client.proof.PublisherKey;

/** A publisher's key, both halves: signs manifests and endorsements, and whatever else it is told to. */
public final class GoldenKey {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair pair;
    private final PublisherKey key;

    public GoldenKey() {
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        var encoded = pair.getPublic().getEncoded();
        // RFC 8410: the key itself is the last 32 bytes.
        key = new PublisherKey(BASE64.encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
    }

    public PublisherKey key() {
        return key;
    }

    /** The manifest with this JSON. */
    public String manifest(String payload) {
        return jws(header("almoner-manifest+jws"), payload);
    }

    /** What makes those who trust this key trust another. */
    public String endorsement(PublisherKey other) {
        return jws(header("almoner-key-endorsement+jws"), other.document());
    }

    /** The header that goes with this key. */
    public String header(String type) {
        return "{\"alg\":\"EdDSA\",\"typ\":\"" + type + "\",\"kid\":\"" + key.thumbprint() + "\",\"jwk\":"
                + key.document() + "}";
    }

    /** A JWS with any header and payload. */
    public String jws(String header, String payload) {
        var message = encoded(header) + "." + encoded(payload);
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(message.getBytes(StandardCharsets.US_ASCII));
            return message + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
