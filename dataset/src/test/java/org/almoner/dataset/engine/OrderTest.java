package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;

import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.index.UnusableIndexException;
import org.almoner.dataset.source.SourceException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.almoner.dataset.engine.SmallSet.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderTest {

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void begin() {
        trial = Trial.in(folder).file("Patient.ndjson", patient("a", "male"));
    }

    @Test
    void anUnsoundViewIsToldOfByFilePlaceAndReason() {
        assertThatExceptionOfType(UnsoundDataSetException.class)
                .isThrownBy(() -> SmallSet.compiled(
                        SmallSet.PERSON,
                        SmallSet.view("One", "Patient", "{\"column\": [{\"name\": \"a\", \"path\": \"id.frob()\"}]}"),
                        SmallSet.view("Two", "Patient", "{\"column\": [{\"name\": \"b\", \"path\": \"(\"}]}")))
                .withMessageContainingAll(
                        "SMALL 1.0.0", "One.view.json", "select[0].column[0].path", "frob", "Two.view.json");
    }

    @Test
    void aColumnThatTheArchiveCannotHaveIsUnsound() {
        for (var columns : new String[] {
            "{\"name\": \"hash_value\", \"path\": \"id\"}",
            "{\"name\": \"a\", \"path\": \"id\"}, {\"name\": \"a\", \"path\": \"id\"}"
        }) {
            assertThatExceptionOfType(UnsoundDataSetException.class)
                    .isThrownBy(() ->
                            SmallSet.compiled(SmallSet.view("One", "Patient", "{\"column\": [%s]}".formatted(columns))))
                    .withMessageContaining("One.view.json");
        }
    }

    @Test
    void aFolderIsNoSourceForQueries() {
        var before = trial.visible();
        assertThatThrownBy(() -> trial.of(
                                SmallSet.compiled(SmallSet.PERSON, SmallSet.query("Bill", "select 1", "id INTEGER")))
                        .complete(1))
                .isInstanceOf(SourceException.class)
                .hasMessageContainingAll("Bill", "query on a database", "folder");
        assertThat(trial.visible()).isEqualTo(before);
    }

    @Test
    void aDatabaseIsNoSourceForViews() {
        var order = trial.order(
                new Source.Database("jdbc:h2:mem:", new Properties()),
                trial.name(ExtractType.COMPLETE, 1),
                Optional.empty(),
                new BadInput.Fail());
        assertThatThrownBy(() -> trial.make(order))
                .isInstanceOf(SourceException.class)
                .hasMessageContainingAll("Person", "view over FHIR", "database");
    }

    @Test
    void anExtractIsWhatItIsDescribedAs() {
        var other = new CompiledDataSet("OTHER", "1.0.0", trial.dataSet().entities());
        var order = trial.completeOrder(1, new BadInput.Fail());
        assertThatThrownBy(() -> new Order(
                        other,
                        order.source(),
                        order.description(),
                        order.baseIndex(),
                        order.folder(),
                        order.index(),
                        order.workspace(),
                        order.badInput()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("SMALL", "OTHER 1.0.0");
    }

    @Test
    void theFolderOfTheArchiveMustBeThereBeforeAnythingIsRead() throws IOException {
        Files.delete(folder.resolve("out"));
        Files.writeString(folder.resolve("source/Patient.ndjson"), "bad");
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> trial.complete(1));
    }

    @Test
    void anIncrementalNeedsTheIndexOfItsBase() throws IOException {
        var first = trial.complete(1);
        var second = trial.complete(2);
        var index = first.extract().index();
        var stale = trial.incrementalOrder(
                3, first.extract().summary().description().name(), trial.asideFor());
        var whole = Files.readAllBytes(index);

        Files.copy(second.extract().index(), index, StandardCopyOption.REPLACE_EXISTING);
        refused(stale, "is that of");
        for (int at = 0; at < whole.length; at++) {
            var damaged = whole.clone();
            damaged[at] ^= 4;
            Files.write(index, damaged);
            refused(stale, "");
            Files.write(index, Arrays.copyOf(whole, at));
            refused(stale, "");
        }
        Files.delete(index);
        refused(stale, "is missing");
        Files.write(index, whole);
        assertThat(trial.make(stale).extract().archive()).exists();
    }

    private void refused(Order order, String reason) {
        var before = trial.visible();
        assertThatExceptionOfType(UnusableIndexException.class)
                .isThrownBy(() -> trial.make(order))
                .withMessageContainingAll(reason, "Run a COMPLETE");
        assertThat(trial.visible()).isEqualTo(before);
    }
}
