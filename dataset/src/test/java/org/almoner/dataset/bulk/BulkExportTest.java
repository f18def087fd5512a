package org.almoner.dataset.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.source.NdjsonFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BulkExportTest {

    @TempDir
    Path folder;

    private final FakeTime time = new FakeTime();

    @Test
    void anExportBecomesAFolderOfNdjson() throws IOException {
        try (var server = new FhirServer()) {
            server.next(FhirServer.STATUS, FhirServer.status(202, "X-Progress", "half"))
                    .always(FhirServer.STATUS, FhirServer.manifest(files(server), "", false))
                    .always("GET /files/p1", FhirServer.body(200, "{\"id\":\"1\"}\n{\"id\":\"2\"}"))
                    .always("GET /files/p2", FhirServer.status(200))
                    .always(
                            "GET /files/o",
                            FhirServer.bytes(200, gzip("\n{\"id\":\"o\"}\n"), "Content-Encoding", "gzip"));
            var progress = Collections.synchronizedList(new ArrayList<BulkListener.Progress>());
            var fetched = Exports.of(server, time).fetch(folder, new BulkListener() {
                @Override
                public void progress(Progress each) {
                    progress.add(each);
                }

                @Override
                public Demand demand() {
                    return Demand.GO_ON;
                }
            });
            assertThat(fetched.transactionTime()).isEqualTo(Instant.parse("2026-11-20T09:00:00.5Z"));
            assertThat(fetched.resources()).containsEntry("Patient", 2L).containsEntry("Observation", 1L);
            assertThat(fetched.filesNotWanted()).isEqualTo(1);
            assertThat(fetched.filesOfDeletions()).isEqualTo(1);
            assertThat(folder.resolve("Patient.000001.ndjson")).hasContent("{\"id\":\"1\"}\n{\"id\":\"2\"}");
            assertThat(folder.resolve("Patient.000002.ndjson")).isEmptyFile();
            assertThat(folder.resolve("Observation.000001.ndjson.gz")).hasBinaryContent(gzip("\n{\"id\":\"o\"}\n"));
            assertThat(NdjsonFolder.open(folder).types()).containsExactlyInAnyOrder("Patient", "Observation");
            assertThat(progress)
                    .contains(new BulkListener.Progress.Preparing("half"))
                    .last()
                    .isInstanceOfSatisfying(
                            BulkListener.Progress.Downloading.class,
                            last -> assertThat(last.filesDone()).isEqualTo(3));
            assertThat(server.count(FhirServer.DELETE)).isEqualTo(1);
            assertThat(Exports.of(server, time).fetch(folder, BulkListener.NOBODY))
                    .isEqualTo(fetched);
            assertThat(server.count(FhirServer.KICK_OFF)).isEqualTo(1);
            assertThat(server.count("GET /files/o")).isEqualTo(1);
        }
    }

    private static String files(FhirServer server) {
        return """
                {"type":"Patient","url":"%s","count":2},{"type":"Patient","url":"%s"},
                {"type":"Observation","url":"%s","count":1},{"type":"Device","url":"%s"}
                """.formatted(
                        server.at("/files/p1"), server.at("/files/p2"), server.at("/files/o"), server.at("/files/d"));
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void theRequestIsThatOfTheStandard() {
        try (var server = new FhirServer()) {
            var request = new BulkRequest(
                    server.base(),
                    new BulkRequest.Level.Group("g-1"),
                    new TreeSet<>(List.of("Patient", "Observation")),
                    new TreeMap<>(java.util.Map.of("_typeFilter", "Observation?status=final&a=b")));
            var what = "GET /fhir/Group/g-1/$export";
            server.always(what, FhirServer.body(400, outcome("invalid", "no such group")));
            var export = new BulkExport(
                    request, new Authentication.None(), Exports.LIMITS, false, Exports.world(time, time, Disk.local()));
            assertThatThrownBy(() -> export.fetch(folder, BulkListener.NOBODY))
                    .isInstanceOf(BulkExportException.Failed.class)
                    .hasMessageContainingAll("400", "no such group", "?...")
                    .hasMessageNotContaining("status=final");
            assertThat(server.seen(what).getFirst().query())
                    .isEqualTo("_outputFormat=application%2Ffhir%2Bndjson&_type=Observation%2CPatient"
                            + "&_typeFilter=Observation%3Fstatus%3Dfinal%26a%3Db");
        }
    }

    static String outcome(String code, String text) {
        return """
                {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"%s","diagnostics":"%s"}]}
                """.formatted(code, text);
    }

    @Test
    void aPopulationIsWholeAndAGroupIsOneStepOfAPath() {
        for (var id : List.of("..", "a/b", "", "a?b")) {
            assertThatThrownBy(() -> new BulkRequest.Level.Group(id)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void problemsEndItUnlessTheyAreTaken() {
        try (var server = new FhirServer()) {
            var error = "{\"type\":\"OperationOutcome\",\"url\":\"%s\"}".formatted(server.at("/files/e"));
            var output = "{\"type\":\"Patient\",\"url\":\"%s\"}".formatted(server.at("/files/p"));
            server.always(FhirServer.STATUS, FhirServer.manifest(output, error, false))
                    .always(
                            "GET /files/e",
                            FhirServer.body(
                                    200, outcome("exception", "lost one").strip() + "\n{]"))
                    .always("GET /files/p", FhirServer.body(200, "{}\n"));
            assertThatThrownBy(() -> Exports.of(server, time).fetch(folder, BulkListener.NOBODY))
                    .isInstanceOf(BulkExportException.Unfinished.class)
                    .hasMessageContainingAll("2 errors", "lost one");
            assertThat(server.count("GET /files/p")).isZero();
            var lenient = new BulkExport(
                    Exports.patients(server),
                    new Authentication.None(),
                    Exports.LIMITS,
                    true,
                    Exports.world(time, time, Disk.local()));
            var problems = lenient.fetch(folder, BulkListener.NOBODY).problems();
            assertThat(problems.errors()).isEqualTo(2);
            assertThat(problems.first().getFirst().text()).isEqualTo("lost one");
            assertThat(server.count(FhirServer.KICK_OFF)).isEqualTo(1);
            assertThat(NdjsonFolder.open(folder).types()).containsExactly("Patient");
        }
    }

    @Test
    void aFolderOfSomethingElseIsLeftAlone() throws IOException {
        try (var server = new FhirServer()) {
            Files.writeString(folder.resolve("old.ndjson"), "{}");
            assertThatThrownBy(() -> Exports.of(server, time).fetch(folder, BulkListener.NOBODY))
                    .hasMessageContaining("old.ndjson");
            assertThat(server.count(FhirServer.KICK_OFF)).isZero();
            assertThat(folder.resolve("old.ndjson")).exists();
        }
    }
}
