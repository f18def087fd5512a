package org.almoner.dataset.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.disk.Workspace;
import org.almoner.dataset.text.RowHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RowIndexTest {

    private static final IndexIdentity BASE = new IndexIdentity("demo", "LONG_REC", "1.0.0", "extract-1");

    @TempDir
    Path folder;

    @Test
    void findsTheFirstOfEachHashAndCountsIt() throws IOException {
        Random random = new Random(1);
        TreeMap<RowHash, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 5000; i++) {
            counts.put(new RowHash(random.nextLong(), random.nextLong()), i % 50 == 0 ? 1 + random.nextInt(200) : 1);
        }
        // Not spread at all, as hashes would be if somebody chose them: guessing does not help here.
        for (int i = 0; i < 5000; i++) {
            counts.put(new RowHash(7, i * 3L), 1);
        }
        try (RowIndex index = open(write(counts))) {
            EntityIndex entity = index.entity("Person");
            long position = 0;
            for (var hash : counts.entrySet()) {
                RowHash key = hash.getKey();
                assertThat(entity.find(key.high(), key.low())).isEqualTo(position);
                assertThat(entity.occurrences(position)).isEqualTo((int) hash.getValue());
                assertThat(entity.high(position)).isEqualTo(key.high());
                position += hash.getValue();
            }
            assertThat(entity.count()).isEqualTo(position);
            assertThat(entity.find(7, 4)).isEqualTo(EntityIndex.ABSENT);
            assertThat(entity.find(0, 0)).isEqualTo(EntityIndex.ABSENT);
            assertThat(entity.find(-1, -1)).isEqualTo(EntityIndex.ABSENT);
            for (int i = 0; i < 1000; i++) {
                assertThat(entity.find(random.nextLong(), 0)).isEqualTo(EntityIndex.ABSENT);
            }
            assertThat(index.entity("Empty").count()).isZero();
            assertThat(index.entity("Empty").find(1, 1)).isEqualTo(EntityIndex.ABSENT);
            assertThat(index.entity("Unknown").count()).isZero();
        }
    }

    @Test
    void refusesAnIndexInWhichAnyOneBitIsFlipped() throws IOException {
        Path file = write(someRows());
        byte[] bytes = Files.readAllBytes(file);

        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= (byte) (1 << (i % 8));
            Files.write(file, damaged);
            assertRefused(file, BASE, "");
        }
    }

    @Test
    void refusesAnIndexThatIsCutOffOrLonger() throws IOException {
        Path file = write(someRows());
        byte[] bytes = Files.readAllBytes(file);

        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertRefused(file, BASE, "");
        }
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 16));
        assertRefused(file, BASE, "cut off");
    }

    @Test
    void refusesAnIndexThatIsMissingOrOfAnotherExtract() throws IOException {
        Path file = write(someRows());

        assertRefused(folder.resolve("nothing"), BASE, "is missing");
        for (IndexIdentity other : List.of(
                new IndexIdentity("demo", "LONG_REC", "1.0.0", "extract-2"),
                new IndexIdentity("other", "LONG_REC", "1.0.0", "extract-1"),
                new IndexIdentity("demo", "SHORT_REC", "1.0.0", "extract-1"),
                new IndexIdentity("demo", "LONG_REC", "1.0.1", "extract-1"))) {
            assertRefused(file, other, "is that of extract-1");
        }
    }

    private static Map<RowHash, Integer> someRows() {
        Map<RowHash, Integer> rows = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            rows.put(new RowHash(i * 0x0fedcba987654321L, i), 1);
        }
        return rows;
    }

    private static void assertRefused(Path file, IndexIdentity expected, String reason) {
        assertThatExceptionOfType(UnusableIndexException.class)
                .isThrownBy(() -> RowIndex.open(file, expected).close())
                .withMessageContaining(reason)
                .withMessageContaining("Run a COMPLETE");
    }

    private static RowIndex open(Path file) throws IOException {
        return RowIndex.open(file, BASE);
    }

    private Path write(Map<RowHash, Integer> counts) throws IOException {
        Path file = folder.resolve("rows.index");
        try (Workspace workspace = Workspace.open(folder.resolve("work"), Disk.local())) {
            SequencedMap<String, HashSorter> entities = new LinkedHashMap<>();
            HashSorter rows = new HashSorter(workspace, 1000);
            for (var hash : counts.entrySet()) {
                for (RowHash copy :
                        Stream.generate(hash::getKey).limit(hash.getValue()).toList()) {
                    rows.add(copy.high(), copy.low());
                }
            }
            entities.put("Empty", new HashSorter(workspace, 10));
            entities.put("Person", rows);
            RowIndex.write(file, BASE, entities, workspace);
            rows.close();
        }
        return file;
    }
}
