package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.disk.FailingDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.almoner.dataset.engine.SmallSet.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FullDiskExtractTest {

    @TempDir
    Path folder;

    @Test
    void whereverItIsFullNothingIsMade() throws IOException {
        var trial = Trial.in(folder)
                .with(settings -> new EngineSettings(2, 1_000, settings.limits(), settings.codec()))
                .inBlocksOf(5_000);
        write(trial, 0);
        var base = trial.complete(1);
        write(trial, 300);
        trial.file("Patient.bad.ndjson", "bad", "x".repeat(20_000), "worse");
        var order =
                trial.incrementalOrder(2, base.extract().summary().description().name(), trial.asideFor());
        var before = trial.visible();

        var random = new Random(13);
        long needed = needed(trial, order);
        for (int round = 0; round < 80; round++) {
            // The last ones are the syncing and the naming of quarantine, index and archive.
            long room = round < 20 ? needed - 1 - round : random.nextLong(needed);
            assertThatExceptionOfType(IOException.class)
                    .as("room for %d of %d", room, needed)
                    .isThrownBy(() -> trial.on(new FailingDisk(room)).make(order))
                    .withMessageContaining("No space left");
            assertThat(trial.visible().keySet()).isEqualTo(before.keySet());
        }
        assertThat(trial.visible()).isEqualTo(before);
        assertThat(trial.on(Disk.local()).make(order).problems()).isEqualTo(3);
    }

    /** Its files are few and small, so that a disk is hardly ever full just there. */
    @ParameterizedTest
    @ValueSource(strings = {"Patient.bad.ndjson", "problems.ndjson", "quarantine"})
    void aQuarantineThatCannotBeFinishedGoes(String last) {
        var trial = Trial.in(folder).on(new Disk() {
            @Override
            public FileChannel create(Path file) throws IOException {
                return Disk.local().create(file);
            }

            @Override
            public FileChannel append(Path file) throws IOException {
                return Disk.local().append(file);
            }

            @Override
            public void publish(Path from, Path to) throws IOException {
                if (to.endsWith(last)) {
                    throw new IOException("No space left on device");
                }
                Disk.local().publish(from, to);
            }
        });
        trial.file("Patient.bad.ndjson", "bad");
        var before = trial.visible();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> trial.completeAside(1))
                .withMessageContaining("No space left");
        assertThat(trial.visible()).isEqualTo(before);
    }

    /** How much room the extract takes. */
    private static long needed(Trial trial, Order order) throws IOException {
        var elsewhere = trial.root().resolve("elsewhere");
        var roomy = new FailingDisk(Long.MAX_VALUE);
        var moved = new Order(
                order.dataSet(),
                order.source(),
                order.description(),
                order.baseIndex(),
                Files.createDirectories(elsewhere),
                elsewhere.resolve("index"),
                elsewhere.resolve("work"),
                new BadInput.Quarantine(elsewhere.resolve("quarantine")));
        trial.on(roomy).make(moved);
        try (var files = Files.walk(elsewhere)) {
            for (var path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        return roomy.used();
    }

    private static void write(Trial trial, int from) {
        trial.file(
                "Patient.ndjson",
                IntStream.range(from, from + 1_000)
                        .mapToObj(i -> patient("p" + i, "male", "N" + i * 31))
                        .toArray(String[]::new));
    }
}
