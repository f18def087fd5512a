package org.almoner.client.download;

import java.nio.file.Path;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.almoner.client.failure.AlmonerException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LocalNameTest {

    private static final Path FOLDER = Path.of("/releases");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "icd10cm-codes-2026.txt",
                "2026 Code Descriptions (final), v1.zip",
                "Änderungen – 2026.csv",
                "...a",
                ".hidden",
                "console.txt",
                "a..b"
            })
    void ordinaryNamesAreKept(String name) {
        assertThat(LocalName.of(name).in(FOLDER)).isEqualTo(FOLDER.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "../passwd",
                "a/../../passwd",
                "/etc/passwd",
                "..\\passwd",
                "C:\\Windows\\system.ini",
                "C:system.ini",
                "file.txt:stream",
                "a\0.txt",
                "a\nb",
                "a\u001b[2Jb",
                "a\u202etxt.exe",
                "con",
                "NUL.txt",
                "lpt1.csv",
                "com\u00b9",
                "CONOUT$",
                "nul .txt",
                "a.txt.",
                "a.txt ",
                "a.almoner-part",
                "a.almoner-part.state"
            })
    void namesThatLeadElsewhereAreRefused(String name) {
        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> LocalName.of(name))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b", "\n", "\0"));
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 4096})
    void namesLongerThanAFileSystemHoldsAreRefused(int length) {
        assertThatExceptionOfType(AlmonerException.BadAnswer.class).isThrownBy(() -> LocalName.of("a".repeat(length)));
    }

    @ParameterizedTest
    @ValueSource(ints = {220, 240, 255})
    void theLongestNamesHaveRoomForTheirPart(int length) {
        var name = LocalName.of("a".repeat(length));

        assertThat(name.partIn(FOLDER) + LocalName.STATE)
                .hasSizeLessThanOrEqualTo(FOLDER.toString().length() + 1 + 255);
    }

    @Property
    void whateverIsAcceptedStaysInTheFolder(@ForAll String name) {
        try {
            var path = LocalName.of(name).in(FOLDER);
            assertThat(path.normalize().getParent()).isEqualTo(FOLDER);
        } catch (AlmonerException.BadAnswer refused) {
            assertThat(refused).hasMessageContaining("not safe");
        }
    }
}
