package org.almoner.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.almoner.server.RunningServer.expect;
import static org.almoner.server.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

/** Extracts as a server makes them of a folder of records, read with GNU tar. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtractionTest {

    private static final String ANNA = """
            {"resourceType":"Patient","id":"anna","gender":"female","birthDate":"1970-01-01"}
            """;
    private static final String BERT = """
            {"resourceType":"Patient","id":"bert","gender":"male","birthDate":"1980-02-02"}
            """;
    private static final String CARL = """
            {"resourceType":"Patient","id":"carl","gender":"other","birthDate":"1990-03-03"}
            """;

    private TestServer server;

    @TempDir
    Path folder;

    @BeforeAll
    void start() {
        server = TestServer.start("almoner.syndication.progress-interval=100ms");
        server.newClient("mercy", "syndication");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aCompleteAndWhatChangedSinceThen() throws Exception {
        population("adults", folder);
        Files.writeString(folder.resolve("Patient.ndjson"), ANNA + BERT);
        var complete = made(run("adults", "COMPLETE"));
        assertThat(text(complete, "Person.txt").lines().skip(1).map(row -> row.split("\\|", 2)[0]))
                .containsExactly("anna", "bert");

        Files.writeString(folder.resolve("Patient.ndjson"), BERT.replace("1980", "1981") + CARL);
        var incremental = made(run("adults", "INCREMENTAL"));
        assertThat(text(incremental, "Person.txt").lines().skip(1).map(row -> row.split("\\|", 2)[0]))
                .containsExactly("bert", "carl");
        assertThat(text(incremental, "Person_delete.txt").lines().skip(1).sorted())
                .isEqualTo(text(complete, "Person.txt")
                        .lines()
                        .skip(1)
                        .map(row -> row.substring(row.lastIndexOf('|') + 1))
                        .sorted()
                        .toList());
        assertThat(incremental.get("base_extract_id")).isEqualTo(complete.get("id"));
    }

    @Test
    void aBadLineFailsTheJobWithFileAndLineAndReleasesNothing() throws Exception {
        var source = Files.createDirectory(folder.resolve("bad"));
        population("strict", source);
        Files.writeString(source.resolve("Patient.ndjson"), ANNA + "{\"resourceType\":\n");
        var job = ended(run("strict", "COMPLETE"));
        assertThat(job.get("state").asString()).isEqualTo("failed");
        assertThat(job.get("message").asString()).contains("Patient.ndjson, line 2");
        assertThat(job.get("extract_id").isNull()).isTrue();
    }

    private void population(String mnemonic, Path source) {
        expect(
                201,
                server.postJson(
                        "/admin/v1/organizations/mercy/populations",
                        "{\"mnemonic\": \"" + mnemonic + "\", \"source\": \"" + source.toAbsolutePath() + "\"}",
                        server.asAdmin()));
    }

    private String run(String population, String type) {
        return json(server.postJson(
                        "/admin/v1/organizations/mercy/populations/" + population + "/jobs",
                        "{\"extract_type\": \"" + type + "\"}",
                        server.asAdmin()))
                .get("id")
                .asString();
    }

    private JsonNode ended(String job) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            var state = job(job).get("state").asString();
            return !state.equals("queued") && !state.equals("running");
        });
        return job(job);
    }

    private JsonNode job(String id) {
        return expect(200, server.get("/admin/v1/extract-jobs/" + id, server.asAdmin()));
    }

    private JsonNode made(String job) {
        var ended = ended(job);
        assertThat(ended.get("state").asString()).as(ended.toString()).isEqualTo("done");
        return expect(
                200, server.get("/admin/v1/extracts/" + ended.get("extract_id").longValue(), server.asAdmin()));
    }

    /** One file of an extract's archive. */
    private String text(JsonNode extract, String file) throws IOException, InterruptedException {
        var client = server.newClient("mercy", "syndication");
        var bytes = server.getBytes(
                        "/api/extracts/" + extract.get("id").longValue() + "/download",
                        "Authorization",
                        client.bearer())
                .body();
        var archive = Files.write(Files.createTempFile("extract", ".tar.gz"), bytes);
        var name = extract.get("file_name").asString();
        var process = new ProcessBuilder(
                        "tar", "xzOf", archive.toString(), name.substring(0, name.indexOf(".tar")) + "/" + file)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        Files.delete(archive);
        return text;
    }
}
