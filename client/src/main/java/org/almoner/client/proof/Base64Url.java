package org.almoner.client.proof;

import java.util.Base64;

/** Base64url as a JWS has it: without padding, and with one text only for the same bytes (RFC 7515 §2). */
final class Base64Url {

    private Base64Url() {}

    /** @throws IllegalArgumentException if it is not in that form */
    static byte[] decode(String text) {
        var bytes = Base64.getUrlDecoder().decode(text);
        // The JDK takes padding, and bits after the last byte, which would let one signature have several texts.
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("Not base64url without padding");
        }
        return bytes;
    }
}
