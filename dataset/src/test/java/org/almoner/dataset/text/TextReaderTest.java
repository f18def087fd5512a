package org.almoner.dataset.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TextReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';1;is empty",
                "a|b;1;ends inside of a row",
                "a||b/;1;without a name",
                "a|a/;1;the same name",
                "\ufeffa|b/;1;byte order mark",
                "a|b/1/;2;has 1 fields, but its header names 2",
                "a|b/1|2/1|2|3/;3;has more than 2 fields",
                "a|b/1|2/1|\"2/3;3;ends inside of a quoted field",
                "a|b/1|\"x/y\"/1|\"2\"3/;4;goes on after its closing quote",
                "a|b/1|\"2\"/;2;quoted without need",
                "a|b/1|2\"/;2;a quote inside of a field",
                "a|b/1|2^/;2;carriage return outside",
                "a|b/1|\u00ff\u00ff/;2;not UTF-8",
                "a|b/1|2/1|2;3;ends inside of a row",
                "a|b/1|\"|\";2;ends inside of a row",
            })
    void saysWhatIsWrongAndWhere(String file, long line, String reason) {
        byte[] bytes = file.replace("\ufeff", "\u00ef\u00bb\u00bf")
                .replace('/', '\n')
                .replace('^', '\r')
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> readAll(bytes, 1000))
                .withMessageStartingWith("Entity.txt, line " + line + ": ")
                .withMessageContaining(reason);
    }

    @Test
    void refusesAHeaderThatIsThereToFillTheMemory() {
        byte[] file = ("a" + "|a".repeat(5000) + "\n").getBytes(StandardCharsets.US_ASCII);

        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> readAll(file, 1 << 20))
                .withMessageContaining("more than 4096 fields");
    }

    @Test
    void takesARowUpToItsLimitAndNoLonger() throws IOException {
        byte[] file = ("a\n" + "x".repeat(99) + "\n").getBytes(StandardCharsets.US_ASCII);

        assertThat(readAll(file, 100)).isEqualTo(1);
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> readAll(file, 99))
                .withMessageContaining("more than 99 bytes");
    }

    private static int readAll(byte[] file, int rowLimit) throws IOException {
        int rows = 0;
        try (TextReader reader = TextReader.open("Entity.txt", new ByteArrayInputStream(file), rowLimit)) {
            while (reader.next()) {
                rows++;
            }
        }
        return rows;
    }
}
