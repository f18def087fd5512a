package org.almoner.server.access;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import org.almoner.server.TestRelease;
import org.almoner.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;

/** A server that leaves identity to somebody else's OIDC issuer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalIssuerTest {

    private static final String PROTECTED = "/admin/v1/organizations";
    private static final String SUBSCRIPTIONS = "/notifications/v1/subscriptions";

    private final ECKey key = key("issuer-key");
    private KeyPublisher issuer;
    private TestServer server;

    @BeforeAll
    void start() {
        issuer = new KeyPublisher();
        issuer.publish(
                "/.well-known/openid-configuration",
                JsonMapper.builder()
                        .build()
                        .writeValueAsString(
                                Map.of("issuer", issuer.address(), "jwks_uri", issuer.address() + "/keys")));
        issuer.publish("/keys", new JWKSet(key).toString());
        server = TestServer.start(
                "almoner.access.external-issuer.issuer-uri=" + issuer.address(),
                "almoner.notifications.allowed-networks=127.0.0.1",
                "almoner.access.external-issuer.audience=almoner",
                "almoner.access.external-issuer.organization-claim=tenant",
                "almoner.access.external-issuer.scope-claim=scp",
                "almoner.access.external-issuer.scope-prefix=almoner:");
    }

    @AfterAll
    void stop() {
        server.close();
        issuer.close();
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String token(ECKey by, Consumer<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer.address())
                .audience(List.of("other", "almoner"))
                .subject("service-account-7")
                .claim("client_id", "warehouse loader")
                .claim("tenant", "almoner")
                .claim("scp", "openid almoner:admin almoner:download publish")
                .issueTime(Assertions.in(Duration.ofMinutes(-5)))
                .expirationTime(Assertions.in(Duration.ofMinutes(10)));
        change.accept(claims);
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(by.getKeyID()).build();
        return Assertions.signed(by, header, claims.build());
    }

    private HttpResponse<String> with(Consumer<JWTClaimsSet.Builder> change) {
        return server.get(PROTECTED, "Authorization", "Bearer " + token(key, change));
    }

    private static void assertRefused(HttpResponse<String> answer, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(TestServer.json(answer).get("detail").asString()).contains(reason);
    }

    @Test
    void issuesTheTokensWeBelieve() {
        var answer = with(_ -> {});

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TestServer.json(answer).get(0).get("mnemonic").asString()).isEqualTo("almoner");
    }

    @Test
    void namesOrganizationsByMnemonicOrId() {
        var id = TestServer.json(with(_ -> {})).get(0).get("id").asString();

        assertThat(with(claims -> claims.claim("tenant", id)).statusCode()).isEqualTo(200);
        assertRefused(with(claims -> claims.claim("tenant", "unknown")), "unknown here");
        assertRefused(with(claims -> claims.claim("tenant", "Not A Mnemonic\n")), "unknown here");
        assertRefused(with(claims -> claims.claim("tenant", null)), "names no organization");
        assertRefused(with(claims -> claims.claim("tenant", List.of("almoner"))), "names no organization");
    }

    @Test
    void namesScopesWithThePrefixOnly() {
        assertThat(with(claims -> claims.claim("scp", List.of("almoner:admin"))).statusCode())
                .isEqualTo(200);
        assertThat(with(claims -> claims.claim("scp", "admin")).statusCode()).isEqualTo(403);
        assertThat(with(claims -> claims.claim("scp", null)).statusCode()).isEqualTo(403);
    }

    @Test
    void namesItsClientsInOneWayOrAnother() {
        assertThat(with(claims -> claims.claim("client_id", null)).statusCode()).isEqualTo(200);
        assertRefused(with(claims -> claims.claim("client_id", null).subject(null)), "names no client");
    }

    @Test
    void isTheOnlyOne() {
        assertRefused(with(claims -> claims.issuer("https://elsewhere.example")), "iss");
        assertRefused(with(claims -> claims.issuer(null)), "iss");

        var mallory = server.get(PROTECTED, "Authorization", "Bearer " + token(key("issuer-key"), _ -> {}));
        assertRefused(mallory, "signature");
    }

    @Test
    void meansUs() {
        assertRefused(with(claims -> claims.audience("other")), "aud");
        assertRefused(with(claims -> claims.audience((String) null)), "aud");
    }

    @Test
    void setsAnEnd() {
        assertRefused(with(claims -> claims.expirationTime(Assertions.in(Duration.ofMinutes(-2)))), "expired");
        assertRefused(with(claims -> claims.expirationTime(null)), "exp");
    }

    @Test
    void mayChangeItsKeys() {
        var next = key("next-key");
        issuer.publish("/keys", new JWKSet(List.of(key, next)).toString());

        assertThat(server.get(PROTECTED, "Authorization", "Bearer " + token(next, _ -> {}))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void hasClientsThatAnOperatorSubscribesForAlthoughTheyAreNotListedHere() {
        var admin = new String[] {"Authorization", "Bearer " + token(key, _ -> {})};
        expect(201, server.postJson(PROTECTED, "{\"mnemonic\":\"stmarys\",\"name\":\"St Mary's\"}", admin));
        var product = TestRelease.made(server, "/admin/v1/products", "product", "Codes", admin);
        TestRelease.made(server, "/admin/v1/products/" + product + "/sub-products", "sub_product", "Codes", admin);
        expect(
                201,
                server.postJson(
                        "/admin/v1/entitlements",
                        "{\"organization\":\"stmarys\",\"product\":\"" + product + "\"}",
                        admin));
        var client = "https://id.stmarys.example/clients/7";

        for (var wrong : List.of(
                List.of("stmarys", " "),
                List.of("stmarys", "line\nbreak"),
                List.of("stmarys", "x".repeat(101)),
                List.of("elsewhere", client))) {
            assertThat(subscribe(product, wrong.getFirst(), wrong.getLast(), admin)
                            .statusCode())
                    .isEqualTo(404);
        }
        var subscription = expect(201, subscribe(product, "stmarys", client, admin));

        var reader = token(
                key,
                claims -> claims.claim("tenant", "stmarys")
                        .claim("client_id", client)
                        .claim("scp", "almoner:notifications"));
        var seen = expect(200, server.get(SUBSCRIPTIONS, "Authorization", "Bearer " + reader))
                .at("/items/0");
        assertThat(seen.get("id")).isEqualTo(subscription.get("id"));
        assertThat(seen.get("client_id").asString()).isEqualTo(client);
        assertThat(server.delete(SUBSCRIPTIONS + "/" + seen.get("id").asString(), "Authorization", "Bearer " + reader)
                        .statusCode())
                .isEqualTo(204);
    }

    private HttpResponse<String> subscribe(String product, String organization, String client, String... as) {
        return server.postJson(
                SUBSCRIPTIONS,
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "endpoint", issuer.address() + "/hook",
                                "product", product,
                                "organization", organization,
                                "client_id", client)),
                as);
    }

    @Test
    void leavesNoWayInPastIt() {
        assertThat(server.postForm("/oauth/token", Map.of("grant_type", "client_credentials"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get("/.well-known/jwks.json").statusCode()).isEqualTo(404);
        var metadata = server.get("/.well-known/oauth-authorization-server");
        assertThat(metadata.statusCode()).isEqualTo(404);
        assertThat(TestServer.json(metadata).get("detail").asString()).contains(issuer.address());
        assertThat(Files.exists(server.data().resolve("admin.env"))).isFalse();
        assertRefused(server.get(PROTECTED), issuer.address());
    }

    @Test
    void isOutOfReachAtTimes() {
        try (var silent = TestServer.start(
                "almoner.access.external-issuer.issuer-uri=http://127.0.0.1:1",
                "almoner.access.external-issuer.audience=almoner")) {
            var answer = silent.get(
                    PROTECTED, "Authorization", "Bearer " + token(key, claims -> claims.issuer("http://127.0.0.1:1")));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).doesNotContain("127.0.0.1");
        }
    }
}
