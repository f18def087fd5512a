package org.almoner.dataset.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NdjsonFolderTest {

    @TempDir
    Path folder;

    @Test
    void theNameTellsTheType() throws IOException {
        for (var name : new String[] {
            "Patient.ndjson", "Observation.000.ndjson", "Observation-2.ndjson.gz", "Condition_1.ndjson", "log.txt"
        }) {
            Files.writeString(folder.resolve(name), "x");
        }
        Files.createDirectory(folder.resolve("Encounter.ndjson"));
        var source = NdjsonFolder.open(folder);
        assertThat(source.types()).containsExactlyInAnyOrder("Patient", "Observation", "Condition");
        try (var observations = source.read("Observation", 1, OverlongLines.DROPPED)) {
            assertThat(observations.size()).isEqualTo(2);
        }
    }

    @Test
    void theFirstResourceTellsTheTypeWhereTheNameDoesNot() throws IOException {
        Files.writeString(
                folder.resolve("3fa9.ndjson"),
                "{\"meta\":{\"tag\":[{\"x\":1}]},\"resourceType\":\"Goal\",\"id\":\"1\"}\n");
        Files.writeString(folder.resolve("empty.ndjson"), "");
        assertThat(NdjsonFolder.open(folder).types()).containsExactly("Goal");
    }

    @Test
    void aFileAboutNothingIsAnError() throws IOException {
        Files.writeString(folder.resolve("3fa9.ndjson"), "{\"id\":\"1\"}\n");
        assertThatThrownBy(() -> NdjsonFolder.open(folder))
                .isInstanceOf(SourceException.class)
                .hasMessageContainingAll("3fa9.ndjson", "resource type");
    }

    @Test
    void nothingToReadIsAnError() throws IOException {
        assertThatThrownBy(() -> NdjsonFolder.open(folder)).hasMessageContaining("holds no resources");
        assertThatThrownBy(() -> NdjsonFolder.open(folder.resolve("absent"))).hasMessageContaining("is not a folder");
    }
}
