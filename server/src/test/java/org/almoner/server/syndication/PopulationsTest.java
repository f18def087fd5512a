package org.almoner.server.syndication;

import java.net.http.HttpResponse;
import java.util.List;

import org.almoner.server.TestDatabase;
import org.almoner.server.TestServer;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organizations;
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

/** Populations as operators keep them, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway.Init") // set before each invocation of the class
class PopulationsTest {

    private static final String ALL = "/admin/v1/organizations/acme/populations";

    @Parameter
    private TestDatabase database;

    private SyndicationServer server;

    @BeforeParameterizedClassInvocation
    void start() {
        server = SyndicationServer.start(database);
        server.http.newClient("acme", "syndication");
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    @Test
    void aPopulationIsKeptAndItsPasswordIsNotShown() {
        var added = post("""
                {"mnemonic":"warehouse","name":"Warehouse","source":"jdbc:postgresql://db.example.org/emr",
                "source_options":{"user":"almoner","password":"hunter2"}}""");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.headers().firstValue("Location")).hasValue(ALL + "/warehouse");
        var json = TestServer.json(added);
        assertThat(json.get("organization").asString()).isEqualTo("acme");
        assertThat(json.get("source").asString()).isEqualTo("jdbc:postgresql://db.example.org/emr");
        assertThat(json.get("source_options").valueStream().map(node -> node.asString()))
                .containsExactly("password", "user");
        assertThat(server.http.get(ALL, server.http.asAdmin()).body()).doesNotContain("hunter2");
        assertThat(server.http
                        .bean(JdbcClient.class)
                        .sql("select wrapped_options from population where mnemonic = 'warehouse'")
                        .query(String.class)
                        .single())
                .doesNotContain("hunter2");
        var acme =
                server.http.bean(Organizations.class).find(new Mnemonic("acme")).orElseThrow();
        var kept = server.http
                .bean(Populations.class)
                .find(acme.id(), new Mnemonic("warehouse"))
                .orElseThrow();
        assertThat(kept.options().values()).containsEntry("password", "hunter2");
        assertThat(kept.toString()).doesNotContain("hunter2");
    }

    @Test
    void aPopulationCanBeChangedButForItsMnemonic() {
        server.population("acme", "changed");
        var answer = server.http.patchJson(
                ALL + "/changed", "{\"name\":\"Other\",\"source\":\"/elsewhere\"}", server.http.asAdmin());
        assertThat(TestServer.json(answer).get("name").asString()).isEqualTo("Other");
        assertThat(TestServer.json(answer).get("source").asString()).isEqualTo("/elsewhere");
        assertThat(server.http
                        .patchJson(ALL + "/changed", "{\"mnemonic\":\"another\"}", server.http.asAdmin())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aMnemonicIsTakenOncePerOrganization() {
        server.population("acme", "twice");
        assertThat(post("{\"mnemonic\":\"twice\",\"source\":\"/srv\"}").statusCode())
                .isEqualTo(409);
        server.http.newClient("umbrella", "syndication");
        server.population("umbrella", "twice");
        assertThat(TestServer.json(server.http.get("/admin/v1/populations", server.http.asAdmin()))
                        .valueStream()
                        .filter(population ->
                                population.get("mnemonic").asString().equals("twice")))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"source\":\"/srv\"}",
                "{\"mnemonic\":\"Upper\",\"source\":\"/srv\"}",
                "{\"mnemonic\":\"a_b\",\"source\":\"/srv\"}",
                "{\"mnemonic\":\"nosource\"}",
                "{\"mnemonic\":\"relative\",\"source\":\"exports\"}",
                "{\"mnemonic\":\"ftp\",\"source\":\"ftp://example.org/\"}",
                "{\"mnemonic\":\"nohost\",\"source\":\"http:///path\"}",
                "{\"mnemonic\":\"query\",\"source\":\"http://example.org/?a=b\"}",
                "{\"mnemonic\":\"pw\",\"source\":\"jdbc:postgresql://db/emr?user=a&password=b\"}",
                "{\"mnemonic\":\"pw\",\"source\":\"jdbc:sqlserver://db;Password = b\"}",
                "{\"mnemonic\":\"pw\",\"source\":\"https://user:secret@example.org/fhir\"}",
                "{\"mnemonic\":\"options\",\"source\":\"/srv\",\"source_options\":{\"a b\":\"c\"}}",
                "{\"mnemonic\":\"options\",\"source\":\"/srv\",\"source_options\":{\"a\":null}}",
                "{\"mnemonic\":\"blank\",\"source\":\"/srv\",\"name\":\" \"}",
            })
    void nonsenseIsRefused(String body) {
        assertThat(post(body).statusCode()).isEqualTo(400);
    }

    @Test
    void onlyAdministratorsKeepPopulations() {
        var publisher = server.http.newClient("acme", "publish", "syndication", "download", "notifications");
        for (var path :
                List.of(ALL, ALL + "/x", "/admin/v1/populations", "/admin/v1/extracts", "/admin/v1/extract-jobs")) {
            assertThat(server.http
                            .get(path, "Authorization", publisher.bearer())
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void listingsAreNarrowedDownToWhatIsThere() {
        server.population("acme", "narrow");
        for (var path : List.of("/admin/v1/extracts", "/admin/v1/extract-jobs")) {
            assertThat(status(path + "?organization=acme&population=narrow")).isEqualTo(200);
            assertThat(status(path + "?organization=acme&population=nobody")).isEqualTo(400);
            assertThat(status(path + "?organization=nobody")).isEqualTo(400);
            assertThat(status(path + "?population=narrow")).isEqualTo(400);
        }
        assertThat(status("/admin/v1/extract-jobs?state=running")).isEqualTo(200);
        assertThat(status("/admin/v1/extract-jobs?state=walking")).isEqualTo(400);
    }

    @Test
    void theDescriptionHasTheSeedsPaths() {
        var description = TestServer.json(server.http.get("/openapi.json"));
        assertThat(description.get("paths").propertyNames())
                .contains("/api/extracts", "/api/extracts/{extract_id}", "/api/extracts/{extract_id}/download");
        assertThat(description
                        .get("components")
                        .get("schemas")
                        .get("Extract")
                        .get("properties")
                        .propertyNames())
                .contains("population_id", "extract_type", "dataset_type", "released_at", "size_in_bytes", "version");
    }

    private int status(String path) {
        return server.http.get(path, server.http.asAdmin()).statusCode();
    }

    private HttpResponse<String> post(String body) {
        return server.http.postJson(ALL, body, server.http.asAdmin());
    }
}
