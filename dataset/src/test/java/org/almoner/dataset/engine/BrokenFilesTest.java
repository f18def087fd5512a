package org.almoner.dataset.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.almoner.dataset.source.SourceException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.almoner.dataset.engine.SmallSet.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

class BrokenFilesTest {

    private static final byte[] PATIENTS = Trial.gzip(IntStream.range(0, 400)
            .mapToObj(i -> patient("p" + i, "male", "N" + i * 7919L * i) + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void begin() {
        trial = Trial.in(folder).inBlocksOf(2_000).file("Patient.1.ndjson", patient("behind", "male"));
    }

    @Test
    void aCutFileLetsTheExtractFail() {
        trial.raw("Patient.0.ndjson.gz", Arrays.copyOf(PATIENTS, PATIENTS.length / 2));
        var before = trial.visible();
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> trial.complete(1))
                .withMessageContainingAll("Patient.0.ndjson.gz", "cut");
        assertThat(trial.visible()).isEqualTo(before);
    }

    @Test
    void orWhatComesBeforeTheCutIsThere() throws IOException {
        for (int length : new int[] {1, 5, 10, 11, PATIENTS.length / 2, PATIENTS.length - 9, PATIENTS.length - 1}) {
            trial.raw("Patient.0.ndjson.gz", Arrays.copyOf(PATIENTS, length));
            var made = trial.completeAside(1);
            var rows = ReadExtract.of(made.extract().archive()).rows("Person");
            assertThat(rows.getLast()).isEqualTo(FolderExtractTest.row("behind", "male"));
            for (int i = 0; i < rows.size() - 1; i++) {
                assertThat(rows.get(i)).isEqualTo(FolderExtractTest.row("p" + i, "male"));
            }
            assertThat(rows).hasSizeBetween(1, 401);
            assertThat(made.firstProblems().getLast())
                    .satisfies(problem -> assertThat(problem.line()).isZero())
                    .satisfies(problem -> assertThat(problem.reason()).contains("it is cut"));
            // The line that the cut is in is one more.
            assertThat(made.problems()).isBetween(1L, 2L);
            var alone = trial.visible();
            assertThat(trial.with(settings -> settings.withThreads(8)).completeAside(1))
                    .isEqualTo(made);
            assertThat(trial.visible()).isEqualTo(alone);
        }
    }

    @Test
    void aLineThatIsCutIsKeptAsFarAsItIsThere() throws IOException {
        trial.raw("Patient.0.ndjson.gz", Arrays.copyOf(PATIENTS, PATIENTS.length / 2));
        var made = trial.completeAside(1);
        assertThat(made.firstProblems()).extracting(Problem::file).containsOnly("Patient.0.ndjson.gz");
        assertThat(made.firstProblems().getFirst().reason()).contains("the file is cut in this line");
        assertThat(Files.readString(trial.quarantine().resolve("lines/Patient.0.ndjson")))
                .startsWith("{\"resourceType\":\"Patient\"")
                .endsWith("\n");
    }

    /** Whatever bit it is: never are there rows of a file whose checksum is wrong, and never silently of one that ends early. */
    @Test
    void aDamagedFileLetsTheExtractFailUnderAnyPolicy() throws IOException {
        var random = new Random(5);
        for (int round = 0; round < 60; round++) {
            var damaged = PATIENTS.clone();
            // Behind the header, where a time or a system may be anything.
            damaged[random.nextInt(10, damaged.length)] ^= (byte) (1 << random.nextInt(8));
            trial.raw("Patient.0.ndjson.gz", damaged);
            LawPropertiesTest.delete(trial.root().resolve("out"));
            Files.createDirectory(trial.root().resolve("out"));
            if (Files.exists(trial.quarantine())) {
                LawPropertiesTest.delete(trial.quarantine());
            }
            var before = trial.visible();
            assertThatThrownBy(() -> trial.complete(1))
                    .isInstanceOfAny(SourceException.class, BadInputException.class)
                    .hasMessageContaining("Patient.0.ndjson.gz");
            assertThat(trial.visible()).isEqualTo(before);
            var aside = catchThrowable(() -> trial.completeAside(1));
            if (aside != null) {
                assertThat(aside)
                        .isInstanceOf(SourceException.class)
                        .hasMessageContainingAll("Patient.0.ndjson.gz", "it is damaged");
                assertThat(trial.visible()).isEqualTo(before);
            } else {
                // To who unpacks it, it may end early.
                assertThat(BadLinesTest.told(trial).toString()).contains("line=0", "it is cut");
            }
        }
    }

    @Test
    void aSourceThatChangesLetsTheExtractFail() throws IOException {
        trial.file("Patient.2.ndjson", patient("two", "male"))
                .file("Observation.ndjson")
                .file("Goal.ndjson");
        var base = trial.complete(1);
        var before = trial.visible();
        interface Change {
            void make() throws IOException;
        }
        for (var change : List.<Change>of(
                () -> trial.file("Patient.1.ndjson", patient("another", "male")),
                () -> trial.file("Patient.2.ndjson", patient("longer", "male"), patient("x", "male")),
                () -> trial.file("Patient.3.ndjson", patient("more", "male")),
                () -> Files.delete(trial.source().resolve("Patient.3.ndjson")),
                () -> trial.file(
                        "Observation.2.ndjson", SmallSet.observation("o", "Patient/1", "Practitioner/1", "1")))) {
            var order = trial.incrementalOrder(
                    2, base.extract().summary().description().name(), trial.asideFor());
            assertThatThrownBy(() -> trial.make(order, onceDuring(change::make)))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("changed while");
            assertThat(trial.visible()).isEqualTo(before);
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private static Watcher onceDuring(Action action) {
        return new Watcher() {
            private boolean done;

            @Override
            public synchronized void progress(Progress progress) {
                if (!done) {
                    done = true;
                    try {
                        action.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
    }
}
