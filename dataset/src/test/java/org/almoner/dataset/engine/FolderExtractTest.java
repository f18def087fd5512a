package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.almoner.dataset.engine.SmallSet.observation;
import static org.almoner.dataset.engine.SmallSet.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FolderExtractTest {

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void begin() {
        trial = Trial.in(folder);
    }

    static List<String> row(String... cells) {
        return List.of(cells);
    }

    @Test
    void aCompleteHoldsAllRowsInTheOrderOfTheSource() throws IOException {
        trial.file("Patient.ndjson", patient("p2", "female", "Ng", "Berg"), patient("p1", "male"))
                .file("Observation.ndjson", observation("o1", "Patient/p1", "Practitioner/d1", "1.10"));
        var made = trial.complete(1);
        var extract = ReadExtract.of(made.extract().archive());
        assertThat(extract.files().keySet())
                .containsExactly("Person.txt", "Person_Name.txt", "Result.txt", "SummaryOfExtract.txt");
        assertThat(extract.rows("Person")).containsExactly(row("p2", "female"), row("p1", "male"));
        assertThat(extract.rows("Person_Name")).containsExactly(row("p2", "Ng"), row("p2", "Berg"));
        assertThat(extract.rows("Result")).containsExactly(row("o1", "p1", "d1", "1.10"));
        assertThat(made.rows()).isEqualTo(5);
        assertThat(made.problems()).isZero();
        assertThat(made.firstProblems()).isEmpty();
        assertThat(made.bytesRead()).isEqualTo(sizeOf("Patient.ndjson") + sizeOf("Observation.ndjson"));
        assertThat(trial.visible().keySet())
                .containsExactly(
                        "",
                        "out",
                        "out/" + made.extract().index().getFileName(),
                        "out/" + made.extract().archive().getFileName());
    }

    @Test
    void anIncrementalHoldsWhatChanged() throws IOException {
        trial.file("Patient.ndjson", patient("stays", "male"), patient("goes", "male"), patient("turns", "male"));
        var base = trial.complete(1);
        trial.file("Patient.ndjson", patient("turns", "female"), patient("comes", "male"), patient("stays", "male"));
        var made = trial.incremental(2, base);
        var before = ReadExtract.of(base.extract().archive()).table("Person.txt");
        var extract = ReadExtract.of(made.extract().archive());
        assertThat(extract.rows("Person")).containsExactly(row("turns", "female"), row("comes", "male"));
        assertThat(extract.table("Person_delete.txt").rows())
                .containsExactlyInAnyOrder(
                        row(before.hashes().get(1)), row(before.hashes().get(2)));
        assertThat(made.rows()).isEqualTo(3);
    }

    @Test
    void entitiesWithoutRowsAndTypesWithoutFilesHaveJustAHeader() throws IOException {
        trial.file("Patient.ndjson", patient("p1", "male"));
        var extract = ReadExtract.of(trial.complete(1).extract().archive());
        assertThat(extract.table("Person_Name.txt").header()).containsExactly("person_id", "family", "hash_value");
        assertThat(extract.rows("Person_Name")).isEmpty();
        assertThat(extract.table("Result.txt").header())
                .containsExactly("result_id", "person_id", "performer_id", "value", "hash_value");
        assertThat(extract.rows("Result")).isEmpty();
    }

    @Test
    void filesOfATypeAreReadInTheOrderOfTheirNames() throws IOException {
        trial.file("Patient.2.ndjson.gz", patient("c", "male"))
                .file("Patient.10.ndjson", patient("a", "male"), patient("b", "male"))
                .file("Patient-1.ndjson", patient("first", "male"))
                .file("zzz.ndjson", patient("last", "male"))
                .file("Patient.empty.ndjson");
        assertThat(ReadExtract.of(trial.complete(1).extract().archive()).rows("Person"))
                .extracting(List::getFirst)
                .containsExactly("first", "a", "b", "c", "last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient.ndjson", "Patient.ndjson.gz", "0001.ndjson", "0001.ndjson.gz"})
    void linesMayEndAsTheyLike(String name) throws IOException {
        trial.text(
                name,
                "\uFEFF\n  \t\r\n" + patient("a", "male") + "\r\n\r\n\n " + patient("b", "male") + " \n\n"
                        + patient("c", "male"));
        assertThat(ReadExtract.of(trial.complete(1).extract().archive()).rows("Person"))
                .containsExactly(row("a", "male"), row("b", "male"), row("c", "male"));
    }

    @Test
    void aByteOrderMarkIsOneAtAFilesStartOnly() {
        trial.text("Patient.ndjson", patient("a", "male") + "\n\uFEFF" + patient("b", "male") + "\n");
        assertThatThrownBy(() -> trial.complete(1)).hasMessageContainingAll("Patient.ndjson, line 2", "byte 0");
    }

    @Test
    void aFileIsNotLeftUnreadBecauseOfItsName() {
        trial.file("PatientExport-1.ndjson", patient("a", "male"))
                .file("Patient.ndjson", patient("b", "male"))
                .file("Goal.ndjson", "{\"resourceType\":\"Goal\",\"id\":\"g\"}");
        assertThatThrownBy(() -> trial.complete(1))
                .hasMessageContainingAll("PatientExport-1.ndjson", "called like a file of PatientExport", "Patient");
    }

    private long sizeOf(String name) throws IOException {
        return Files.size(trial.source().resolve(name));
    }
}
