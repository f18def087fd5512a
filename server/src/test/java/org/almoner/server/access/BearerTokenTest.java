package org.almoner.server.access;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.almoner.server.MovableClock;
import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.event.EventListener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Which access tokens are believed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BearerTokenTest {

    private static final String PROTECTED = "/admin/v1/organizations";

    /** Hears what the audit trail hears. */
    static class Ear {
        final List<AccessEvent> heard = new CopyOnWriteArrayList<>();

        @EventListener
        void hear(AccessEvent event) {
            heard.add(event);
        }
    }

    private TestServer server;
    private MovableClock clock;
    private Ear ear;
    private TestClient admin;

    @BeforeAll
    void start() {
        server = TestServer.startWith(
                List.of(MovableClock.OfServer.class, Ear.class), "almoner.rate-limit.failed-tokens-per-minute=0");
        clock = server.bean(MovableClock.class);
        ear = server.bean(Ear.class);
        admin = server.newClient("acme", "admin");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> with(String token) {
        return server.get(PROTECTED, "Authorization", "Bearer " + token);
    }

    private void assertBelieved(String token) {
        assertThat(with(token).statusCode()).isEqualTo(200);
    }

    private void assertRefused(String token) {
        var answer = with(token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer error=\"invalid_token\"");
        assertProblem(answer, "unauthenticated");
    }

    private static void assertProblem(HttpResponse<String> answer, String kind) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var json = TestServer.json(answer);
        assertThat(json.get("type").asString()).isEqualTo("urn:almoner:problem:" + kind);
        assertThat(json.get("detail").asString()).isNotBlank();
    }

    private RSAKey signingKey() {
        return server.bean(SigningKeys.class)
                .get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                .getFirst()
                .toRSAKey();
    }

    private JWTClaimsSet claims() {
        try {
            return SignedJWT.parse(admin.token()).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSHeader header(JWK key) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("at+jwt"))
                .build();
    }

    @Test
    void isBelievedWhenItIsOurs() {
        assertBelieved(admin.token());
        assertBelieved(admin.token());
        assertBelieved(Assertions.signed(signingKey(), header(signingKey()), claims()));
    }

    @Test
    void mayBeSentWithAnyCaseOfBearer() {
        assertThat(server.get(PROTECTED, "Authorization", "bearer " + admin.token())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void isMissedWhereItIsNeeded() {
        var answer = server.get(PROTECTED);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertProblem(answer, "unauthenticated");
    }

    @Test
    void isNotTakenFromElsewhere() {
        assertThat(server.get(PROTECTED + "?access_token=" + admin.token()).statusCode())
                .isEqualTo(401);
        assertThat(server.postForm(PROTECTED, Map.of("access_token", admin.token()))
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.get(PROTECTED, "Authorization", "Basic " + admin.token())
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "..", "e30.e30.", "eyJhbGciOiJSUzI1NiJ9.e30.AA", "a b", "é", "!"})
    void isNotNonsense(String token) {
        assertRefused(token);
    }

    @Test
    void isNotEndless() {
        assertThat(with("x".repeat(7_000)).statusCode()).isEqualTo(401);
        assertThat(with("x".repeat(100_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void isRefusedWhereOneCharacterWasChanged() {
        var token = admin.token();
        for (int at : new int[] {5, token.indexOf('.') + 10, token.lastIndexOf('.') + 10, token.lastIndexOf('.') - 3}) {
            var changed = token.charAt(at) == 'A' ? 'B' : 'A';
            assertRefused(token.substring(0, at) + changed + token.substring(at + 1));
        }
    }

    @Test
    void isRefusedWithClaimsOfOneAndTheSignatureOfAnother() {
        var other = server.newClient("acme", "download").token().split("\\.", -1);
        var mine = admin.token().split("\\.", -1);

        assertRefused(other[0] + "." + mine[1] + "." + other[2]);
    }

    @Test
    void isRefusedUnsigned() {
        var none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(UTF_8));
        var payload = admin.token().split("\\.", -1)[1];

        assertRefused(none + "." + payload + ".");
        assertRefused(none + "." + payload);
    }

    @Test
    void isRefusedFromAForeignIssuer() throws JOSEException {
        var foreign = new RSAKeyGenerator(2048).keyID("foreign").generate();
        assertRefused(Assertions.signed(foreign, header(foreign), claims()));

        var impostor = new RSAKeyGenerator(2048).keyID(signingKey().getKeyID()).generate();
        assertRefused(Assertions.signed(impostor, header(impostor), claims()));
    }

    @Test
    void isRefusedSignedWithThePublicKeyAsASharedOne() throws JOSEException {
        var shared = new OctetSequenceKey.Builder(signingKey().toRSAPublicKey().getEncoded())
                .keyID(signingKey().getKeyID())
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .keyID(shared.getKeyID())
                .type(new JOSEObjectType("at+jwt"))
                .build();

        assertRefused(Assertions.signed(shared, header, claims()));
    }

    @Test
    void isRefusedWhenItIsAnotherKindOfJwt() {
        var key = signingKey();
        var plain = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(JOSEObjectType.JWT)
                .build();

        assertRefused(Assertions.signed(key, plain, claims()));
    }

    @Test
    void isRefusedBeforeAndAfterItsTime() {
        var expired = new JWTClaimsSet.Builder(claims())
                .expirationTime(Date.from(clock.instant().minusSeconds(1)))
                .build();
        var early = new JWTClaimsSet.Builder(claims())
                .notBeforeTime(Date.from(clock.instant().plusSeconds(60)))
                .build();

        assertRefused(Assertions.signed(signingKey(), header(signingKey()), expired));
        assertRefused(Assertions.signed(signingKey(), header(signingKey()), early));
    }

    @Test
    void expiresAlsoOnceItWasBelieved() {
        var client = server.newClient("acme", "admin");
        assertBelieved(client.token());

        clock.forward(Duration.ofMinutes(59));
        assertBelieved(client.token());
        clock.forward(Duration.ofMinutes(1));
        assertRefused(client.token());

        // The other tests go on with a token of the new time.
        server.forgetAdminToken();
        admin = server.newClient("acme", "admin");
    }

    @Test
    void isRefusedForAnOrganizationThatDoesNotExist() {
        var stranger =
                new JWTClaimsSet.Builder(claims()).claim("org", "99999999999zZ").build();

        assertRefused(Assertions.signed(signingKey(), header(signingKey()), stranger));
    }

    @Test
    void isRefusedAtOnceWhenItWasRevoked() {
        var client = server.newClient("acme", "admin");
        var second = server.token(client.id(), client.secret());
        assertBelieved(client.token());

        var answer = server.postForm(
                "/oauth/revoke",
                Map.of("token", client.token(), "client_id", client.id(), "client_secret", client.secret()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertRefused(client.token());
        assertBelieved(second);
    }

    @Test
    void isRefusedAtOnceWhenItsClientWasDisabled() {
        var client = server.newClient("acme", "admin");
        assertBelieved(client.token());

        server.delete("/admin/v1/clients/" + client.id(), server.asAdmin());

        assertRefused(client.token());
    }

    @Test
    void needsAScopeOfTheEndpoint() {
        var client = server.newClient("acme", "download", "publish", "syndication", "notifications");

        var answer = server.get(PROTECTED, "Authorization", client.bearer());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer error=\"insufficient_scope\", scope=\"admin\"");
        assertProblem(answer, "not-allowed");
        assertThat(TestServer.json(answer).get("detail").asString()).contains("admin");
    }

    @Test
    void outlivesTheKeyThatSignedIt() {
        var client = server.newClient("acme", "admin");
        var rotated = server.send("POST", "/admin/v1/keys/rotate", BodyPublishers.noBody(), server.asAdmin());
        assertThat(rotated.statusCode()).isEqualTo(200);
        var keyId = TestServer.json(rotated).get("key_id").asString();

        clock.forward(SigningKeys.LEAD.plusSeconds(1));
        var next = server.token(client.id(), client.secret());

        assertThat(keyIdOf(next)).isEqualTo(keyId).isNotEqualTo(keyIdOf(client.token()));
        assertBelieved(client.token());
        assertBelieved(next);
        assertThat(TestServer.json(server.get("/.well-known/jwks.json")).get("keys"))
                .extracting(key -> key.get("kid").asString())
                .contains(keyIdOf(client.token()), keyId);
    }

    private static String keyIdOf(String token) {
        try {
            return SignedJWT.parse(token).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isHeardOf() {
        var client = server.newClient("acme", "download");
        ear.heard.clear();

        server.token(client.id(), client.secret());
        server.postForm(
                "/oauth/token",
                Map.of("grant_type", "client_credentials", "client_id", client.id(), "client_secret", "wrong"));
        server.get(PROTECTED, "Authorization", client.bearer());
        server.get(PROTECTED, "Authorization", "Bearer nonsense");
        server.get(PROTECTED);

        assertThat(ear.heard).hasSize(4);
        assertThat(ear.heard.get(0)).isInstanceOfSatisfying(AccessEvent.TokenIssued.class, event -> {
            assertThat(event.clientId()).isEqualTo(client.id());
            assertThat(event.scopes()).containsExactly(Scope.DOWNLOAD);
        });
        assertThat(ear.heard.get(1))
                .isEqualTo(new AccessEvent.TokenRefused(null, client.id(), "/oauth/token", "invalid_client"));
        assertThat(ear.heard.get(2)).isInstanceOfSatisfying(AccessEvent.AccessRefused.class, event -> {
            assertThat(event.clientId()).isEqualTo(client.id());
            assertThat(event.path()).isEqualTo(PROTECTED);
        });
        assertThat(ear.heard.get(3)).isInstanceOfSatisfying(AccessEvent.AccessRefused.class, event -> {
            assertThat(event.clientId()).isNull();
            assertThat(event.refused()).isTrue();
        });
    }

    @Test
    void namesWhoMadeAChange() {
        ear.heard.clear();

        server.newClient("named", "download");

        var actor = server.adminCredentials().getProperty("ALMONER_ADMIN_CLIENT_ID");
        assertThat(ear.heard)
                .filteredOn(event -> event instanceof AccessEvent.OrganizationAdded
                        || event instanceof AccessEvent.ClientAdded
                        || event instanceof AccessEvent.SecretAdded)
                .hasSize(3)
                .allMatch(event -> actor.equals(event.clientId()) && event.organization() != null);
    }
}
