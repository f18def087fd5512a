package org.almoner.dataset.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

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

    @Test
    void aCompressedFileIsReadThroughAllItsMembers() throws IOException {
        var one = gzip("{}\n{}\n");
        assertThat(contents(joined(one, gzip("{}"), gzip(""))))
                .isEqualTo(new Contents(one.length + gzip("{}").length + gzip("").length, 3, true));
    }

    @Test
    void aCompressedFileIsGzipToItsEnd() throws IOException {
        var whole = gzip("{}\n{}\n");
        assertThatExceptionOfType(Contents.DamagedException.class)
                .isThrownBy(() -> contents(joined(whole, bytes("<html>Bad Gateway</html>"))))
                .withMessageContaining("damaged");
        assertThatExceptionOfType(Contents.DamagedException.class)
                .isThrownBy(() -> contents(joined(whole, new byte[512])))
                .withMessageContaining("damaged");
        assertThatExceptionOfType(Contents.DamagedException.class)
                .isThrownBy(() -> contents(Arrays.copyOf(whole, whole.length - 1)))
                .withMessageContaining("end early");
    }

    private Contents contents(String text) throws IOException {
        return contents(bytes(text));
    }

    private Contents contents(byte[] bytes) throws IOException {
        return Contents.of(Files.write(folder.resolve("file"), bytes));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes(text));
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
