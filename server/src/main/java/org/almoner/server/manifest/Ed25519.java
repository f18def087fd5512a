package org.almoner.server.manifest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A key pair of Ed25519 (RFC 8032). */
final class Ed25519 {

    static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private static final String ALGORITHM = "Ed25519";
    private static final int LENGTH = 32;

    /** What stands before a public key in its X.509 form (RFC 8410 §4). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PrivateKey secret;
    private final PublicKey open;
    private final String x;

    private Ed25519(PrivateKey secret, String x) throws GeneralSecurityException {
        this.secret = secret;
        this.x = x;
        var encoded = Arrays.copyOf(X509, X509.length + LENGTH);
        System.arraycopy(Base64.getUrlDecoder().decode(x), 0, encoded, X509.length, LENGTH);
        this.open = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** A new key pair. */
    static Ed25519 generate(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            var pair = generator.generateKeyPair();
            var encoded = pair.getPublic().getEncoded();
            return new Ed25519(
                    pair.getPrivate(), BASE64.encodeToString(Arrays.copyOfRange(encoded, X509.length, encoded.length)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has Ed25519", e);
        }
    }

    /**
     * A key pair that was kept.
     *
     * @param secret as {@link #secret()} gave it
     * @param x as {@link #x()} gave it
     */
    static Ed25519 of(byte[] secret, String x) {
        try {
            return new Ed25519(KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(secret)), x);
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("A key for manifests in the database is damaged", e);
        }
    }

    /** The private half in PKCS#8 (RFC 8410 §7). */
    byte[] secret() {
        return secret.getEncoded();
    }

    /** The public half: 32 bytes in base64url, as in the member {@code x} of a JWK (RFC 8037 §2). */
    String x() {
        return x;
    }

    /** The public half as the JSON of which a thumbprint is made: the required members in order, without blanks (RFC 7638 §3.2). */
    byte[] document() {
        return ("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    /** The name of the key: its SHA-256 thumbprint in base64url (RFC 7638 §3, RFC 8037 §2). */
    String thumbprint() {
        try {
            return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(document()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean signed(byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(open);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            // Of bytes that cannot be a signature.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
