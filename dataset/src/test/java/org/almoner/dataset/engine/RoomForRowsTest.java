package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.almoner.dataset.text.TextLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.almoner.dataset.engine.SmallSet.patient;
import static org.assertj.core.api.Assertions.assertThat;

/** Limits are for what comes of one line, wherever blocks of input begin and end. */
class RoomForRowsTest {

    private static final int LINES = 200;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 1000", "1, 5000", "2, 20000", "8, 1048576"})
    void aLineIsNotToBlameForThoseBeforeIt(int threads, int blockSize) throws IOException {
        var lines = new ArrayList<String>();
        for (int i = 0; i < LINES; i++) {
            // What is left out leaves room for those after it, which may be duplicates too.
            lines.add(patient("p" + (isDuplicate(i) ? i - 1 : i), "male", names(10)));
        }
        // Their own rows are too many, also where they come first.
        lines.set(0, patient("p0", "male", names(50)));
        lines.set(101, patient("p101", "male", names(50)));
        var trial = Trial.in(folder)
                .file("Patient.ndjson", lines.toArray(String[]::new))
                .inBlocksOf(blockSize)
                .with(settings -> new EngineSettings(
                        threads, settings.longestLine(), new TextLimits(200, 4_000), settings.codec()));
        var made = trial.completeAside(1);

        var bad = new ArrayList<Integer>();
        for (int i = 0; i < LINES; i++) {
            if (i == 0 || i == 101 || isDuplicate(i)) {
                bad.add(i + 1);
            }
        }
        assertThat(made.problems()).isEqualTo(bad.size());
        assertThat(BadLinesTest.told(trial))
                .extracting(problem -> String.valueOf(((Map<?, ?>) problem).get("line")))
                .isEqualTo(bad.stream().map(String::valueOf).toList());
        assertThat(made.firstProblems())
                .first()
                .satisfies(
                        problem -> assertThat(problem.reason()).contains("rows that come of it", "4000 are allowed"));
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < LINES; i++) {
            if (!bad.contains(i + 1)) {
                rows.addAll(Collections.nCopies(10, List.of("p" + i, "n".repeat(90))));
            }
        }
        assertThat(ReadExtract.of(made.extract().archive()).rows("Person_Name")).isEqualTo(rows);
    }

    @Test
    void roomOrNoneTheArchiveIsTheSame() throws IOException {
        var lines = new ArrayList<String>();
        for (int i = 0; i < LINES; i++) {
            lines.add(patient("p" + i, "male", names(1 + i % 20)));
        }
        var trial = Trial.in(folder).file("Patient.ndjson", lines.toArray(String[]::new));
        var roomy = Files.readAllBytes(trial.complete(1).extract().archive());
        var cramped = trial.with(settings ->
                        new EngineSettings(2, settings.longestLine(), new TextLimits(200, 4_000), settings.codec()))
                .complete(1);
        assertThat(cramped.extract().archive()).hasBinaryContent(roomy);
    }

    private static boolean isDuplicate(int line) {
        return line % 2 == 1 && line != 1 && line != 101;
    }

    private static String[] names(int count) {
        return Collections.nCopies(count, "n".repeat(90)).toArray(String[]::new);
    }
}
