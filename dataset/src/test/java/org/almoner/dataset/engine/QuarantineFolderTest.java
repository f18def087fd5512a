package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.almoner.dataset.archive.ExtractType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.almoner.dataset.engine.SmallSet.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QuarantineFolderTest {

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void begin() {
        trial = Trial.in(folder).file("Patient.ndjson", patient("a", "male"), "bad");
    }

    @Test
    void somebodyElsesIsNotTouched() throws IOException {
        for (var content : new String[] {"", "not JSON", "{\"extract\":\"another\",\"file\":\"x\"}"}) {
            Files.createDirectories(trial.quarantine());
            Files.writeString(trial.quarantine().resolve("problems.ndjson"), content);
            var before = trial.visible();
            assertThatExceptionOfType(FileAlreadyExistsException.class)
                    .isThrownBy(() -> trial.completeAside(1))
                    .withMessageContaining("name another folder");
            assertThat(trial.visible()).isEqualTo(before);
        }
    }

    @Test
    void thatOfAnotherExtractIsNotTouched() throws IOException {
        trial.completeAside(1);
        var before = trial.visible();
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> trial.completeAside(2));
        assertThat(trial.visible()).isEqualTo(before);
    }

    @Test
    void thatOfTheSameExtractIsReplaced() throws IOException {
        trial.file("Patient.0.ndjson", "more").completeAside(1);
        Files.delete(trial.source().resolve("Patient.0.ndjson"));
        trial.completeAside(1);
        var alone = Trial.in(folder.resolve("alone")).file("Patient.ndjson", patient("a", "male"), "bad");
        alone.completeAside(1);
        assertThat(trial.root().resolve("quarantine/lines"))
                .isDirectoryNotContaining(path -> path.getFileName().toString().equals("Patient.0.ndjson"));
        assertThat(BadLinesTest.told(trial)).isEqualTo(BadLinesTest.told(alone));
        trial.file("Patient.ndjson", patient("a", "male")).completeAside(1);
        assertThat(trial.quarantine()).doesNotExist();
    }

    @Test
    void whatAKilledRunLeftGoes() throws IOException {
        var left = folder.resolve("quarantine.part").resolve("lines");
        Files.createDirectories(left);
        Files.writeString(left.resolve("Patient.9.ndjson"), "old");
        trial.completeAside(1);
        assertThat(left.getParent()).doesNotExist();
        assertThat(trial.quarantine().resolve("lines"))
                .isDirectoryContaining(path -> path.getFileName().toString().equals("Patient.ndjson"))
                .isDirectoryNotContaining(path -> path.getFileName().toString().equals("Patient.9.ndjson"));
    }

    @Test
    void thereIsNoneWithoutBadLines() throws IOException {
        trial.file("Patient.ndjson", patient("a", "male"));
        assertThat(trial.completeAside(1).problems()).isZero();
        assertThat(trial.quarantine()).doesNotExist();
    }

    @Test
    void filesOfNearlyTheSameNameAreKeptApart() throws IOException {
        trial.file("Patient.ndjson.gz", "worse")
                .file("problems.ndjson", "", patient("b", "male"), "worst")
                .completeAside(1);
        var lines = trial.quarantine().resolve("lines");
        assertThat(lines.resolve("Patient.ndjson")).hasContent("bad");
        assertThat(lines.resolve("Patient-2.ndjson")).hasContent("worse");
        assertThat(lines.resolve("problems.ndjson")).hasContent("worst");
        assertThat(BadLinesTest.told(trial)).hasSize(3);
    }

    @Test
    void itsLinesAreASource() throws IOException {
        trial.completeAside(1);
        Files.writeString(trial.quarantine().resolve("lines").resolve("Patient.ndjson"), patient("mended", "male"));
        var mended = Trial.in(folder.resolve("mended"));
        var order = mended.order(
                new Source.Folder(trial.quarantine().resolve("lines")),
                mended.name(ExtractType.COMPLETE, 1),
                Optional.empty(),
                new BadInput.Fail());
        assertThat(mended.make(order).rows()).isEqualTo(1);
    }
}
