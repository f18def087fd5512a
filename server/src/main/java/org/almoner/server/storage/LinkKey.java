package org.almoner.server.storage;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that links are signed with (HMAC-SHA256, RFC 2104). */
final class LinkKey {

    /** In bytes: as long as the hash, which is all that RFC 2104 §3 finds useful. */
    static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final String id;
    private final Mac ready;
    private final Instant madeAt;

    /** @param secret {@link #LENGTH} bytes */
    LinkKey(String id, byte[] secret, Instant madeAt) {
        this.id = id;
        this.madeAt = madeAt;
        try {
            ready = Mac.getInstance(ALGORITHM);
            ready.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What links name it by. */
    String id() {
        return id;
    }

    Instant madeAt() {
        return madeAt;
    }

    /** The signature of a text: 43 characters of Base64url. */
    String sign(String text) {
        var signature = copy().doFinal(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    /** Whether this is the signature of a text, in a time that doesn't tell how much of it is right. */
    boolean isSignature(String signature, String text) {
        // The texts are compared, not the bytes: the last character has two bits that decoding would throw away.
        return MessageDigest.isEqual(
                sign(text).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }

    /** Keying a Mac costs as much as signing with it, so it is done once. */
    private Mac copy() {
        try {
            return (Mac) ready.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
