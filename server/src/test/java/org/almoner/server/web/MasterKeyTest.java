package org.almoner.server.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MasterKeyTest {

    private static final String BASE64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final byte[] SECRET = "a private key".getBytes(UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final MasterKey key = MasterKey.of(BASE64, random);

    @TempDir
    Path folder;

    @Test
    void opensWhatItWrapped() {
        assertThat(key.unwrap("test", key.wrap("test", SECRET))).isEqualTo(SECRET);
    }

    @Test
    void wrapsWithAesGcmAndThePurposeAsAdditionalData() throws Exception {
        var wrapped = Base64.getDecoder().decode(key.wrap("test", SECRET));

        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(Base64.getDecoder().decode(BASE64), "AES"),
                new GCMParameterSpec(128, wrapped, 0, 12));
        cipher.updateAAD("test".getBytes(UTF_8));
        assertThat(cipher.doFinal(wrapped, 12, wrapped.length - 12)).isEqualTo(SECRET);
    }

    @Test
    void neverWrapsTheSameWayTwice() {
        assertThat(key.wrap("test", SECRET)).isNotEqualTo(key.wrap("test", SECRET));
    }

    @Test
    void refusesWhatWasWrappedForAnotherPurpose() {
        var wrapped = key.wrap("links", SECRET);

        assertThatIllegalStateException()
                .isThrownBy(() -> key.unwrap("tokens", wrapped))
                .withMessageContaining("almoner.master-key");
    }

    @Test
    void refusesWhatAnotherKeyWrapped() {
        var other = MasterKey.inFile(folder.resolve("other.key"), random);

        assertThatIllegalStateException().isThrownBy(() -> key.unwrap("test", other.wrap("test", SECRET)));
    }

    @Test
    void refusesEveryChangedBit() {
        var wrapped = Base64.getDecoder().decode(key.wrap("test", SECRET));
        for (int bit = 0; bit < wrapped.length * 8; bit++) {
            var changed = wrapped.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatIllegalStateException()
                    .isThrownBy(() -> key.unwrap("test", Base64.getEncoder().encodeToString(changed)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64"})
    void refusesWhatCannotBeAWrappedSecret(String wrapped) {
        assertThatIllegalStateException().isThrownBy(() -> key.unwrap("test", wrapped));
    }

    @Test
    void makesAFileForItsOwnerOnlyAndFindsItAgain() throws IOException {
        var file = folder.resolve("data").resolve("master.key");

        var wrapped = MasterKey.inFile(file, random).wrap("test", SECRET);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(MasterKey.inFile(file, random).unwrap("test", wrapped)).isEqualTo(SECRET);
        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAECAwQFBgcICQoLDA0ODw==", "hunter2 hunter2", "="})
    void refusesAKeyOfAnotherLengthWithoutRepeatingIt(String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKey.of(setting, random))
                .withMessageContaining("openssl rand -base64 32")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void doesNotPrintItself() {
        assertThat(key).hasToString("MasterKey");
    }
}
