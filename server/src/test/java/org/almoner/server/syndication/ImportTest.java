package org.almoner.server.syndication;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.TestDatabase;
import org.almoner.server.TestServer;
import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Archives made elsewhere: uploaded like files of versions, examined, then released. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway.Init") // set before each invocation of the class
class ImportTest {

    @Parameter
    private TestDatabase database;

    private SyndicationServer server;
    private TestClient consumer;

    @BeforeParameterizedClassInvocation
    void start() {
        server = SyndicationServer.start(database);
        consumer = server.http.newClient("acme", "syndication");
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    @Test
    void aGoodArchiveIsReleasedAsItIs() {
        server.population("acme", "good");
        var complete = name("C", "good");
        var put = put("good", complete, "good archive");
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        assertThat(put.headers().firstValue("Upload-Complete")).hasValue("?1");
        var job = server.await(TestServer.json(put).get("job").get("id").asString(), "done");
        var id = job.get("extract_id").longValue();
        var download = server.http.get("/api/extracts/" + id + "/download", "Authorization", consumer.bearer());
        assertThat(download.body()).isEqualTo("good archive");
        assertThat(download.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"" + complete + "\"");
        assertThat(put("good", complete, "good other").statusCode())
                .as("a name is never used again")
                .isEqualTo(409);

        var incremental = put("good", name("I", "good"), "good " + complete);
        var second =
                server.await(TestServer.json(incremental).get("job").get("id").asString(), "done");
        assertThat(TestServer.json(server.http.get(
                                "/api/extracts/" + second.get("extract_id").longValue(),
                                "Authorization",
                                consumer.bearer()))
                        .get("base_extract_id")
                        .longValue())
                .isEqualTo(id);
    }

    @Test
    void aBadArchiveIsNeverSeenAndNotKept() {
        server.population("acme", "bad");
        var put = put("bad", name("C", "bad"), "bad archive");
        var job = server.await(TestServer.json(put).get("job").get("id").asString(), "failed");
        assertThat(job.get("message").asString()).isEqualTo("The archive is no archive.");
        assertThat(server.http
                        .get("/api/extracts", "Authorization", consumer.bearer())
                        .body())
                .doesNotContain("_bad_");
        var key = server.http
                .bean(JdbcClient.class)
                .sql("select import_key from extract_job where import_name = :name")
                .param("name", name("C", "bad"))
                .query(String.class)
                .single();
        assertThat(server.http.bean(Objects.class).find(new ObjectKey(key))).isEmpty();

        var again = put("bad", name("C", "bad"), "good archive");
        server.await(TestServer.json(again).get("job").get("id").asString(), "done");
    }

    @Test
    void anIncrementalNeedsTheArchiveItStartsFrom() {
        server.population("acme", "orphan");
        var put = put("orphan", name("I", "orphan"), "good " + name("C", "orphan"));
        assertThat(server.await(TestServer.json(put).get("job").get("id").asString(), "failed")
                        .get("message")
                        .asString())
                .contains(name("C", "orphan"));
    }

    @Test
    void anUploadIsResumedWhereItStands() {
        server.population("acme", "resumed");
        var address = SyndicationServer.address("acme", "resumed") + "/imports";
        var name = name("C", "resumed");
        var announced = server.http.postJson(
                address, "{\"file_name\":\"" + name + "\",\"size_in_bytes\":12}", server.http.asAdmin());
        assertThat(announced.statusCode()).as(announced.body()).isEqualTo(201);
        assertThat(announced.headers().firstValue("Location")).hasValue(address + "/" + name);
        assertThat(patch(address + "/" + name, 0, "good ", "?0").statusCode()).isEqualTo(204);
        var wrong = patch(address + "/" + name, 4, "archive", "?1");
        assertThat(wrong.statusCode()).isEqualTo(409);
        assertThat(wrong.headers().firstValue("Upload-Offset")).hasValue("5");
        var head = server.http.send("HEAD", address + "/" + name, BodyPublishers.noBody(), server.http.asAdmin());
        assertThat(head.headers().firstValue("Upload-Offset")).hasValue("5");
        assertThat(head.headers().firstValue("Upload-Complete")).hasValue("?0");
        assertThat(head.headers().firstValue("Upload-Length")).hasValue("12");
        var last = patch(address + "/" + name, 5, "archive", "?1");
        assertThat(last.statusCode()).as(last.body()).isEqualTo(200);
        server.await(TestServer.json(last).get("job").get("id").asString(), "done");
        assertThat(TestServer.json(server.http.get(address + "/" + name, server.http.asAdmin()))
                        .get("job")
                        .get("state")
                        .asString())
                .isEqualTo("done");
    }

    @Test
    void bytesThatAreNotAsAnnouncedAreRefused() {
        server.population("acme", "digest");
        var answer = server.http.send(
                "PUT",
                SyndicationServer.address("acme", "digest") + "/imports/" + name("C", "digest"),
                BodyPublishers.ofString("good archive"),
                with("Repr-Digest", "sha-256=:n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwDwg=:"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(server.http
                        .get(
                                SyndicationServer.address("acme", "digest") + "/imports/" + name("C", "digest"),
                                server.http.asAdmin())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anImportCanBeGivenUp() {
        server.population("acme", "given");
        var address = SyndicationServer.address("acme", "given") + "/imports";
        server.http.postJson(address, "{\"file_name\":\"" + name("C", "given") + "\"}", server.http.asAdmin());
        assertThat(server.http
                        .delete(address + "/" + name("C", "given"), server.http.asAdmin())
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.http
                        .get(address + "/" + name("C", "given"), server.http.asAdmin())
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "archive.tar.gz",
                "syndication_longrecord_C_acme_other_1.0.0_201610280625.tar.gz",
                "syndication_longrecord_C_other_named_1.0.0_201610280625.tar.gz",
                "syndication_longrecord_X_acme_named_1.0.0_201610280625.tar.gz",
                "syndication_longrecord_C_acme_named_1.0_201610280625.tar.gz",
            })
    void theNameMustBeThatOfAnArchiveOfThePopulation(String name) {
        if (server.http
                        .get(SyndicationServer.address("acme", "named"), server.http.asAdmin())
                        .statusCode()
                == 404) {
            server.population("acme", "named");
        }
        assertThat(put("named", name, "good archive").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> put(String population, String name, String content) {
        return server.http.send(
                "PUT",
                SyndicationServer.address("acme", population) + "/imports/" + name,
                BodyPublishers.ofByteArray(content.getBytes(StandardCharsets.UTF_8)),
                with("Content-Type", "application/gzip"));
    }

    private HttpResponse<String> patch(String address, long offset, String content, String complete) {
        return server.http.send(
                "PATCH",
                address,
                BodyPublishers.ofString(content),
                with(
                        "Content-Type",
                        "application/partial-upload",
                        "Upload-Offset",
                        Long.toString(offset),
                        "Upload-Complete",
                        complete));
    }

    private String[] with(String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(server.http.asAdmin()));
        return all.toArray(String[]::new);
    }

    private static String name(String type, String population) {
        return "syndication_longrecord_" + type + "_acme_" + population + "_1.0.0_201610280625.tar.gz";
    }
}
