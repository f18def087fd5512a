package org.almoner.codeset.read;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReleaseFilesTest {

    @TempDir
    private Path folder;

    private Path zip(String... names) throws IOException {
        var file = folder.resolve("release.zip");
        try (var zip = new ZipArchiveOutputStream(Files.newOutputStream(file))) {
            for (var name : names) {
                zip.putArchiveEntry(new ZipArchiveEntry(name));
                zip.write(("text of " + name).repeat(50).getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }
        return file;
    }

    private void drain(Path file) throws IOException {
        for (var each : ReleaseFiles.in(file, ReadLimits.USUAL)) {
            try (var in = each.open()) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    @Test
    void filesOfAZipAreFoundWhateverTheZipIsCalled() throws IOException {
        var file = Files.move(zip("A/b/Concept.txt", "c\\Other.txt", "d/"), folder.resolve("release.bin"));

        var files = ReleaseFiles.in(file, ReadLimits.USUAL);

        assertThat(files).extracting(ReleaseFile::name).containsExactly("Concept.txt", "Other.txt");
        assertThat(files.getFirst().shown()).isEqualTo(file + ": A/b/Concept.txt");
        try (var in = files.getFirst().open()) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("text of A/b/Concept.txt".repeat(50));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../x.txt", "a/../../x.txt", "/etc/x.txt", "C:\\x.txt", "a\\..\\x.txt", "a\u0001.txt", ".."})
    void namesThatPointOutOfTheZipAreRefused(String name) throws IOException {
        var file = zip("good.txt", name);

        assertThatThrownBy(() -> ReleaseFiles.in(file, ReadLimits.USUAL))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("points out of the ZIP");
    }

    @Test
    void aNameOfFourKilobytesIsRefused() throws IOException {
        var file = zip("x".repeat(4096));

        assertThatThrownBy(() -> ReleaseFiles.in(file, ReadLimits.USUAL)).hasMessageContaining("too long");
    }

    @Test
    void aNameThatIsThereTwiceIsRefused() throws IOException {
        var file = zip("a.txt", "A.TXT");

        assertThatThrownBy(() -> ReleaseFiles.in(file, ReadLimits.USUAL)).hasMessageContaining("'A.TXT' twice");
    }

    @Test
    void moreEntriesThanAnyReleaseHasAreRefused() throws IOException {
        var file = zip("a", "b", "c");

        assertThatThrownBy(() -> ReleaseFiles.in(file, new ReadLimits(1000, 10, 2, 100)))
                .hasMessageContaining("holds 3 entries");
    }

    /** 64 MB of zeros in 64 KB. */
    @Test
    void aBombDoesNotGoOff() throws IOException {
        var file = folder.resolve("bomb.zip");
        try (var zip = new ZipArchiveOutputStream(Files.newOutputStream(file))) {
            zip.putArchiveEntry(new ZipArchiveEntry("product.txt"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
            zip.closeArchiveEntry();
        }

        assertThat(Files.size(file)).isLessThan(100_000);
        assertThatThrownBy(() -> drain(file))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("product.txt: unpacks to more than 16777216 bytes");
    }

    /** One bit, at each place. */
    @Test
    void aDamagedZipIsNoticed() throws IOException {
        var file = zip("a.txt");
        var sound = Files.readAllBytes(file);
        drain(file);
        int noticed = 0;
        for (int at = 30; at < sound.length - 100; at++) {
            var damaged = sound.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            try {
                drain(file);
            } catch (ReleaseException e) {
                noticed++;
            }
        }
        // All of the text, and no more than its name and what nobody reads are let pass.
        assertThat(noticed).isGreaterThan(sound.length - 100 - 30 - 40);
    }

    @Test
    void aZipThatIsCutOffIsNoticed() throws IOException {
        var file = zip("a.txt");
        var sound = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(sound, sound.length - 30));

        assertThatThrownBy(() -> drain(file))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("Fetch it again");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> ReleaseFiles.in(folder.resolve("none.zip"), ReadLimits.USUAL))
                .isInstanceOf(NoSuchFileException.class);
    }
}
