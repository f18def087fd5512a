package org.almoner.server.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/** JWS in compact serialization (RFC 7515 §7.1) with Ed25519 (RFC 8037 §3.1) and the key in its header. */
final class Jws {

    private Jws() {}

    /** @param type what was signed, so that it cannot be passed off as anything else (RFC 8725 §3.11) */
    static String sign(Ed25519 key, String type, byte[] payload) {
        var message = header(key, type) + "." + Ed25519.BASE64.encodeToString(payload);
        return message + "." + Ed25519.BASE64.encodeToString(key.sign(message.getBytes(StandardCharsets.US_ASCII)));
    }

    /** What {@link #sign} was given; null if that was not this key and type, or it was altered since. */
    static byte @Nullable [] payload(Ed25519 key, String type, String jws) {
        var end = jws.lastIndexOf('.');
        var start = header(key, type) + ".";
        if (end < start.length() || !jws.startsWith(start)) {
            return null;
        }
        try {
            var signature = Base64.getUrlDecoder().decode(jws.substring(end + 1));
            var payload = Base64.getUrlDecoder().decode(jws.substring(start.length(), end));
            return key.signed(jws.substring(0, end).getBytes(StandardCharsets.US_ASCII), signature) ? payload : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String header(Ed25519 key, String type) {
        // None of it has a character that JSON would escape.
        var json = "{\"alg\":\"EdDSA\",\"typ\":\"" + type + "\",\"kid\":\"" + key.thumbprint()
                + "\",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + key.x() + "\"}}";
        return Ed25519.BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
