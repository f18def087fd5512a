package org.almoner.server.access;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;

import org.almoner.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The administrative API of identities, and who may come where. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminApiTest {

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        created(post("/admin/v1/organizations", "{\"mnemonic\":\"acme\",\"name\":\"Acme Health\"}"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String path, String json) {
        return server.postJson(path, json, server.asAdmin());
    }

    private HttpResponse<String> get(String path) {
        return server.get(path, server.asAdmin());
    }

    private static JsonNode created(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestServer.json(answer);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestServer.json(answer).get("detail").asString()).contains(detail);
    }

    @Test
    void addsAndShowsOrganizations() {
        var added = post("/admin/v1/organizations", "{\"mnemonic\":\"clinic\",\"name\":\"Clinic\"}");

        assertThat(added.headers().firstValue("Location")).hasValue("/admin/v1/organizations/clinic");
        var json = created(added);
        assertThat(json.propertyNames()).containsExactly("id", "mnemonic", "name");
        assertThat(TestServer.json(get("/admin/v1/organizations/clinic"))).isEqualTo(json);
        assertThat(TestServer.json(get("/admin/v1/organizations"))).contains(json);
    }

    @Test
    void addsAndShowsClients() {
        var added = post(
                "/admin/v1/organizations/acme/clients",
                "{\"name\":\"Nightly job\",\"scopes\":[\"syndication\",\"download\"]}");

        assertThat(added.headers().firstValue("Cache-Control")).hasValue("no-store");
        var json = created(added);
        var id = json.get("client_id").asString();
        assertThat(added.headers().firstValue("Location")).hasValue("/admin/v1/clients/" + id);
        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder(
                        "client_id",
                        "client_secret",
                        "organization",
                        "name",
                        "scopes",
                        "jwks",
                        "jwks_uri",
                        "secrets",
                        "created_at",
                        "disabled_at");
        assertThat(json.get("scopes").toString()).isEqualTo("[\"download\",\"syndication\"]");
        assertThat(json.get("organization").asString()).isEqualTo("acme");
        assertThat(json.get("created_at").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00");

        var shown = TestServer.json(get("/admin/v1/clients/" + id));
        assertThat(shown.has("client_secret")).isFalse();
        assertThat(shown.at("/secrets/0").propertyNames()).containsExactly("secret_id", "created_at");
        assertThat(shown.get("disabled_at").isNull()).isTrue();
        assertThat(TestServer.json(get("/admin/v1/organizations/acme/clients"))).contains(shown);
    }

    @Test
    void disablesClientsAndKeepsThemForTheRecord() {
        var id = created(post("/admin/v1/organizations/acme/clients", "{\"name\":\"x\",\"scopes\":[\"download\"]}"))
                .get("client_id")
                .asString();

        assertThat(server.delete("/admin/v1/clients/" + id, server.asAdmin()).statusCode())
                .isEqualTo(204);
        assertThat(server.delete("/admin/v1/clients/" + id, server.asAdmin()).statusCode())
                .isEqualTo(204);

        assertThat(TestServer.json(get("/admin/v1/clients/" + id))
                        .get("disabled_at")
                        .isNull())
                .isFalse();
        assertProblem(post("/admin/v1/clients/" + id + "/secrets", "{}"), 409, "disabled");
    }

    @Test
    void doesNotGiveAMnemonicTwice() {
        assertProblem(post("/admin/v1/organizations", "{\"mnemonic\":\"acme\",\"name\":\"x\"}"), 409, "acme");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"x\"} | mnemonic",
                "{\"mnemonic\":\"ok\"} | name",
                "{\"mnemonic\":null,\"name\":\"x\"} | mnemonic",
                "{\"mnemonic\":\"Not One\",\"name\":\"x\"} | lower-case",
                "{\"mnemonic\":\"-a\",\"name\":\"x\"} | hyphen",
                "{\"mnemonic\":\"ok\",\"name\":\"\"} | 1 to 200",
                "{\"mnemonic\":\"ok\",\"name\":\"\\u0000\"} | 1 to 200",
                "{\"mnemonic\":\"ok\",\"name\":\"x\",\"extra\":1} | extra",
                "{\"mnemonic\":\"ok\" | JSON",
                "[] | ''"
            })
    void refusesOrganizationsThatBreakARule(String json, String detail) {
        assertProblem(post("/admin/v1/organizations", json), 400, detail);
        assertThat(get("/admin/v1/organizations/ok").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scopes\":[\"download\"]} | name",
                "{\"name\":\"x\"} | scopes",
                "{\"name\":\"x\",\"scopes\":[]} | at least one scope",
                "{\"name\":\"x\",\"scopes\":[\"root\"]} | no such scope",
                "{\"name\":\"x\",\"scopes\":[null]} | ''",
                "{\"name\":\"x\",\"scopes\":\"download\"} | ''",
                "{\"name\":\"x\",\"scopes\":[\"download\"],\"jwks\":{\"keys\":[]},\"jwks_uri\":\"https://a.example\"} | either"
            })
    void refusesClientsThatBreakARule(String json, String detail) {
        assertProblem(post("/admin/v1/organizations/acme/clients", json), 400, detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/v1/organizations/nobody",
                "/admin/v1/organizations/nobody/clients",
                "/admin/v1/organizations/NOT-ONE",
                "/admin/v1/clients/nobody",
                "/admin/v1/clients/Not.An.Id",
                "/admin/v1/nothing"
            })
    void findsNothingWhereNothingIs(String path) {
        assertProblem(get(path), 404, "");
    }

    @Test
    void findsNoSecretWhereNoneIs() {
        var client = server.newClient("acme", "download");
        var path = "/admin/v1/clients/" + client.id() + "/secrets/";

        assertProblem(server.delete(path + UUID.randomUUID(), server.asAdmin()), 404, "secret");
        assertProblem(server.delete(path + "nonsense", server.asAdmin()), 404, "");
    }

    @Test
    void refusesEndlessIds() {
        assertThat(get("/admin/v1/clients/" + "x".repeat(10_000)).statusCode()).isIn(400, 404);
        assertThat(get("/admin/v1/clients/" + "x".repeat(1_000)).statusCode()).isEqualTo(404);
        assertProblem(
                post("/admin/v1/organizations", "{\"mnemonic\":\"" + "x".repeat(10_000) + "\",\"name\":\"x\"}"),
                400,
                "mnemonic");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /admin/v1/organizations",
        "POST, /admin/v1/organizations",
        "GET, /admin/v1/organizations/acme",
        "GET, /admin/v1/organizations/acme/clients",
        "POST, /admin/v1/organizations/acme/clients",
        "GET, /admin/v1/clients/x",
        "DELETE, /admin/v1/clients/x",
        "POST, /admin/v1/clients/x/secrets",
        "DELETE, /admin/v1/clients/x/secrets/00000000-0000-0000-0000-000000000000",
        "POST, /admin/v1/keys/rotate"
    })
    void isForAdministratorsOnly(String method, String path) {
        var publisher = server.newClient("acme", "publish", "download");

        var headers = new String[] {"Authorization", publisher.bearer(), "Content-Type", "application/json"};
        assertThat(server.send(method, path, BodyPublishers.ofString("{}"), headers)
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(method, path, BodyPublishers.ofString("{}"), "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/actuator/health", "/.well-known/jwks.json"})
    void leavesOpenWhatIsForEverybody(String path) {
        assertThat(server.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void showsTheDocumentsToEverybody() {
        var page = server.get("/docs");
        assertThat(page.statusCode()).isIn(200, 302);
        page.headers()
                .firstValue("Location")
                .ifPresent(location ->
                        assertThat(server.get(location).statusCode()).isEqualTo(200));
    }

    @Test
    void answersOptionsWithTheMethodsAndNothingElse() {
        var plain = server.send("OPTIONS", "/admin/v1/organizations", BodyPublishers.noBody());
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("Allow").orElseThrow())
                .contains("GET")
                .contains("POST");
        assertThat(plain.body()).isEmpty();

        var preflight = server.send(
                "OPTIONS",
                "/admin/v1/organizations",
                BodyPublishers.noBody(),
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "GET");
        assertThat(preflight.body()).isEmpty();
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void carriesHeadersThatBrowsersHeed() {
        var headers = get("/admin/v1/organizations").headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
    }
}
