package org.almoner.dataset.engine;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import org.almoner.dataset.database.TestDatabase;
import org.almoner.sample.population.PopulationFolder;
import org.almoner.sample.population.SamplePopulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.almoner.dataset.engine.SmallSet.patient;
import static org.assertj.core.api.Assertions.assertThat;

/** Memory is bounded by settings, not by the source. */
class SmallHeapTest {

    private static final int LONG_LINE = 200 << 20;

    @TempDir
    Path folder;

    @Test
    void aLineMayBeNearlyAsLongAsTheHeap() throws IOException, InterruptedException {
        var trial = Trial.in(folder);
        try (var out =
                new BufferedOutputStream(Files.newOutputStream(trial.source().resolve("Patient.ndjson")))) {
            out.write((patient("first", "male") + "\n{\"resourceType\":\"Patient\",\"id\":\"long\",\"gender\":\"")
                    .getBytes(StandardCharsets.UTF_8));
            var piece = new byte[1 << 20];
            Arrays.fill(piece, (byte) 'x');
            for (int written = 0; written < LONG_LINE; written += piece.length) {
                out.write(piece);
            }
            out.write(("\"}\n" + patient("last", "male") + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(made("-Xmx256m", folder.toString())).isEqualTo("2 1");
        assertThat(trial.quarantine().resolve("lines/Patient-overlong-1.ndjson"))
                .satisfies(path -> assertThat(Files.size(path)).isGreaterThan(LONG_LINE));
        assertThat(BadLinesTest.told(trial))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("line=2", "longer than"));
    }

    @Test
    void aSourceMayBeLargerThanTheHeap() throws IOException, InterruptedException {
        var trial = Trial.in(folder);
        var files = new PopulationFolder(trial.source(), false, false, 2)
                .write(new SamplePopulation(3, 1_500, LocalDate.of(2026, 1, 1)), (_, _, _) -> {});
        assertThat(files.size()).isGreaterThan(20);
        long bytes = 0;
        try (var all = Files.list(trial.source())) {
            for (var file : all.toList()) {
                bytes += Files.size(file);
            }
        }
        assertThat(bytes).isGreaterThan(3L * (128 << 20));
        assertThat(made("-Xmx256m", folder.toString())).matches("[0-9]{6,} 0");
    }

    @Test
    void aDatabaseMayHaveMoreRowsThanTheHeapCanHold() throws IOException, InterruptedException {
        assertThat(made(
                        "-Xmx64m",
                        folder.toString(),
                        TestDatabase.POSTGRESQL.fresh(),
                        "select i as id, repeat('x', 200) as filler from generate_series(1, 1000000) i"))
                .isEqualTo("1000000 0");
    }

    /** A thousand small ones first, so that many are fetched at once when they become large. */
    @Test
    void aDatabaseMayHaveWideRows() throws IOException, InterruptedException {
        assertThat(made(
                        "-Xmx96m",
                        folder.toString(),
                        TestDatabase.POSTGRESQL.fresh(),
                        "select i as id, repeat('x', case when i > 2000 then 1048576 when i > 1000 then 100000 else 10 end)"
                                + " as filler from generate_series(1, 2300) i"))
                .isEqualTo("2300 0");
    }

    private static String made(String heap, String... arguments) throws IOException, InterruptedException {
        try (var child = Child.start(List.of(heap), SmallHeap.class, arguments)) {
            return child.result().lines().toList().getLast();
        }
    }
}
