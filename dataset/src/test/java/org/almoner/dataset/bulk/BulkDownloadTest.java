package org.almoner.dataset.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.almoner.dataset.disk.Disk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BulkDownloadTest {

    private static final String FILE = "GET /files/p";
    private static final byte[] PATIENTS = Exports.patientLines(50).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final FakeTime time = new FakeTime();
    private final FhirServer server = new FhirServer();

    @BeforeEach
    void oneFile() {
        server.always(FhirServer.STATUS, server.onePatientFile());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private FetchedExport fetch() {
        return Exports.of(server, time).fetch(folder, BulkListener.NOBODY);
    }

    private void assertFetched(byte[] expected) {
        assertThat(folder.resolve("Patient.000001.ndjson")).hasBinaryContent(expected);
    }

    @Test
    void aServerWithoutRangesIsAskedForAllOfIt() {
        server.next(FILE, FhirServer.broken(PATIENTS, 400), FhirServer.broken(PATIENTS, 300))
                .always(FILE, FhirServer.bytes(200, PATIENTS));
        fetch();
        assertFetched(PATIENTS);
        assertThat(server.seen(FILE)).extracting(FhirServer.Seen::range).containsOnly("");
    }

    /** RFC 9110, section 10.2.3. */
    @Test
    void aDownloadWaitsAsLongAsItIsAskedTo() {
        server.next(FILE, FhirServer.status(503, "Retry-After", "600")).always(FILE, FhirServer.bytes(200, PATIENTS));
        fetch();
        assertThat(time.slept()).isBetween(Duration.ofSeconds(600), Duration.ofSeconds(602));
    }

    /** A process can die between the last byte and the name. */
    @Test
    void whatIsHereToItsLastByteIsNotFetchedAgain() throws IOException {
        server.always(FILE, new FileReply(PATIENTS, "\"1\"", new ArrayDeque<>(List.of(100))));
        var killed = new BulkExport(
                Exports.patients(server),
                new Authentication.None(),
                Exports.LIMITS,
                false,
                Exports.world(
                        time,
                        _ -> {
                            throw new IllegalStateException("killed");
                        },
                        Disk.local()));
        assertThatThrownBy(() -> killed.fetch(folder, BulkListener.NOBODY)).hasMessageContaining("killed");
        Files.write(folder.resolve("Patient.000001.part"), PATIENTS);
        fetch();
        assertFetched(PATIENTS);
        assertThat(server.seen(FILE))
                .extracting(FhirServer.Seen::range)
                .containsExactly("", "bytes=" + PATIENTS.length + "-");
    }

    @Test
    void bytesThatComeAgainAndAgainAreNoProgress() {
        server.always(FILE, FhirServer.broken(PATIENTS, 400));
        assertThatThrownBy(this::fetch).hasMessageContaining("failed 4 times");
        assertThat(server.count(FILE)).isEqualTo(Exports.LIMITS.attempts());

        server.always(FILE, FhirServer.broken(PATIENTS, 400, "ETag", "\"1\""));
        assertThatThrownBy(this::fetch).hasMessageContaining("failed 4 times");
        assertThat(server.count(FILE)).isEqualTo(2 * Exports.LIMITS.attempts());
    }

    @Test
    void aWeakTagIsNoPromise() {
        server.next(FILE, FhirServer.broken(PATIENTS, 400, "ETag", "W/\"1\""))
                .always(FILE, FhirServer.bytes(200, PATIENTS, "ETag", "W/\"1\""));
        fetch();
        assertThat(server.seen(FILE)).extracting(FhirServer.Seen::range).containsOnly("");
    }

    @Test
    void aFileThatChangedBetweenTwoPartsIsFetchedFromItsBeginning() {
        var changed = Exports.patientLines(60).replace("id", "ID").getBytes(StandardCharsets.UTF_8);
        server.next(FILE, FhirServer.broken(PATIENTS, 400, "ETag", "\"1\""))
                .always(FILE, new FileReply(changed, "\"2\"", new ArrayDeque<>()));
        fetch();
        assertFetched(changed);
    }

    @Test
    void aServerThatIgnoresIfRangeDoesNotMixTwoVersions() {
        // No line is as it was, or a mixture could be right by chance.
        var changed = Exports.patientLines(60).replace("id", "ID").getBytes(StandardCharsets.UTF_8);
        server.next(
                        FILE,
                        FhirServer.broken(PATIENTS, 400, "ETag", "\"1\""),
                        FhirServer.bytes(
                                206,
                                Arrays.copyOfRange(changed, 400, changed.length),
                                "ETag",
                                "\"2\"",
                                "Content-Range",
                                "bytes 400-" + (changed.length - 1) + "/" + changed.length))
                .always(FILE, FhirServer.bytes(200, changed, "ETag", "\"2\""));
        fetch();
        assertFetched(changed);
    }

    @Test
    void anotherRangeThanWasAskedForIsNotTaken() {
        server.next(
                        FILE,
                        FhirServer.broken(PATIENTS, 400, "ETag", "\"1\""),
                        FhirServer.bytes(
                                206,
                                Arrays.copyOfRange(PATIENTS, 300, PATIENTS.length),
                                "ETag",
                                "\"1\"",
                                "Content-Range",
                                "bytes 300-" + (PATIENTS.length - 1) + "/" + PATIENTS.length))
                .always(FILE, FhirServer.bytes(200, PATIENTS));
        fetch();
        assertFetched(PATIENTS);
    }

    @Test
    void cutCompressionIsNoticedAlsoWhenTheTransferWasWhole() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(PATIENTS);
        }
        var whole = bytes.toByteArray();
        var cut = Arrays.copyOf(whole, whole.length - 9);
        server.next(FILE, FhirServer.bytes(200, cut, "Content-Encoding", "gzip"))
                .always(FILE, FhirServer.bytes(200, whole, "Content-Encoding", "gzip"));
        assertThat(fetch().resources()).containsEntry("Patient", 50L);
        assertThat(folder.resolve("Patient.000001.ndjson.gz")).hasBinaryContent(whole);
    }

    @Test
    void aLoginPageIsNoPatient() {
        server.always(FILE, FhirServer.body(200, "<html>Log in</html>"));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(BulkExportException.Unfinished.class)
                .hasMessageContainingAll("/files/p", "not NDJSON");
    }

    @Test
    void anEncodingThatWasNotAskedForIsNotTaken() {
        server.always(FILE, FhirServer.bytes(200, PATIENTS, "Content-Encoding", "br"));
        assertThatThrownBy(this::fetch).hasMessageContaining("encoded as br");
    }

    @Test
    void fewerResourcesThanTheManifestSaysAreNotTaken() {
        var output = "{\"type\":\"Patient\",\"url\":\"%s\",\"count\":51}".formatted(server.at("/files/p"));
        server.always(FhirServer.STATUS, FhirServer.manifest(output, "", false))
                .always(FILE, FhirServer.bytes(200, PATIENTS));
        assertThatThrownBy(this::fetch).hasMessageContainingAll("50 resources", "51");
        assertThat(folder).isDirectoryNotContaining("glob:**.ndjson");
    }

    @Test
    void linksThatExpireAreMadeAnew() {
        for (int status : new int[] {410, 403, 400}) {
            server.next(FILE, FhirServer.broken(PATIENTS, 400, "ETag", "\"1\""), FhirServer.status(status));
        }
        var fresh = "{\"type\":\"Patient\",\"url\":\"%s?signed=again\"}".formatted(server.at("/files/p"));
        server.next(FhirServer.STATUS, server.onePatientFile())
                .always(FhirServer.STATUS, FhirServer.manifest(fresh, "", false))
                .always(FILE, new FileReply(PATIENTS, "\"1\"", new ArrayDeque<>()));
        fetch();
        assertFetched(PATIENTS);
        assertThat(server.seen(FILE).getLast().query()).isEqualTo("signed=again");
    }

    @Test
    void filesThatAreHereAreNotFetchedAgainForTheSakeOfOthers() {
        server.always(
                        FhirServer.STATUS,
                        FhirServer.manifest(
                                "{\"type\":\"Patient\",\"url\":\"%s\"},{\"type\":\"Observation\",\"url\":\"%s\"}"
                                        .formatted(server.at("/files/p"), server.at("/files/o")),
                                "",
                                false))
                .always(FILE, FhirServer.bytes(200, PATIENTS))
                .next("GET /files/o", FhirServer.status(410))
                .always("GET /files/o", FhirServer.body(200, "{}"));
        assertThat(fetch().files()).hasSize(2);
        assertThat(server.count("GET /files/o")).isEqualTo(2);
        assertThat(server.count(FILE)).isEqualTo(1);
    }

    @Test
    void aLinkThatStaysRefusedIsGivenUp() {
        server.always(FILE, FhirServer.status(410));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(BulkExportException.Unfinished.class)
                .hasMessageContaining("410");
        assertThat(server.count(FhirServer.STATUS)).isEqualTo(2);
    }

    /** What a server forgot cannot be gone on with, and half of one export does not go with half of another. */
    @Test
    void ofAnExportThatExpiredInTheMiddleNothingIsKept() {
        for (int gone : new int[] {404, 410}) {
            var manifest = FhirServer.manifest(
                    "{\"type\":\"Patient\",\"url\":\"%s\"},{\"type\":\"Patient\",\"url\":\"%s\"}"
                            .formatted(server.at("/files/a"), server.at("/files/b")),
                    "",
                    false);
            int before = server.count(FhirServer.KICK_OFF);
            server.next(FhirServer.STATUS, manifest, FhirServer.status(gone))
                    .always("GET /files/a", FhirServer.body(200, "{\"id\":\"old\"}"))
                    .always("GET /files/b", FhirServer.status(gone));
            assertThatThrownBy(this::fetch)
                    .isInstanceOf(BulkExportException.Failed.class)
                    .hasMessageContainingAll("/status/1", String.valueOf(gone), "Nothing of it is kept");
            assertThat(server.count("GET /files/a")).isPositive();
            assertThat(folder).isDirectoryNotContaining("glob:**.{json,ndjson,part,tag}");

            server.next(FhirServer.STATUS, manifest)
                    .always("GET /files/a", FhirServer.body(200, "{\"id\":\"new\"}"))
                    .always("GET /files/b", FhirServer.body(200, "{\"id\":\"new too\"}"));
            fetch();
            assertThat(folder.resolve("Patient.000001.ndjson")).hasContent("{\"id\":\"new\"}");
            assertThat(server.count(FhirServer.KICK_OFF)).isEqualTo(before + 2);
            Exports.of(server, time).abandon(folder);
        }
    }

    /** All that was to be fetched is here: that the server forgot the export in the meantime does no harm. */
    @Test
    void anExportThatExpiresAfterItsLastFileIsWhole() {
        server.next(FhirServer.STATUS, server.onePatientFile())
                .always(FhirServer.STATUS, FhirServer.status(404))
                .always(FhirServer.DELETE, FhirServer.status(404))
                .always(FILE, FhirServer.bytes(200, PATIENTS));
        fetch();
        assertFetched(PATIENTS);
    }

    @Test
    void aFreshManifestThatNamesOtherFilesBeginsAnew() {
        var two = "{\"type\":\"Patient\",\"url\":\"%s\"},{\"type\":\"Patient\",\"url\":\"%s\"}";
        server.next(
                        FhirServer.STATUS,
                        FhirServer.manifest(two.formatted(server.at("/files/a"), server.at("/files/b")), "", false))
                .always(
                        FhirServer.STATUS,
                        FhirServer.manifest(two.formatted(server.at("/files/c"), server.at("/files/d")), "", false));
        for (var name : List.of("a", "c", "d")) {
            server.always("GET /files/" + name, FhirServer.body(200, "{\"id\":\"" + name + "\"}"));
        }
        server.always("GET /files/b", FhirServer.status(410));
        fetch();
        assertThat(folder.resolve("Patient.000001.ndjson")).hasContent("{\"id\":\"c\"}");
        assertThat(folder.resolve("Patient.000002.ndjson")).hasContent("{\"id\":\"d\"}");
    }
}
