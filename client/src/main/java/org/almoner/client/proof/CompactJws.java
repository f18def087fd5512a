package org.almoner.client.proof;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A JWS in compact serialization (RFC 7515 §7.1), signed with Ed25519 and with the key in its header. Nothing of it is trusted: that it
 * names a key says nothing about whose key that is.
 */
final class CompactJws {

    /** As much as an answer of a server may have. */
    private static final int LONGEST = 64 << 20;

    private static final int LONGEST_HEADER = 4096;
    private static final Pattern DOT = Pattern.compile("\\.");

    private final String text;
    private final PublisherKey signer;
    private final byte[] payload;
    private final byte[] signature;

    private CompactJws(String text, PublisherKey signer, byte[] payload, byte[] signature) {
        this.text = text;
        this.signer = signer;
        this.payload = payload;
        this.signature = signature;
    }

    /**
     * Reads one.
     *
     * @param type what its {@code typ} has to be: something that was signed as one thing is never taken for another
     * @param what what it is, for the message
     * @throws AlmonerException.BadAnswer if it is anything else
     */
    static CompactJws parse(String text, String type, String what) {
        if (text.length() > LONGEST) {
            throw bad(what, "is longer than " + LONGEST + " characters", null);
        }
        var parts = DOT.split(text, -1);
        if (parts.length != 3) {
            throw bad(what, "is not a JWS in compact form: that has three parts with dots between them", null);
        }
        if (parts[0].length() > LONGEST_HEADER) {
            throw bad(what, "has a header that is longer than " + LONGEST_HEADER + " characters", null);
        }
        try {
            var signer = signer(header(Base64Url.decode(parts[0]), what), type, what);
            return new CompactJws(text, signer, Base64Url.decode(parts[1]), Base64Url.decode(parts[2]));
        } catch (IllegalArgumentException e) {
            throw bad(what, "is not a JWS in compact form: " + e.getMessage(), e);
        }
    }

    /** The whole, as it came. */
    String text() {
        return text;
    }

    /** The key in the header. */
    PublisherKey signer() {
        return signer;
    }

    /** What is signed, if it is. Not copied, not to be altered. */
    byte[] payload() {
        return payload;
    }

    /** Whether the {@link #signer()} has signed header and payload (RFC 7515 §5.2). */
    boolean signed() {
        var message = text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        return signer.signed(message, signature);
    }

    private static JsonNode header(byte[] json, String what) {
        try {
            return StrictJson.tree(json);
        } catch (JacksonException e) {
            throw bad(what, "has a header that is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static PublisherKey signer(JsonNode header, String type, String what) {
        if (!is("EdDSA", header.path("alg"))) {
            throw bad(what, "is not signed with EdDSA, but says its algorithm is " + header.path("alg"), null);
        }
        if (!is(type, header.path("typ"))) {
            throw bad(what, "is of the type " + header.path("typ") + " instead of \"" + type + "\"", null);
        }
        // RFC 7515 §4.1.11: who does not know an extension that is critical has to refuse.
        if (header.has("crit")) {
            throw bad(what, "uses extensions that this program does not know: " + header.path("crit"), null);
        }
        var jwk = header.path("jwk");
        if (!is("OKP", jwk.path("kty"))
                || !is("Ed25519", jwk.path("crv"))
                || !jwk.path("x").isString()
                || jwk.has("d")) {
            throw bad(what, "does not carry a public key of Ed25519", null);
        }
        var key = new PublisherKey(jwk.path("x").stringValue());
        if (!is(key.thumbprint(), header.path("kid"))) {
            throw bad(what, "names another key than the one that it carries", null);
        }
        return key;
    }

    private static boolean is(String expected, JsonNode value) {
        return value.isString() && value.stringValue().equals(expected);
    }

    private static AlmonerException.BadAnswer bad(String what, String why, @Nullable Throwable cause) {
        var sentence = "The " + what + " " + why;
        return cause == null
                ? new AlmonerException.BadAnswer(sentence)
                : new AlmonerException.BadAnswer(sentence, cause);
    }
}
