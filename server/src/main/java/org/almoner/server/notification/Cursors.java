package org.almoner.server.notification;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.almoner.server.access.OrganizationId;

/**
 * Positions as clients are given them: sealed by AES-256-GCM (NIST SP 800-38D) for one organization. A position counts the events of all
 * organizations, and nobody is to learn how many others had.
 */
final class Cursors {

    /** How long the secret is: a key to seal with, and one to make nonces of. */
    static final int SECRET_LENGTH = 64;

    private static final int KEY_LENGTH = 32;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final int PLAIN_LENGTH = Long.BYTES + 2 * Long.BYTES;
    private static final int SEALED_LENGTH = NONCE_LENGTH + PLAIN_LENGTH + TAG_BITS / 8;

    private final SecretKeySpec sealing;
    private final SecretKeySpec nonces;
    private final RandomGenerator random;

    /** @param secret {@value #SECRET_LENGTH} bytes */
    Cursors(byte[] secret, RandomGenerator random) {
        this.sealing = new SecretKeySpec(secret, 0, KEY_LENGTH, "AES");
        this.nonces = new SecretKeySpec(secret, KEY_LENGTH, SECRET_LENGTH - KEY_LENGTH, "HmacSHA256");
        this.random = random;
    }

    /** The same text each time: what an event is known by. */
    String ofEvent(OrganizationId reader, Position position) {
        var plain = plain(position);
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(nonces);
            mac.update(aad(reader));
            return sealed(reader, Arrays.copyOf(mac.doFinal(plain), NONCE_LENGTH), plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another text each time: whether others had events since last time does not show. */
    String ofPlace(OrganizationId reader, Position position) {
        var nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        return sealed(reader, nonce, plain(position));
    }

    /** The position that a text was made of for this organization; empty if it is no such text. */
    Optional<Position> open(OrganizationId reader, String text) {
        try {
            var sealed = Base64.getUrlDecoder().decode(text);
            if (sealed.length != SEALED_LENGTH) {
                return Optional.empty();
            }
            var plain = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, reader, Arrays.copyOf(sealed, NONCE_LENGTH))
                    .doFinal(sealed, NONCE_LENGTH, sealed.length - NONCE_LENGTH));
            return Optional.of(new Position(plain.getLong(), new UUID(plain.getLong(), plain.getLong())));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private String sealed(OrganizationId reader, byte[] nonce, byte[] plain) {
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, reader, nonce).doFinal(plain);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(SEALED_LENGTH)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, OrganizationId reader, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(aad(reader));
        return cipher;
    }

    private static byte[] aad(OrganizationId reader) {
        return reader.value().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] plain(Position position) {
        return ByteBuffer.allocate(PLAIN_LENGTH)
                .putLong(position.number())
                .putLong(position.id().getMostSignificantBits())
                .putLong(position.id().getLeastSignificantBits())
                .array();
    }
}
