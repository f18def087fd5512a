package org.almoner.dataset.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.disk.Workspace;
import org.almoner.dataset.text.RowHash;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The law of incrementals, with the consumers played by plain collections. */
class BaseComparisonTest {

    @Property(tries = 400)
    void holdsForBothKindsOfConsumer(@ForAll("rows") List<String> before, @ForAll("rows") List<String> after)
            throws IOException {
        Changes changes = changes(before, after);

        assertThat(deletingOneRowForEachDelete(before, changes)).containsExactlyInAnyOrderElementsOf(after);
        assertThat(deletingAllRowsWithAHash(before, changes)).containsExactlyInAnyOrderElementsOf(after);
        assertThat(changes.deletes()).isSorted();
    }

    @Property(tries = 100)
    void tellsNothingOfAStateThatIsTheSameInAnyOrder(@ForAll("rows") List<String> rows) throws IOException {
        Changes changes = changes(rows, rows.reversed());

        assertThat(changes.inserts()).isEmpty();
        assertThat(changes.deletes()).isEmpty();
    }

    @Test
    void insertsNewRowsInTheirOrderAndRepeatsFewerCopiesAtTheEnd() throws IOException {
        Changes changes =
                changes(List.of("a", "b", "b", "b", "c", "c"), List.of("b", "x", "c", "c", "c", "b", "w", "x"));

        assertThat(changes.inserts()).containsExactly("x", "c", "w", "x", "b", "b");
        assertThat(changes.deletes()).containsOnly(hash("a"), hash("b")).hasSize(4);
    }

    @Test
    void keepsCountOfManyCopies() throws IOException {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int copies = 1 + i % 70;
            IntStream.range(0, copies).forEach(_ -> before.add("row"));
            String other = "row" + i;
            IntStream.range(0, copies).forEach(_ -> before.add(other));
            IntStream.range(0, copies - i % 3).forEach(_ -> after.add(other));
            after.add("row");
        }

        Changes changes = changes(before, after);

        assertThat(deletingOneRowForEachDelete(before, changes)).containsExactlyInAnyOrderElementsOf(after);
        assertThat(deletingAllRowsWithAHash(before, changes)).containsExactlyInAnyOrderElementsOf(after);
    }

    /** Few different rows, so that there are many copies; one longer than the buffer for rows that are kept. */
    @Provide
    Arbitrary<List<String>> rows() {
        return Arbitraries.of("a", "b", "c", "d", "e", "f", "g", "x".repeat(70_000), "")
                .list()
                .ofMaxSize(40);
    }

    private record Changes(List<String> inserts, List<RowHash> deletes) {}

    private static List<String> deletingOneRowForEachDelete(List<String> before, Changes changes) {
        Map<RowHash, Integer> toDelete = new HashMap<>();
        changes.deletes().forEach(hash -> toDelete.merge(hash, 1, Integer::sum));
        List<String> rows = new ArrayList<>(before);
        rows.removeIf(row -> toDelete.merge(hash(row), -1, Integer::sum) >= 0);
        rows.addAll(changes.inserts());
        return rows;
    }

    private static List<String> deletingAllRowsWithAHash(List<String> before, Changes changes) {
        List<String> rows = new ArrayList<>(before);
        rows.removeIf(row -> changes.deletes().contains(hash(row)));
        rows.addAll(changes.inserts());
        return rows;
    }

    private static Changes changes(List<String> before, List<String> after) throws IOException {
        Path folder = Files.createTempDirectory("comparison");
        Path file = folder.resolve("rows.index");
        IndexIdentity identity = new IndexIdentity("p", "D", "1.0.0", "e");
        List<String> inserts = new ArrayList<>();
        List<RowHash> deletes = new ArrayList<>();
        try (Workspace workspace = Workspace.open(folder.resolve("work"), Disk.local())) {
            HashSorter sorter = new HashSorter(workspace, 100);
            for (String row : before) {
                sorter.add(hash(row).high(), hash(row).low());
            }
            SequencedMap<String, HashSorter> entities = new LinkedHashMap<>(Map.of("E", sorter));
            RowIndex.write(file, identity, entities, workspace);
            sorter.close();
            try (RowIndex index = RowIndex.open(file, identity);
                    BaseComparison comparison = new BaseComparison(index.entity("E"), workspace)) {
                for (String row : after) {
                    byte[] text = row.getBytes(StandardCharsets.UTF_8);
                    long position =
                            index.entity("E").find(hash(row).high(), hash(row).low());
                    if (comparison.isInsert(position, text, 0, text.length)) {
                        inserts.add(row);
                    }
                }
                comparison.lateInserts(
                        (text, start, length) -> inserts.add(new String(text, start, length, StandardCharsets.UTF_8)));
                comparison.deletes((high, low) -> deletes.add(new RowHash(high, low)));
            }
        }
        Files.delete(file);
        Files.delete(folder);
        return new Changes(inserts, deletes);
    }

    private static RowHash hash(String row) {
        byte[] text = row.getBytes(StandardCharsets.UTF_8);
        return RowHash.of(text, 0, text.length);
    }
}
