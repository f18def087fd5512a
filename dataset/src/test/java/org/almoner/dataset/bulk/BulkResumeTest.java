package org.almoner.dataset.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.disk.FailingDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BulkResumeTest {

    private static final byte[] PATIENTS = Exports.patientLines(40).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final FakeTime time = new FakeTime();

    private static FhirServer server(Integer... breaks) {
        var server = new FhirServer();
        server.next(FhirServer.STATUS, FhirServer.status(202))
                .always(FhirServer.STATUS, server.onePatientFile())
                .always("GET /files/p", new FileReply(PATIENTS, "\"v1\"", new ArrayDeque<>(List.of(breaks))));
        return server;
    }

    private static final class Killed extends Error {}

    @Test
    void aProcessKilledAtAnyPauseGoesOnWithTheSameExport() {
        try (var server = server(100, 200, 300)) {
            var killing = new BulkExport(
                    Exports.patients(server),
                    new Authentication.None(),
                    Exports.LIMITS,
                    false,
                    Exports.world(
                            time,
                            _ -> {
                                throw new Killed();
                            },
                            Disk.local()));
            for (int deaths = 0; deaths < 4; deaths++) {
                assertThatThrownBy(() -> killing.fetch(folder, BulkListener.NOBODY))
                        .isInstanceOf(Killed.class);
            }
            killing.fetch(folder, BulkListener.NOBODY);
            assertThat(folder.resolve("Patient.000001.ndjson")).hasBinaryContent(PATIENTS);
            assertThat(server.count(FhirServer.KICK_OFF)).isEqualTo(1);
            assertThat(server.seen("GET /files/p").stream().map(FhirServer.Seen::range))
                    .containsExactly("", "bytes=100-", "bytes=300-", "bytes=600-");
        }
    }

    /** Wherever the disk is full, or the process ends, what is there afterwards is enough to go on from. */
    @Test
    void aDiskThatIsFullAtAnyByteLosesNothing() throws IOException {
        long needed = Long.MAX_VALUE;
        for (long room = 0; room < needed; room += 37) {
            var here = Files.createDirectory(folder.resolve("room" + room));
            try (var server = server(500)) {
                var disk = new FailingDisk(room);
                var full = new BulkExport(
                        Exports.patients(server),
                        new Authentication.None(),
                        Exports.LIMITS,
                        false,
                        Exports.world(time, time, disk));
                try {
                    full.fetch(here, BulkListener.NOBODY);
                    needed = disk.used();
                } catch (BulkExportException.Unfinished e) {
                    assertThat(e).hasMessageContaining("No space left");
                }
                int before = server.count(FhirServer.KICK_OFF);
                try {
                    Exports.of(server, time).fetch(here, BulkListener.NOBODY);
                } catch (BulkExportException.Unanswered _) {
                    // The place of the export could not be written down, and it says so.
                    assertThat(server.count(FhirServer.STATUS)).isZero();
                    Exports.of(server, time).abandon(here);
                    Exports.of(server, time).fetch(here, BulkListener.NOBODY);
                    before++;
                }
                assertThat(here.resolve("Patient.000001.ndjson")).hasBinaryContent(PATIENTS);
                assertThat(server.count(FhirServer.KICK_OFF)).isEqualTo(Math.max(1, before));
                try (var left = Files.list(here)) {
                    assertThat(left.map(file -> file.getFileName().toString()))
                            .containsExactlyInAnyOrder("Patient.000001.ndjson", "bulk-export.json", "bulk-export.lock");
                }
            }
        }
    }

    @Test
    void aCancelledExportIsRemovedHereAndThere() {
        for (int questions = 0; ; questions++) {
            try (var server = server(100)) {
                var export = Exports.of(server, time);
                try {
                    export.fetch(folder, Exports.cancelAfter(questions));
                } catch (CancellationException _) {
                    assertThat(server.count(FhirServer.DELETE)).isEqualTo(server.count(FhirServer.KICK_OFF));
                    assertThat(folder).isDirectoryNotContaining("glob:**.{json,ndjson,part,tag}");
                    continue;
                }
                assertThat(server.count("GET /files/p")).isEqualTo(2);
                return;
            }
        }
    }

    @Test
    void oneThatWasStoppedAnywhereIsGoneOnWith() {
        for (int questions = 0; ; questions++) {
            try (var server = server(100)) {
                var export = Exports.of(server, time);
                try {
                    export.fetch(folder, Exports.endAfter(questions, BulkListener.Demand.STOP));
                    return;
                } catch (CancellationException _) {
                    assertThat(server.count(FhirServer.DELETE)).isZero();
                }
                assertThat(export.fetch(folder, BulkListener.NOBODY).resources())
                        .containsEntry("Patient", 40L);
                assertThat(server.count(FhirServer.KICK_OFF)).isEqualTo(1);
                export.abandon(folder);
            }
        }
    }

    @Test
    void anotherRequestDoesNotTakeOverAFolder() {
        try (var server = server();
                var other = server()) {
            Exports.of(server, time).fetch(folder, BulkListener.NOBODY);
            assertThatThrownBy(() -> Exports.of(other, time).fetch(folder, BulkListener.NOBODY))
                    .hasMessageContaining("holds another export");
            assertThat(folder.resolve("Patient.000001.ndjson")).exists();
        }
    }
}
