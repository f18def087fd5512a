package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.almoner.dataset.engine.FolderExtractTest.row;
import static org.assertj.core.api.Assertions.assertThat;

class HostileValuesTest {

    @TempDir
    Path folder;

    @Test
    void everyCharacterOfTheFirstPlaneComesThrough() throws IOException {
        var mapper = new JsonMapper();
        var lines = new ArrayList<String>();
        var expected = new ArrayList<List<String>>();
        for (int start = 1; start < 0x10000; start += 97) {
            var text = new StringBuilder();
            for (int point = start; point < Math.min(start + 97, 0x10000); point++) {
                if (!Character.isSurrogate((char) point)) {
                    text.appendCodePoint(point);
                }
            }
            lines.add("{\"resourceType\":\"Patient\",\"id\":\"p%d\",\"gender\":%s}"
                    .formatted(start, mapper.writeValueAsString(text.toString())));
            expected.add(row("p" + start, text.toString()));
        }
        var made = Trial.in(folder)
                .file("Patient.ndjson", lines.toArray(String[]::new))
                .complete(1);
        assertThat(ReadExtract.of(made.extract().archive()).rows("Person")).isEqualTo(expected);
    }

    @Test
    void anEmptyTextIsNotNoValue() throws IOException {
        var made = Trial.in(folder)
                .file(
                        "Patient.ndjson",
                        SmallSet.patient("a", ""),
                        "{\"resourceType\":\"Patient\",\"id\":\"b\"}",
                        "{\"resourceType\":\"Patient\",\"id\":\"c\",\"gender\":null}")
                .complete(1);
        assertThat(ReadExtract.of(made.extract().archive()).rows("Person"))
                .containsExactly(row("a", ""), row("b", ReadExtract.NONE), row("c", ReadExtract.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.10",
                "0",
                "-0",
                "-0.0",
                "1234567890123456789012345678901234567890",
                "0.1234567890123456789012345678901234567890",
                "12345678901234567890.12345678901234567890",
                "1e400",
                "1.0E-7"
            })
    void aNumberStaysAsItIsWritten(String number) throws IOException {
        var made = Trial.in(folder)
                .file("Observation.ndjson", SmallSet.observation("o", "Patient/1", "Practitioner/1", number))
                .complete(1);
        assertThat(ReadExtract.of(made.extract().archive()).rows("Result")).containsExactly(row("o", "1", "1", number));
    }

    @Test
    void aReferenceThatCannotBeSplitIsABadLine() throws IOException {
        var bad = SmallSet.observation("o", "no reference at all", "Practitioner/1", "1");
        var trial = Trial.in(folder)
                .file("Observation.ndjson", bad, SmallSet.observation("p", "Patient/1", "Practitioner/1", "1"));
        var made = trial.completeAside(1);
        assertThat(ReadExtract.of(made.extract().archive()).rows("Result")).containsExactly(row("p", "1", "1", "1"));
        assertThat(made.firstProblems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason())
                        .contains("Result", "person_id", "'no reference at all' cannot be split"));
    }
}
