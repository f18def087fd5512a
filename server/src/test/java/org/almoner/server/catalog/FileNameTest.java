package org.almoner.server.catalog;

import org.almoner.server.failure.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example_file_name.csv",
                "2021_January_Web_Addendum_B.12.29.20.csv",
                "Read Me (1).txt",
                ".hidden",
                "a",
                "terminología.csv",
                "用語集.txt",
                "a..b",
                "...a",
                "it's & that+more@home,#1=[x]{y}~.csv",
                "100%.csv"
            })
    void namesThatEverySystemCanSave(String name) {
        assertThat(new FileName(name).text()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a/b",
                "/etc/passwd",
                "..\\boot.ini",
                "C:autoexec.bat",
                "a\u0000.csv",
                "a\n.csv",
                "a\r\nSet-Cookie: x",
                "a\u007f",
                "a\u0085",
                "a\u202Efdp.exe",
                "a\u200Bb",
                "a\u2028b",
                " a",
                "a ",
                "a\u00a0",
                "a.csv.",
                "a?b",
                "a*b",
                "a\"b",
                "<a>",
                "a|b",
                "a;b",
                "a\uD800b"
            })
    void namesThatAreRefused(String name) {
        assertThatThrownBy(() -> new FileName(name)).isInstanceOf(Invalid.class).hasMessageEndingWith(".");
    }

    @Test
    void theLengthCountsInBytes() {
        assertThat(new FileName("a".repeat(255)).text()).hasSize(255);
        assertThat(new FileName("é".repeat(127)).text()).hasSize(127);
        assertThatThrownBy(() -> new FileName("a".repeat(256))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new FileName("é".repeat(128))).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"codes.csv, CODES.CSV", "straße.txt, STRASSE.txt", "e\u0301.txt, \u00c9.txt", "ΣΑΣ.txt, σας.txt"})
    void namesThatAreTakenForTheSame(String one, String other) {
        assertThat(new FileName(one).folded()).isEqualTo(new FileName(other).folded());
    }

    @Test
    void namesThatAreToldApart() {
        assertThat(new FileName("codes1.csv").folded()).isNotEqualTo(new FileName("codes2.csv").folded());
    }
}
