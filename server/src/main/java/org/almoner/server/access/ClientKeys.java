package org.almoner.server.access;

import java.net.URI;
import java.text.ParseException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import org.almoner.server.failure.Invalid;

/** The public keys that verify a client's assertions. */
sealed interface ClientKeys {

    /** Kept with the client. */
    record Kept(JWKSet keys) implements ClientKeys {}

    /** Fetched from the client's own address when needed. */
    record Published(URI at) implements ClientKeys {}

    int LONGEST_SET = 20_000;
    int LONGEST_URI = 2_000;
    int SHORTEST_RSA = 2048;

    /**
     * The keys of a JWK Set (RFC 7517 §5).
     *
     * @throws Invalid if it is none, is empty or too long, holds a private or symmetric key, or one of a kind that signs
     *     none of RS256, RS384, ES256 and ES384
     */
    static Kept parse(String json) {
        if (json.length() > LONGEST_SET) {
            throw new Invalid("The jwks is longer than " + LONGEST_SET + " characters. Send the keys in use only.");
        }
        JWKSet keys;
        try {
            keys = JWKSet.parse(json);
        } catch (ParseException e) {
            throw new Invalid("The jwks is not a JWK Set: " + e.getMessage());
        }
        if (keys.isEmpty()) {
            throw new Invalid("The jwks holds no key. Send at least one public key.");
        }
        keys.getKeys().forEach(ClientKeys::check);
        return new Kept(keys);
    }

    /**
     * The address of a JWK Set.
     *
     * @throws Invalid unless it is an absolute https address, or an http one of this very machine
     */
    static Published at(String text) {
        var uri = uri(text);
        var host = uri.getHost();
        var secure = "https".equalsIgnoreCase(uri.getScheme());
        var local = "http".equalsIgnoreCase(uri.getScheme()) && ("localhost".equals(host) || "127.0.0.1".equals(host));
        if (text.length() > LONGEST_URI || host == null || uri.getRawUserInfo() != null || !(secure || local)) {
            throw new Invalid("The jwks_uri must be an absolute https address of at most " + LONGEST_URI
                    + " characters, without a user name.");
        }
        return new Published(uri);
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException _) {
            throw new Invalid("The jwks_uri is not an address.");
        }
    }

    private static void check(JWK key) {
        if (key.isPrivate()) {
            throw new Invalid(
                    "The jwks holds a private or symmetric key. Keep that one to yourself, consider it known to"
                            + " others from now on, and send the public part of a new one.");
        }
        switch (key) {
            case RSAKey rsa when rsa.size() >= SHORTEST_RSA -> {}
            case ECKey ec when Curve.P_256.equals(ec.getCurve()) || Curve.P_384.equals(ec.getCurve()) -> onCurve(ec);
            default ->
                throw new Invalid("The jwks holds a key of a kind that is not accepted. Use RSA of at least "
                        + SHORTEST_RSA + " bits, or EC on P-256 or P-384.");
        }
    }

    private static void onCurve(ECKey key) {
        try {
            key.toECPublicKey();
        } catch (JOSEException e) {
            throw new Invalid("The jwks holds a broken EC key: " + e.getMessage());
        }
    }
}
