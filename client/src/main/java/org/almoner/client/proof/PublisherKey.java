package org.almoner.client.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.almoner.client.catalog.Sha256;

/**
 * A public key that manifests are signed with: Ed25519 (RFC 8032).
 *
 * @param x the 32 bytes of the key in base64url without padding, as the member {@code x} of a JWK has them (RFC 8037 §2)
 */
public record PublisherKey(String x) {

    private static final String PREFIX = "ed25519:";
    private static final int LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 64;

    /** What stands before the key in its X.509 form (RFC 8410 §4). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    /** @throws IllegalArgumentException if this is not the key of anybody */
    public PublisherKey {
        try {
            verifier(x);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("Not a public key of Ed25519: '" + x + "'", e);
        }
    }

    /**
     * The key that a publisher has told people, such as {@code ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo}.
     *
     * @throws IllegalArgumentException if it is not in that form
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PublisherKey parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("Not a publisher's key: '" + text
                    + "'. It looks like ed25519: with 43 letters, digits, '-' and '_' after it");
        }
        return new PublisherKey(text.substring(PREFIX.length()));
    }

    /** The key as people pass it on. */
    @JsonValue
    public String text() {
        return PREFIX + x;
    }

    /** The key's name: the SHA-256 of its {@link #document()} in base64url (RFC 7638 §3, RFC 8037 §2). */
    public String thumbprint() {
        var hash = Sha256.digest().digest(document().getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    /** The key as the one JWK that its thumbprint is computed of: the required members in order, without blanks (RFC 7638 §3.2). */
    public String document() {
        return "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
    }

    /** Whether this key has signed a message. */
    boolean signed(byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        try {
            var verifier = verifier(x);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            // Of a signature that is no point and number at all.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key was usable when it was made", e);
        }
    }

    @Override
    public String toString() {
        return text();
    }

    private static Signature verifier(String x) throws GeneralSecurityException {
        var verifier = Signature.getInstance("Ed25519");
        // Only here is looked whether the bytes are a point of the curve.
        verifier.initVerify(publicKey(Base64Url.decode(x)));
        return verifier;
    }

    private static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
        if (raw.length != LENGTH) {
            throw new IllegalArgumentException("A key has " + LENGTH + " bytes, not " + raw.length);
        }
        var encoded = new byte[X509.length + LENGTH];
        System.arraycopy(X509, 0, encoded, 0, X509.length);
        System.arraycopy(raw, 0, encoded, X509.length, LENGTH);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
