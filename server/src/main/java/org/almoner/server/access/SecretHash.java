package org.almoner.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What is kept of a secret: a salt and the SHA-256 of salt and secret. Secrets are 256 random bits, so there is nothing that
 * a slow hash would slow down: guessing one takes 2^255 tries whatever a try costs, while the slowness would be paid by
 * every token request.
 *
 * @param text {@code <salt>.<hash>}, both in URL-safe Base64
 */
record SecretHash(String text) {

    private static final String SECRET_PREFIX = "alm_";
    private static final int SECRET_LENGTH = 32;
    private static final int SALT_LENGTH = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}");

    SecretHash {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Not the hash of a secret");
        }
    }

    /** A new secret. The prefix lets scanners for leaked secrets know one. */
    static String newSecret(SecureRandom random) {
        return SECRET_PREFIX + encoded(bytes(random, SECRET_LENGTH));
    }

    static SecretHash of(String secret, SecureRandom random) {
        var salt = bytes(random, SALT_LENGTH);
        return new SecretHash(encoded(salt) + "." + encoded(digest(salt, secret)));
    }

    /** Whether this is the hash of that secret; takes as long for a wrong one as for the right one. */
    boolean matches(String secret) {
        var dot = text.indexOf('.');
        var salt = Base64.getUrlDecoder().decode(text.substring(0, dot));
        var hash = Base64.getUrlDecoder().decode(text.substring(dot + 1));
        return MessageDigest.isEqual(hash, digest(salt, secret));
    }

    private static byte[] digest(byte[] salt, String secret) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return sha256.digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(SecureRandom random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Not even the hash. */
    @Override
    public String toString() {
        return "SecretHash";
    }
}
