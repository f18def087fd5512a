package org.almoner.server.access;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** RFC 6749 and RFC 7009 as far as we offer them, and what a stranger may send instead. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenEndpointTest {

    private TestServer server;
    private TestClient client;

    @BeforeAll
    void start() {
        server = TestServer.start("almoner.rate-limit.failed-tokens-per-minute=0");
        client = server.newClient("acme", "download", "syndication");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Map<String, String> form(String... more) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", client.id());
        form.put("client_secret", client.secret());
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return form;
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
    }

    private HttpResponse<String> json(Map<String, ?> body) {
        return server.postJson("/oauth/token", JsonMapper.builder().build().writeValueAsString(body));
    }

    private static void assertGranted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        var json = TestServer.json(answer);
        assertThat(json.propertyNames()).containsExactly("error", "error_description");
        assertThat(json.get("error").asString()).isEqualTo(error);
        // RFC 6749 §5.2: "Values for the "error_description" parameter MUST NOT include characters outside the set
        // %x20-21 / %x23-5B / %x5D-7E."
        assertThat(json.get("error_description").asString()).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]{10,}");
    }

    @Nested
    class Grants {

        @Test
        void aForm() {
            var answer = server.postForm("/oauth/token", form());

            assertGranted(answer);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            var json = TestServer.json(answer);
            assertThat(json.propertyNames()).containsExactly("access_token", "token_type", "expires_in", "scope");
            assertThat(json.get("token_type").asString()).isEqualTo("Bearer");
            assertThat(json.get("expires_in").asInt()).isEqualTo(3600);
            assertThat(json.get("scope").asString()).isEqualTo("download syndication");
        }

        @Test
        void httpBasic() {
            assertGranted(server.postForm(
                    "/oauth/token",
                    Map.of("grant_type", "client_credentials"),
                    "Authorization",
                    basic(client.id(), client.secret())));
        }

        @Test
        void aJsonBodyAsDownloadClientsSendIt() {
            var answer = json(form("audience", "https://api.example.com"));

            assertGranted(answer);
            assertThat(TestServer.json(answer).get("token_type").asString()).isEqualTo("Bearer");
        }

        @Test
        void aJsonBodyWithoutAudienceAndWithMembersItDoesNotKnow() {
            assertGranted(json(Map.of(
                    "grant_type", "client_credentials",
                    "client_id", client.id(),
                    "client_secret", client.secret(),
                    "extra", Map.of("deep", true))));
        }

        @Test
        void aJsonBodyWithACharset() {
            assertGranted(server.send(
                    "POST",
                    "/oauth/token",
                    BodyPublishers.ofString(JsonMapper.builder().build().writeValueAsString(form())),
                    "Content-Type",
                    "application/json; charset=utf-8"));
        }

        @Test
        void fewerScopesWhereFewerAreNamed() {
            var answer = server.postForm("/oauth/token", form("scope", "syndication"));

            assertGranted(answer);
            assertThat(TestServer.json(answer).get("scope").asString()).isEqualTo("syndication");
        }

        @Test
        void aTokenWithClientOrganizationAndScopes() {
            var token = TestServer.json(server.postForm("/oauth/token", form()))
                    .get("access_token")
                    .asString();

            var parts = token.split("\\.", -1);
            var mapper = JsonMapper.builder().build();
            var header = mapper.readTree(Base64.getUrlDecoder().decode(parts[0]));
            var claims = mapper.readTree(Base64.getUrlDecoder().decode(parts[1]));
            assertThat(header.get("typ").asString()).isEqualTo("at+jwt");
            assertThat(header.get("alg").asString()).isEqualTo("RS256");
            assertThat(claims.get("client_id").asString()).isEqualTo(client.id());
            assertThat(claims.get("sub").asString()).isEqualTo(client.id());
            assertThat(claims.get("org").asString()).matches("[0-9]{11}[a-zA-Z]{2}");
            assertThat(claims.get("scope").asString()).isEqualTo("download syndication");
            assertThat(claims.get("jti").asString()).isNotBlank();
            assertThat(claims.get("iss").asString()).isEqualTo(server.baseUri().toString());
            assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(3600);
        }
    }

    @Nested
    class Refuses {

        @ParameterizedTest
        @ValueSource(strings = {"alm_wrong", "", " "})
        void aWrongSecret(String secret) {
            var answer = server.postForm("/oauth/token", form("client_secret", secret));

            assertThat(answer.statusCode()).isIn(400, 401);
            assertThat(answer.body()).doesNotContain("access_token");
        }

        @Test
        void aWrongSecretAndAnUnknownClientAlike() {
            var wrongSecret = server.postForm("/oauth/token", form("client_secret", "alm_wrong"));
            var unknownClient = server.postForm("/oauth/token", form("client_id", "nobody"));

            assertRefused(wrongSecret, 401, "invalid_client");
            assertThat(unknownClient.body()).isEqualTo(wrongSecret.body());
            assertThat(unknownClient.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"almoner\"");
        }

        @Test
        void theSecretOfAnotherClient() {
            var other = server.newClient("acme", "download");

            assertRefused(
                    server.postForm("/oauth/token", form("client_secret", other.secret())), 401, "invalid_client");
        }

        @Test
        void noCredentialsAtAll() {
            assertRefused(
                    server.postForm("/oauth/token", Map.of("grant_type", "client_credentials")), 401, "invalid_client");
        }

        @Test
        void credentialsInTheAddress() {
            assertRefused(
                    server.postForm(
                            "/oauth/token?client_id=" + client.id() + "&client_secret=" + client.secret(),
                            Map.of("grant_type", "client_credentials")),
                    401,
                    "invalid_client");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "[]",
                    "null",
                    "\"client_credentials\"",
                    "{\"grant_type\":\"client_credentials\"",
                    "{\"grant_type\":\"client_credentials\"}}",
                    "{\"grant_type\":1,\"client_id\":\"x\"}",
                    "{\"grant_type\":[\"client_credentials\"]}",
                    "{\"grant_type\":\"client_credentials\",\"grant_type\":\"password\"}",
                    "{'grant_type':'client_credentials'}"
                })
        void jsonThatIsBroken(String body) {
            assertRefused(server.postJson("/oauth/token", body), 400, "invalid_request");
        }

        @Test
        void jsonThatIsEndless() {
            assertRefused(
                    server.postJson("/oauth/token", "{\"audience\":\"" + "x".repeat(100_000) + "\"}"),
                    400,
                    "invalid_request");
        }

        @Test
        void jsonThatIsDeep() {
            assertRefused(server.postJson("/oauth/token", "[".repeat(60_000)), 400, "invalid_request");
        }

        @ParameterizedTest
        @ValueSource(strings = {"grant_type=%zz", "grant_type=%c3%28", "%00=%00", "a=b&&&&=", "grant_type"})
        void aFormThatIsBroken(String body) {
            var answer = server.send(
                    "POST",
                    "/oauth/token",
                    BodyPublishers.ofString(body),
                    "Content-Type",
                    "application/x-www-form-urlencoded");

            assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401);
            assertThat(answer.body()).containsAnyOf("\"error\"", "urn:almoner:problem:invalid");
        }

        @Test
        void idsOfTenThousandCharacters() {
            var endless = "x".repeat(10_000);

            assertRefused(server.postForm("/oauth/token", form("client_id", endless)), 401, "invalid_client");
            assertRefused(server.postForm("/oauth/token", form("client_secret", endless)), 401, "invalid_client");
            assertRefused(json(form("client_id", endless)), 401, "invalid_client");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\0", "a\nb", "é", "' or 1=1 --", "../../etc/passwd"})
        void idsThatCannotBe(String id) {
            var answer = json(form("client_id", id));

            assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401);
            assertThat(answer.body()).doesNotContain("access_token");
        }

        @ParameterizedTest
        @CsvSource({
            "Basic, 400",
            "Basic !!!!, 400",
            "Basic bm9jb2xvbg==, 400",
            "Basic Og==, 400",
            "Basic eDol, 400",
            "Basic eDp5, 401",
            "Bearer abc, 401",
            "Digest x, 401"
        })
        void anAuthorizationHeaderThatIsBroken(String header, int status) {
            var answer = server.postForm(
                    "/oauth/token", Map.of("grant_type", "client_credentials"), "Authorization", header);

            assertRefused(answer, status, status == 400 ? "invalid_request" : "invalid_client");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "password",
                    "authorization_code",
                    "refresh_token",
                    "urn:ietf:params:oauth:grant-type:token-exchange",
                    "urn:ietf:params:oauth:grant-type:device_code",
                    "CLIENT_CREDENTIALS",
                    "\0"
                })
        void otherGrants(String grant) {
            assertRefused(server.postForm("/oauth/token", form("grant_type", grant)), 400, "unsupported_grant_type");
        }

        @Test
        void noGrantOrTwo() {
            var none = form();
            none.remove("grant_type");
            assertRefused(server.postForm("/oauth/token", none), 400, "invalid_request");

            var twice = server.send(
                    "POST",
                    "/oauth/token",
                    BodyPublishers.ofString("grant_type=client_credentials&grant_type=client_credentials&client_id="
                            + client.id() + "&client_secret=" + client.secret()),
                    "Content-Type",
                    "application/x-www-form-urlencoded");
            assertRefused(twice, 400, "invalid_request");
        }

        @ParameterizedTest
        @ValueSource(strings = {"admin", "download admin", "nonsense", "DOWNLOAD", "download,syndication"})
        void scopesTheClientMayNotHave(String scope) {
            assertRefused(server.postForm("/oauth/token", form("scope", scope)), 400, "invalid_scope");
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
        void otherMethods(String method) {
            var answer = server.send(method, "/oauth/token", BodyPublishers.noBody());

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }

        @Test
        void otherMediaTypes() {
            var answer = server.send(
                    "POST",
                    "/oauth/token",
                    BodyPublishers.ofString("grant_type=client_credentials"),
                    "Content-Type",
                    "text/plain");

            assertRefused(answer, 401, "invalid_client");
        }
    }

    @Nested
    class Secrets {

        @Test
        void replaceEachOtherWithoutAnOutage() {
            var rotating = server.newClient("acme", "download");
            var path = "/admin/v1/clients/" + rotating.id();
            var oldId = TestServer.json(server.get(path, server.asAdmin()))
                    .at("/secrets/0/secret_id")
                    .asString();

            var added = server.postJson(path + "/secrets", "{}", server.asAdmin());
            assertThat(added.statusCode()).isEqualTo(201);
            assertThat(added.headers().firstValue("Cache-Control")).hasValue("no-store");
            var newSecret = TestServer.json(added).get("client_secret").asString();

            assertThat(server.token(rotating.id(), rotating.secret())).isNotBlank();
            assertThat(server.token(rotating.id(), newSecret)).isNotBlank();

            var third = server.postJson(path + "/secrets", "{}", server.asAdmin());
            assertThat(third.statusCode()).isEqualTo(409);
            assertThat(TestServer.json(third).get("detail").asString()).contains("two live secrets");

            var removed = server.delete(path + "/secrets/" + oldId, server.asAdmin());
            assertThat(removed.statusCode()).isEqualTo(204);
            assertRefused(
                    server.postForm(
                            "/oauth/token",
                            Map.of(
                                    "grant_type", "client_credentials",
                                    "client_id", rotating.id(),
                                    "client_secret", rotating.secret())),
                    401,
                    "invalid_client");
            assertThat(server.token(rotating.id(), newSecret)).isNotBlank();
        }

        @Test
        void areOfNoUseToADisabledClient() {
            var disabled = server.newClient("acme", "download");

            assertThat(server.delete("/admin/v1/clients/" + disabled.id(), server.asAdmin())
                            .statusCode())
                    .isEqualTo(204);

            assertRefused(
                    server.postForm(
                            "/oauth/token",
                            Map.of(
                                    "grant_type", "client_credentials",
                                    "client_id", disabled.id(),
                                    "client_secret", disabled.secret())),
                    401,
                    "invalid_client");
        }
    }

    @Nested
    class Revocation {

        private HttpResponse<String> revoke(TestClient by, String token) {
            return server.postForm(
                    "/oauth/revoke", Map.of("token", token), "Authorization", basic(by.id(), by.secret()));
        }

        @Test
        void needsTheClientItself() {
            assertRefused(server.postForm("/oauth/revoke", Map.of("token", client.token())), 401, "invalid_client");

            var other = server.newClient("acme", "download");
            assertRefused(revoke(other, client.token()), 401, "invalid_client");
        }

        @Test
        void saysNothingAboutTokensItDoesNotKnow() {
            // RFC 7009 §2.2: "invalid tokens do not cause an error response".
            assertThat(revoke(client, "nonsense").statusCode()).isEqualTo(200);
            assertThat(revoke(client, "a.b.c").statusCode()).isEqualTo(200);
        }

        @Test
        void needsAToken() {
            assertRefused(
                    server.postForm(
                            "/oauth/revoke", Map.of("x", "y"), "Authorization", basic(client.id(), client.secret())),
                    400,
                    "invalid_request");
        }

        @Test
        void takesJsonToo() {
            var revoked = server.newClient("acme", "admin");
            var answer = server.postJson(
                    "/oauth/revoke",
                    "{\"token\":\"%s\",\"client_id\":\"%s\",\"client_secret\":\"%s\"}"
                            .formatted(revoked.token(), revoked.id(), revoked.secret()));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(server.get("/admin/v1/organizations", "Authorization", revoked.bearer())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Nested
    class Discovery {

        @Test
        void describesTheServerAndNothingItDoesNotDo() {
            var answer = server.get("/.well-known/oauth-authorization-server");

            assertThat(answer.statusCode()).isEqualTo(200);
            var json = TestServer.json(answer);
            var base = server.baseUri().toString();
            assertThat(json.get("issuer").asString()).isEqualTo(base);
            assertThat(json.get("token_endpoint").asString()).isEqualTo(base + "/oauth/token");
            assertThat(json.get("revocation_endpoint").asString()).isEqualTo(base + "/oauth/revoke");
            assertThat(json.get("jwks_uri").asString()).isEqualTo(base + "/.well-known/jwks.json");
            assertThat(json.get("grant_types_supported").toString()).isEqualTo("[\"client_credentials\"]");
            assertThat(json.get("token_endpoint_auth_methods_supported").toString())
                    .isEqualTo("[\"client_secret_basic\",\"client_secret_post\",\"private_key_jwt\"]");
            assertThat(json.has("authorization_endpoint")).isFalse();
        }

        @Test
        void showsPublicKeysOnly() {
            var answer = server.get("/.well-known/jwks.json");

            assertThat(answer.statusCode()).isEqualTo(200);
            var keys = TestServer.json(answer).get("keys");
            assertThat(keys).isNotEmpty().allSatisfy(key -> {
                assertThat(key.get("kty").asString()).isEqualTo("RSA");
                assertThat(key.propertyNames()).doesNotContain("d", "p", "q", "dp", "dq", "qi", "k");
            });
        }
    }
}
