package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.almoner.dataset.engine.SmallSet.observation;
import static org.almoner.dataset.engine.SmallSet.practitioner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConditionalReferencesTest {

    private static final String NPI = "{\"system\":\"urn:npi\",\"value\":\"%s\"}";

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void begin() {
        trial = Trial.in(folder)
                .file(
                        "Practitioner.0.ndjson",
                        practitioner("d1", NPI.formatted("1"), "{\"value\":\"one\"}"),
                        "not a resource",
                        practitioner("d2", NPI.formatted("2"), "{\"system\":\"urn:other\",\"value\":\"1\"}"))
                .file(
                        "Practitioner.1.ndjson.gz",
                        practitioner("d3", NPI.formatted("3"), NPI.formatted("2")),
                        practitioner("d3", NPI.formatted("3")));
    }

    @ParameterizedTest
    @CsvSource({"urn:npi|1, d1", "urn%3Anpi%7C1, d1", "urn:other|1, d2", "urn:npi|3, d3", "3, d3", "one, d1", "|one, d1"
    })
    void oneResourceHasTheIdentifier(String identifier, String id) throws IOException {
        assertThat(performers("Practitioner?identifier=" + identifier)).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "urn:npi|2", "urn:npi|9", "|1", "9"})
    void noneHasOrMoreThanOne(String identifier) {
        assertThatThrownBy(() -> performers("Practitioner?identifier=" + identifier))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("Observation.ndjson, line 1", identifier, "to no known resource");
    }

    @Test
    void aTypeThatTheSourceDoesNotHaveAtAllIsNoProblem() throws IOException {
        var elsewhere = Trial.in(folder.resolve("elsewhere"))
                .file("Observation.ndjson", observation("o", "Patient?identifier=5", "Practitioner?identifier=1", "1"));
        var made = elsewhere.complete(1);
        assertThat(ReadExtract.of(made.extract().archive()).rows("Result"))
                .containsExactly(FolderExtractTest.row("o", ReadExtract.NONE, ReadExtract.NONE, "1"));
    }

    @Test
    void identifiersBehindACutFileAreKnown() throws IOException {
        var whole =
                Trial.gzip(practitioner("d0", NPI.formatted("0")).repeat(100).getBytes(StandardCharsets.UTF_8));
        trial.raw("Practitioner.0.ndjson.gz", Arrays.copyOf(whole, whole.length - 12));
        assertThat(performers("Practitioner?identifier=urn:npi|3")).containsExactly("d3");
    }

    private List<String> performers(String reference) throws IOException {
        trial.file("Observation.ndjson", observation("o", "Patient/1", reference, "1"));
        return ReadExtract.of(trial.complete(1).extract().archive()).rows("Result").stream()
                .map(row -> row.get(2))
                .toList();
    }
}
