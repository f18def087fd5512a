package org.almoner.dataset.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TypeReaderTest {

    private static final int NO_LIMIT = 1 << 20;

    @TempDir
    Path folder;

    /** One block as it came. */
    private record Block(String file, long sequence, boolean first, boolean overlong, String text) {}

    @Property(tries = 300)
    void everyByteComesOnceInWholeLines(
            @ForAll("files") List<String> contents,
            @ForAll @IntRange(min = 1, max = 40) int usual,
            @ForAll boolean gzip)
            throws IOException {
        var place = Files.createTempDirectory("reader");
        try {
            for (int i = 0; i < contents.size(); i++) {
                write(place, i, contents.get(i), gzip);
            }
            var blocks = read(NdjsonFolder.open(place), usual, NO_LIMIT);
            for (int i = 0; i < contents.size(); i++) {
                var name = name(i, gzip);
                assertThat(blocks.stream()
                                .filter(block -> block.file().equals(name))
                                .map(Block::text))
                        .as(name)
                        .satisfies(texts -> assertThat(String.join("", texts))
                                .isEqualTo(contents.get(Integer.parseInt(name.substring(8, 11)))));
            }
            assertThat(blocks).extracting(Block::sequence).isEqualTo(counted(blocks.size()));
            for (int i = 0; i < blocks.size(); i++) {
                var last = i + 1 == blocks.size() || blocks.get(i + 1).first();
                assertThat(last || blocks.get(i).text().endsWith("\n")).isTrue();
            }
        } finally {
            delete(place);
        }
    }

    private static List<Long> counted(int count) {
        var numbers = new ArrayList<Long>();
        for (long i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    @Provide
    Arbitrary<List<String>> files() {
        return Arbitraries.strings()
                .withChars("ab\n")
                .ofMaxLength(150)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .filter(all -> all.stream().anyMatch(text -> !text.isEmpty()));
    }

    @Test
    void aLineThatIsTooLongComesAloneAndShortAndTheNextOnesFollow() throws IOException {
        write(folder, 0, "short\n" + "x".repeat(5_000) + "\nnext\nlast", false);
        var blocks = read(NdjsonFolder.open(folder), 64, 1_000);
        assertThat(blocks)
                .filteredOn(Block::overlong)
                .singleElement()
                .satisfies(block -> assertThat(block.text()).matches("x{1001}|x{1024}"));
        assertThat(blocks.stream()
                        .filter(block -> !block.overlong())
                        .map(Block::text)
                        .toList())
                .isEqualTo(List.of("short\n", "next\nlast"));
    }

    @Test
    void severalGzipMembersAreOneFile() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(gzip("one\n"));
        bytes.write(gzip("two\n"));
        Files.write(folder.resolve("Patient.ndjson.gz"), bytes.toByteArray());
        assertThat(read(NdjsonFolder.open(folder), 64, NO_LIMIT))
                .extracting(Block::text)
                .containsExactly("one\ntwo\n");
    }

    @Test
    void aCutGzipIsAnErrorThatNamesTheFile() throws IOException {
        var whole = gzip("a line that is long enough to be cut\n".repeat(1000));
        Files.write(folder.resolve("Patient.ndjson.gz"), Arrays.copyOf(whole, whole.length - 9));
        assertThatThrownBy(() -> read(NdjsonFolder.open(folder), 64, NO_LIMIT))
                .isInstanceOf(SourceException.class)
                .hasMessageContainingAll("Patient.ndjson.gz", "it is cut");
    }

    @Test
    void aDamagedGzipIsAnErrorThatNamesTheFile() throws IOException {
        var whole = gzip("a line\n".repeat(1000));
        whole[whole.length - 6] ^= 1;
        Files.write(folder.resolve("Patient.ndjson.gz"), whole);
        assertThatThrownBy(() -> read(NdjsonFolder.open(folder), 64, NO_LIMIT))
                .isInstanceOf(SourceException.class)
                .hasMessageContainingAll("Patient.ndjson.gz", "it is damaged");
    }

    @Test
    void nothingBehindAGzipMemberIsLostWithoutAWord() throws IOException {
        for (int length : new int[] {1, 5, 9, 10, 17, 18, 19, 30, 70_000}) {
            var bytes = new ByteArrayOutputStream();
            bytes.write(gzip("one\n"));
            var second = gzip("x".repeat(length) + "\n");
            second[0] ^= 1;
            bytes.write(second, 0, Math.min(length, second.length));
            Files.write(folder.resolve("Patient.ndjson.gz"), bytes.toByteArray());
            assertThatThrownBy(() -> read(NdjsonFolder.open(folder), 64, NO_LIMIT))
                    .as("%d bytes", length)
                    .isInstanceOf(SourceException.class)
                    .hasMessageContainingAll("Patient.ndjson.gz", "it is damaged");
        }
    }

    @Test
    void manyGzipMembersOfAnySizeAreOneFile() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var text = new StringBuilder();
        var random = new Random(3);
        for (int i = 0; i < 300; i++) {
            var line = new BigInteger(random.nextInt(1, 9_000), random).toString(36) + "\n";
            bytes.write(gzip(line));
            text.append(line);
        }
        Files.write(folder.resolve("Patient.ndjson.gz"), bytes.toByteArray());
        assertThat(String.join(
                        "",
                        read(NdjsonFolder.open(folder), 1 << 16, NO_LIMIT).stream()
                                .map(Block::text)
                                .toList()))
                .isEqualTo(text.toString());
    }

    @Test
    void aFileThatChangesIsAnError() throws IOException {
        write(folder, 0, "one\ntwo\n", false);
        var source = NdjsonFolder.open(folder);
        Files.writeString(folder.resolve(name(0, false)), "one\ntwo\nthree\n");
        assertThatThrownBy(() -> read(source, 64, NO_LIMIT))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("changed while it was read");
    }

    private static List<Block> read(NdjsonFolder source, int usual, int longestLine) {
        var blocks = new ArrayList<Block>();
        var block = new LineBlock(usual);
        try (var reader = source.read("Patient", longestLine, OverlongLines.DROPPED)) {
            while (reader.read(block)) {
                blocks.add(new Block(
                        block.file(),
                        block.sequence(),
                        block.isFirst(),
                        block.isOverlong(),
                        new String(block.bytes(), 0, block.length(), StandardCharsets.UTF_8)));
            }
        }
        return blocks;
    }

    private static String name(int number, boolean gzip) {
        return "Patient.%03d.ndjson%s".formatted(number, gzip ? ".gz" : "");
    }

    private static void write(Path folder, int number, String content, boolean gzip) throws IOException {
        Files.write(
                folder.resolve(name(number, gzip)), gzip ? gzip(content) : content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String content) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
