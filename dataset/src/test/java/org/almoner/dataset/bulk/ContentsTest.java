package org.almoner.dataset.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContentsTest {

    @TempDir
    Path folder;

    @Test
    void linesCountThatAreNotBlank() throws IOException {
        assertThat(contents(" {}\r\n\n \t\n{\"a\":1}")).isEqualTo(new Contents(16, 2, false));
        assertThat(contents("")).isEqualTo(new Contents(0, 0, false));
    }

    /** A machine that went down may have left a file that is as long as it should be, and holds what never reached the disk. */
    @Test
    void zerosAreWhatACrashLeaves() {
        for (var text : new String[] {"{}\n\0\0\0\0", "\0\0\0", "{\"a\":\"\0\"}\n"}) {
            assertThatExceptionOfType(Contents.DamagedException.class).isThrownBy(() -> contents(text));
        }
    }

    private Contents contents(String text) throws IOException {
        return Contents.of(Files.write(folder.resolve("file"), text.getBytes(StandardCharsets.UTF_8)));
    }
}
