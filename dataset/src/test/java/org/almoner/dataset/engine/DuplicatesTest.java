package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.almoner.dataset.engine.FolderExtractTest.row;
import static org.almoner.dataset.engine.SmallSet.patient;
import static org.assertj.core.api.Assertions.assertThat;

class DuplicatesTest {

    @TempDir
    Path folder;

    /** Within a block, across blocks and files, beside other bad lines: always the first stays, on any number of threads. */
    @Test
    void theFirstOfAnIdStays() throws IOException {
        var random = new Random(11);
        var expected = new ArrayList<List<String>>();
        var problems = new ArrayList<Problem>();
        var seen = new HashSet<String>();
        var trial = Trial.in(folder);
        for (int file = 0; file < 4; file++) {
            var name = "Patient.%d.ndjson%s".formatted(file, file % 2 == 0 ? "" : ".gz");
            var lines = new ArrayList<String>();
            for (int line = 1; line <= 250; line++) {
                var id = "p" + random.nextInt(700);
                if (random.nextInt(50) == 0) {
                    lines.add("{}");
                    problems.add(new Problem(name, line, "the resource has no resourceType"));
                    continue;
                }
                var gender = "g" + line;
                lines.add(patient(id, gender));
                if (seen.add(id)) {
                    expected.add(row(id, gender));
                } else {
                    problems.add(new Problem(name, line, "a resource with the same id came before"));
                }
            }
            trial.file(name, lines.toArray(String[]::new));
        }
        var first = trial.inBlocksOf(2_000)
                .with(settings -> settings.withThreads(1))
                .completeAside(1);
        assertThat(ReadExtract.of(first.extract().archive()).rows("Person")).isEqualTo(expected);
        assertThat(first.problems()).isEqualTo(problems.size());
        assertThat(first.firstProblems()).isEqualTo(problems.subList(0, 20));
        assertThat(BadLinesTest.told(trial)).hasSize(problems.size());
        var alone = trial.visible();
        for (int round = 0; round < 10; round++) {
            var again = trial.inBlocksOf(300 + 700 * round).with(settings -> settings.withThreads(8));
            assertThat(again.completeAside(1)).isEqualTo(first);
            assertThat(again.visible()).isEqualTo(alone);
        }
    }

    @Test
    void anIdMayBeWrittenWithBackslashes() throws IOException {
        var trial = Trial.in(folder).file("Patient.ndjson", patient("ab", "male"), patient("\\u0061b", "female"));
        var made = trial.completeAside(1);
        assertThat(ReadExtract.of(made.extract().archive()).rows("Person")).containsExactly(row("ab", "male"));
        assertThat(Files.readString(trial.quarantine().resolve("lines").resolve("Patient.ndjson")))
                .isEqualTo(patient("\\u0061b", "female") + "\n");
    }

    @Test
    void idsOfDifferentTypesAreDifferent() throws IOException {
        var made = Trial.in(folder)
                .file("Patient.ndjson", patient("1", "male"))
                .file("Observation.ndjson", SmallSet.observation("1", "Patient/1", "Practitioner/1", "1"))
                .complete(1);
        assertThat(made.rows()).isEqualTo(2);
    }
}
