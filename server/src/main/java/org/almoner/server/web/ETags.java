package org.almoner.server.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Entity tags (RFC 9110 §8.8.3) made from what they tag, so that every server node makes the same. */
public final class ETags {

    private static final int BYTES = 16;

    private ETags() {}

    /** The tag of exactly these bytes. */
    public static String strong(byte[] body) {
        return '"' + digest(body) + '"';
    }

    /** The tag of a representation that means what these bytes mean, though it may be written with others. */
    public static String weak(byte[] meaning) {
        return "W/" + strong(meaning);
    }

    private static String digest(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
