package org.almoner.server.syndication;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import com.nimbusds.jose.JWSObject;
import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;

/** What proves that an archive is the one that was released. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway.Init") // set before each invocation of the class
class ExtractProofTest {

    @Parameter
    private TestDatabase database;

    private SyndicationServer server;
    private TestClient consumer;
    private TestClient stranger;

    @BeforeParameterizedClassInvocation
    void start() {
        server = SyndicationServer.start(database);
        consumer = server.http.newClient("cernerdemo", "syndication");
        stranger = server.http.newClient("other", "syndication", "download", "publish");
        server.population("cernerdemo", "demopopulation");
        server.population("cernerdemo", "older");
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    @Test
    void whatAJobReleasesIsSignedByTheServer() throws Exception {
        var complete = extractOf(server.run("cernerdemo", "demopopulation", "COMPLETE"));
        var incremental = extractOf(server.run("cernerdemo", "demopopulation", "INCREMENTAL"));
        var listed = expect(200, get("/api/extracts/" + incremental, consumer));
        var jws = JWSObject.parse(server.http
                .get("/api/extracts/" + incremental + "/manifest", as(consumer))
                .body());
        var signed = JsonMapper.shared().readTree(jws.getPayload().toString());

        assertThat(signed.propertyNames())
                .containsExactly(
                        "manifest",
                        "type",
                        "publisher",
                        "extract_id",
                        "population_id",
                        "extract_type",
                        "dataset_type",
                        "version",
                        "released_at",
                        "base_extract_id",
                        "files");
        assertThat(signed.get("type").asString()).isEqualTo("extract");
        assertThat(signed.get("publisher").asString()).isEqualTo("almoner");
        assertThat(signed.get("extract_id").asString()).isEqualTo(incremental);
        assertThat(signed.get("base_extract_id").asString()).isEqualTo(complete);
        for (var field : new String[] {"population_id", "extract_type", "dataset_type", "version", "released_at"}) {
            assertThat(signed.get(field)).as(field).isEqualTo(listed.get(field));
        }
        var file = signed.get("files").get(0);
        assertThat(file.get("file_name")).isEqualTo(listed.get("file_name"));
        assertThat(file.get("size_in_bytes")).isEqualTo(listed.get("size_in_bytes"));
        assertThat(file.get("sha256")).isEqualTo(listed.get("sha256"));
        assertThat(file.get("content_type").asString()).isEqualTo("application/gzip");
        var keys = expect(200, get("/api/manifest-keys", consumer)).get("keys");
        assertThat(keys.get(0).get("kid").asString()).isEqualTo(jws.getHeader().getKeyID());

        server.http
                .bean(JdbcClient.class)
                .sql("delete from manifest where subject = :subject")
                .param("subject", "extract/" + complete)
                .update();
        var missing = server.http.get("/api/extracts/" + complete + "/manifest", as(consumer));
        assertThat(missing.statusCode()).isEqualTo(500);
        assertThat(missing.body()).startsWith("{\"message\":\"The manifest of this is missing");
    }

    @Test
    void anOlderExtractGetsItsManifestAndItsBlocksWhenTheyAreAskedFor() throws Exception {
        var bytes = "an archive".getBytes(StandardCharsets.UTF_8);
        var extract = server.release(
                "cernerdemo", "older", ExtractType.COMPLETE, Instant.parse("2016-07-07T09:11:38Z"), "a", bytes, null);
        server.http.bean(JdbcClient.class).sql("delete from block_hashes").update();
        var path = "/api/extracts/" + extract.id();
        var first = server.http.get(path + "/manifest", as(consumer));

        assertThat(first.headers().firstValue("Content-Type")).contains("application/jose");
        assertThat(JWSObject.parse(first.body()).getPayload().toString())
                .contains("\"released_at\":\"2016-07-07T09:11:38Z\"")
                .contains("\"base_extract_id\":null");
        assertThat(server.http.get(path + "/manifest", as(consumer)).body()).isEqualTo(first.body());
        // printf 'an archive' | sha256sum
        assertThat(expect(200, get(path + "/blocks", consumer)).get("blocks").toString())
                .isEqualTo("[\"9e691d5adacf0e102f203100842ffaba4e2a7dfe3dbd536827d3c0db8c7e88f1\"]");
        for (var proof : new String[] {"/manifest", "/blocks"}) {
            assertThat(server.http.get(path + proof, as(stranger)).body())
                    .isEqualTo(server.http
                            .get("/api/extracts/999999/blocks", as(stranger))
                            .body());
            assertThat(server.http.get("/api/extracts/x" + proof, as(consumer)).statusCode())
                    .isEqualTo(404);
        }
        assertThat(server.http
                        .postJson(
                                "/admin/v1" + path.substring(4) + "/withdraw",
                                "{\"reason\":\"Wrong\"}",
                                server.http.asAdmin())
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.http.get(path + "/manifest", as(consumer)).statusCode())
                .isEqualTo(404);
        assertThat(server.http.get(path + "/blocks", as(consumer)).statusCode()).isEqualTo(404);
    }

    private String extractOf(String job) {
        return server.await(job, "done").get("extract_id").asString();
    }

    private HttpResponse<String> get(String path, TestClient client) {
        return server.http.get(path, as(client));
    }

    private static String[] as(TestClient client) {
        return new String[] {"Authorization", client.bearer()};
    }
}
