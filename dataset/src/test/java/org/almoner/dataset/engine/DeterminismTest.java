package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;

import org.almoner.dataset.definition.DataSets;
import org.almoner.sample.population.PopulationFolder;
import org.almoner.sample.population.SamplePopulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The same bytes of the same source, whoever makes them. */
class DeterminismTest {

    @TempDir
    Path folder;

    @Test
    void threadsAndBlocksDoNotShow() throws IOException {
        var trial = Trial.in(folder).of(CompiledDataSet.of(DataSets.longRec()));
        population(trial, LocalDate.of(2026, 1, 1), false);
        var base = trial.with(settings -> settings.withThreads(1)).complete(1);
        population(trial, LocalDate.of(2026, 3, 1), true);
        spoil(trial);
        var order =
                trial.incrementalOrder(2, base.extract().summary().description().name(), trial.asideFor());
        var made = trial.with(settings -> settings.withThreads(1)).make(order);
        assertThat(made.problems()).isEqualTo(30);
        assertThat(made.rows()).isGreaterThan(1_000);
        var alone = trial.visible();
        var random = new Random(17);
        for (int threads : new int[] {1, 2, 3, 8}) {
            for (int round = 0; round < 2; round++) {
                var again =
                        trial.with(settings -> settings.withThreads(threads)).inBlocksOf(random.nextInt(100, 200_000));
                assertThat(again.make(order)).isEqualTo(made);
                assertThat(again.visible().equals(alone))
                        .as("%d threads, blocks of %d bytes", threads, again.blockSize())
                        .isTrue();
            }
        }
    }

    private static void population(Trial trial, LocalDate at, boolean gzip) throws IOException {
        new PopulationFolder(trial.source(), gzip, true, 1).write(new SamplePopulation(5, 12, at), (_, _, _) -> {});
    }

    /** Adds bad files to three types. */
    private static void spoil(Trial trial) throws IOException {
        for (var type : new String[] {"Patient", "Observation", "Encounter"}) {
            var lines = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                lines.append("{\"resourceType\":\"%s\",\"id\":\"new-%d\"}\nbad %d\n".formatted(type, i, i));
            }
            Files.writeString(trial.source().resolve(type + ".spoilt.ndjson"), lines);
        }
    }
}
