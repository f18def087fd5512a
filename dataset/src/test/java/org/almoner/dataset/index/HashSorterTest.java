package org.almoner.dataset.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.disk.Workspace;
import org.almoner.dataset.text.RowHash;

import static org.assertj.core.api.Assertions.assertThat;

class HashSorterTest {

    @Property(tries = 300)
    void sortsAsAListDoesHoweverItIsCutIntoRuns(
            @ForAll("hashes") List<RowHash> hashes, @ForAll @IntRange(min = 1, max = 50) int run) throws IOException {
        Path folder = Files.createTempDirectory("sorter");
        List<RowHash> sorted = new ArrayList<>();
        try (Workspace workspace = Workspace.open(folder, Disk.local());
                HashSorter sorter = new HashSorter(workspace, run)) {
            for (RowHash hash : hashes) {
                sorter.add(hash.high(), hash.low());
            }
            assertThat(sorter.count()).isEqualTo(hashes.size());
            SortedHashes out = sorter.sorted();
            while (out.next()) {
                sorted.add(new RowHash(out.high(), out.low()));
            }
        }

        assertThat(sorted).isEqualTo(hashes.stream().sorted().toList());
        assertThat(folder).doesNotExist();
    }

    /** Few and close ones, so that there are duplicates, equal halves and both signs. */
    @Provide
    Arbitrary<List<RowHash>> hashes() {
        Arbitrary<Long> half = Arbitraries.oneOf(
                Arbitraries.longs(), Arbitraries.longs().between(-2, 2), Arbitraries.of(Long.MIN_VALUE, 1L << 40));
        return Combinators.combine(half, half).as(RowHash::new).list().ofMaxSize(400);
    }
}
