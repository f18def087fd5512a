package org.almoner.dataset.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

import org.almoner.dataset.programs.Programs;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Lets others read a TAR with files too large to be written in a test: between its headers are holes. */
class TarHeadersTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final String FOLDER = "f".repeat(180);

    private static final List<File> FILES = List.of(
            new File("short", "Person.txt", 5),
            new File("short", "Largest.txt", (8L << 30) - 1),
            new File("short", "Larger.txt", 8L << 30),
            new File("short", "Huge.txt", (9L << 30) + 17),
            new File(FOLDER, "LongFolder.txt", 1),
            new File("short", "n".repeat(101) + ".txt", 2),
            new File("f".repeat(155), "n".repeat(96) + ".txt", 3),
            new File("short", "Last.txt", 0));

    @TempDir
    Path folder;

    private record File(String folder, String name, long size) {

        String path() {
            return folder + "/" + name;
        }
    }

    @Test
    void pythonReadsThem() throws IOException {
        assertThat(Programs.python("""
                        import sys, tarfile
                        with tarfile.open(sys.argv[1]) as tar:
                            for m in tar: print(m.name, m.size, m.mtime, oct(m.mode), m.uid, m.gid, m.isreg())
                        """, tar()))
                .isEqualTo(expected("%s %d " + TIME.getEpochSecond() + " 0o644 0 0 True\n"));
    }

    @Test
    void gnuTarReadsThem() throws IOException {
        assertThat(Programs.run("tar", "--full-time", "--utc", "--numeric-owner", "-tvf", tar())
                        .replaceAll(" +", " "))
                .isEqualTo(expected("-rw-r--r-- 0/0 %2$d 2026-01-01 00:00:00 %1$s\n"));
    }

    @Test
    void bsdtarReadsThem() throws IOException {
        assertThat(Programs.run("bsdtar", "-tf", tar())).isEqualTo(expected("%s\n"));
    }

    @Test
    void commonsCompressReadsThem() throws IOException {
        try (TarFile tar = new TarFile(Path.of(tar()))) {
            List<TarArchiveEntry> entries = tar.getEntries();

            assertThat(entries.stream().map(e -> new File("", e.getName(), e.getSize())))
                    .isEqualTo(FILES.stream()
                            .map(file -> new File("", file.path(), file.size()))
                            .toList());
        }
    }

    private String tar() throws IOException {
        Path file = folder.resolve("test.tar");
        try (SeekableByteChannel out = Files.newByteChannel(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            for (File entry : FILES) {
                out.write(ByteBuffer.wrap(TarHeaders.of(entry.folder(), entry.name(), entry.size(), TIME)));
                out.position(out.position() + entry.size() + TarHeaders.padding(entry.size()));
            }
            out.write(ByteBuffer.allocate(1024));
        }
        return file.toString();
    }

    private static String expected(String format) {
        return String.join(
                "",
                FILES.stream()
                        .map(file -> format.formatted(file.path(), file.size()))
                        .toList());
    }
}
