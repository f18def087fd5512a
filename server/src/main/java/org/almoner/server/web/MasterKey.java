package org.almoner.server.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the private keys in the database are wrapped with, so that a copy of the database alone lets nobody sign anything.
 * Wrapping is AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit nonce each time; the purpose is authenticated too, so that
 * a key wrapped for one purpose cannot be passed off as one for another.
 */
public final class MasterKey {

    /** The length of a master key in bytes. */
    public static final int LENGTH = 32;

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random;

    private MasterKey(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /**
     * The master key of a setting.
     *
     * @param base64 32 bytes in Base64, as {@code openssl rand -base64 32} prints them
     * @throws IllegalArgumentException if it is anything else; the message does not repeat it
     */
    public static MasterKey of(String base64, SecureRandom random) {
        return new MasterKey(decoded(base64, "The setting almoner.master-key"), random);
    }

    /**
     * The master key of a file, which is made first, readable by its owner only, if there is none.
     *
     * @throws IllegalArgumentException if the file holds anything but 32 bytes in Base64
     */
    public static MasterKey inFile(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                create(file, random);
            }
            return new MasterKey(
                    decoded(Files.readString(file, StandardCharsets.US_ASCII), "The file " + file), random);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or make the master key in " + file, e);
        }
    }

    /**
     * Wraps a secret.
     *
     * @param purpose what the secret is for; {@link #unwrap} must be told the same
     * @return Base64, 28 bytes longer than the secret before the encoding
     */
    public String wrap(String purpose, byte[] secret) {
        var nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(secret);
            var wrapped = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, wrapped, nonce.length, sealed.length);
            return Base64.getEncoder().encodeToString(wrapped);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Unwraps a secret.
     *
     * @throws IllegalStateException if it was wrapped by another master key or for another purpose, or is damaged
     */
    public byte[] unwrap(String purpose, String wrapped) {
        try {
            var bytes = Base64.getDecoder().decode(wrapped);
            if (bytes.length < NONCE_LENGTH) {
                throw new AEADBadTagException("Too short");
            }
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_LENGTH), purpose)
                    .doFinal(bytes, NONCE_LENGTH, bytes.length - NONCE_LENGTH);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The database holds a key (" + purpose
                            + ") that this master key does not open. Start the server with"
                            + " the master key it was wrapped with: the file master.key of the data folder, or the setting"
                            + " almoner.master-key, which every node must share.",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] decoded(String base64, String source) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException _) {
            throw notAKey(source);
        }
        if (key.length != LENGTH) {
            throw notAKey(source);
        }
        return key;
    }

    private static IllegalArgumentException notAKey(String source) {
        return new IllegalArgumentException(
                source + " must be 32 bytes in Base64; make one with: openssl rand -base64 32");
    }

    /** The file appears under its name only when it is whole and on disk: a half-written key would lose what it wraps. */
    private static void create(Path file, SecureRandom random) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var temporary = Files.createTempFile(folder, file.getFileName().toString(), ".new", ownerOnly);
        var key = new byte[LENGTH];
        random.nextBytes(key);
        try (var channel = FileChannel.open(temporary, Set.of(StandardOpenOption.WRITE))) {
            channel.write(StandardCharsets.US_ASCII.encode(Base64.getEncoder().encodeToString(key) + "\n"));
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "MasterKey";
    }
}
