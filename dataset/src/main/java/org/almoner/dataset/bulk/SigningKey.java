package org.almoner.dataset.bulk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A private key that assertions are signed with: RSA of at least 2048 bits (RS384) or EC on the curve P-384 (ES384), the two that
 * SMART Backend Services has every server take. Never prints.
 */
public final class SigningKey {

    private static final int SHORTEST_RSA = 2048;
    private static final int P384 = 384;

    private final String id;
    private final PrivateKey key;
    private final Algorithm algorithm;

    private enum Algorithm {
        RS384("SHA384withRSA"),
        /** JWS wants the two numbers side by side (RFC 7518 §3.4), not the DER that Java gives otherwise. */
        ES384("SHA384withECDSAinP1363Format");

        private final String name;

        Algorithm(String name) {
            this.name = name;
        }
    }

    /**
     * @param id the {@code kid} under which the public key is registered
     * @throws IllegalArgumentException if it is another kind of key
     */
    public SigningKey(String id, PrivateKey key) {
        this.id = id;
        this.key = key;
        this.algorithm = switch (key) {
            case RSAPrivateKey rsa when rsa.getModulus().bitLength() >= SHORTEST_RSA -> Algorithm.RS384;
            case ECPrivateKey ec
            when ec.getParams().getCurve().getField().getFieldSize() == P384
                    && ec.getParams().getOrder().bitLength() == P384 -> Algorithm.ES384;
            default ->
                throw new IllegalArgumentException(
                        "The key '" + id + "' cannot sign assertions: use RSA of at least 2048 bits, or EC P-384.");
        };
    }

    /**
     * Reads a key as {@code openssl genpkey} writes it.
     *
     * @param pem PKCS #8, from {@code -----BEGIN PRIVATE KEY-----} on
     */
    public static SigningKey pem(String id, String pem) {
        var encoded = pem.strip();
        if (!encoded.startsWith("-----BEGIN PRIVATE KEY-----") || !encoded.endsWith("-----END PRIVATE KEY-----")) {
            throw new IllegalArgumentException("The key '" + id
                    + "' is not an unencrypted PKCS #8 PEM. openssl pkcs8 -topk8 -nocrypt makes one of other forms.");
        }
        var body = encoded.substring(
                "-----BEGIN PRIVATE KEY-----".length(), encoded.length() - "-----END PRIVATE KEY-----".length());
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException _) {
            // Its message would tell a part of the key.
            throw new IllegalArgumentException("The key '" + id + "' is not Base64.");
        }
        return new SigningKey(id, decoded(id, new PKCS8EncodedKeySpec(der)));
    }

    private static PrivateKey decoded(String id, PKCS8EncodedKeySpec spec) {
        for (var kind : new String[] {"RSA", "EC"}) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(spec);
            } catch (InvalidKeySpecException _) {
                // The other kind, then.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalArgumentException("The key '" + id + "' is neither an RSA nor an EC key.");
    }

    public String id() {
        return id;
    }

    /** {@code RS384} or {@code ES384}. */
    public String algorithm() {
        return algorithm.name();
    }

    byte[] sign(String text) {
        try {
            var signature = Signature.getInstance(algorithm.name);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key '" + id + "' cannot sign", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + ", " + algorithm + "]";
    }
}
