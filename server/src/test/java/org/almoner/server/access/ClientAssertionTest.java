package org.almoner.server.access;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import org.almoner.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code private_key_jwt}: RFC 7523, as SMART Backend Services uses it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientAssertionTest {

    private static final JWSAlgorithm RS384 = JWSAlgorithm.RS384;

    private final RSAKey rsa = rsa("rsa");
    private final JWK p256 = ec(Curve.P_256);
    private final JWK p384 = ec(Curve.P_384);

    private TestServer server;
    private String client;

    @BeforeAll
    void start() {
        server = TestServer.start("almoner.rate-limit.failed-tokens-per-minute=0");
        server.newClient("acme", "download");
        client = clientWith("jwks", new JWKSet(List.of(rsa, p256, p384)).toJSONObject());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWK ec(Curve curve) {
        try {
            return new ECKeyGenerator(curve).keyID(curve.getName()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> add(String member, Object value) {
        return server.postJson(
                "/admin/v1/organizations/acme/clients",
                JsonMapper.builder()
                        .build()
                        .writeValueAsString(
                                Map.of("name", "Keys", "scopes", List.of("download", "syndication"), member, value)),
                server.asAdmin());
    }

    private String clientWith(String member, Object value) {
        var added = add(member, value);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        var json = TestServer.json(added);
        assertThat(json.get("client_secret").isNull()).isTrue();
        return json.get("client_id").asString();
    }

    private String endpoint() {
        return server.baseUri() + "/oauth/token";
    }

    private HttpResponse<String> ask(String assertion, String... more) {
        var form = new HashMap<String, String>();
        form.put("grant_type", "client_credentials");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return server.postForm("/oauth/token", form);
    }

    private String good() {
        return Assertions.assertion(rsa, RS384, client, endpoint());
    }

    private String goodBut(Consumer<JWTClaimsSet.Builder> change) {
        return Assertions.assertion(rsa, RS384, client, endpoint(), change);
    }

    private static void assertGranted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TestServer.json(answer).get("scope").asString()).isEqualTo("download syndication");
    }

    private static void assertRefused(HttpResponse<String> answer, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        var json = TestServer.json(answer);
        assertThat(json.get("error").asString()).isEqualTo("invalid_client");
        assertThat(json.get("error_description").asString()).contains(reason);
    }

    @Test
    void isTakenByEachAlgorithm() {
        assertGranted(ask(Assertions.assertion(rsa, JWSAlgorithm.RS256, client, endpoint())));
        assertGranted(ask(Assertions.assertion(rsa, RS384, client, endpoint())));
        assertGranted(ask(Assertions.assertion(p256, JWSAlgorithm.ES256, client, endpoint())));
        assertGranted(ask(Assertions.assertion(p384, JWSAlgorithm.ES384, client, endpoint())));
    }

    @Test
    void mayNameTheIssuerAsAudienceAndTheClientBesides() {
        assertGranted(
                ask(Assertions.assertion(rsa, RS384, client, server.baseUri().toString())));
        assertGranted(ask(good(), "client_id", client));
    }

    @Test
    void mayComeAsJson() {
        var body = Map.of(
                "grant_type", "client_credentials",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", good());

        assertGranted(
                server.postJson("/oauth/token", JsonMapper.builder().build().writeValueAsString(body)));
    }

    @Test
    void isGoodOnce() {
        var assertion = good();

        assertGranted(ask(assertion));
        assertRefused(ask(assertion), "used before");
        assertRefused(ask(assertion), "used before");
    }

    @Test
    void isStillGoodAfterARequestThatFailedForAnotherReason() {
        var assertion = goodBut(claims -> claims.audience("https://elsewhere.example"));
        assertRefused(ask(assertion), "aud");

        var jti = "one-jti";
        assertRefused(ask(goodBut(claims -> claims.jwtID(jti).audience("https://elsewhere.example"))), "aud");
        assertGranted(ask(goodBut(claims -> claims.jwtID(jti))));
    }

    @Test
    void livesForFiveMinutesAtMost() {
        assertGranted(ask(goodBut(claims -> claims.expirationTime(Assertions.in(Duration.ofMinutes(5))))));
        assertRefused(
                ask(goodBut(claims -> claims.expirationTime(Assertions.in(Duration.ofMinutes(10))))), "five minutes");
        assertRefused(ask(goodBut(claims -> claims.expirationTime(Assertions.in(Duration.ofMinutes(-1))))), "expired");
        assertRefused(ask(goodBut(claims -> claims.expirationTime(null))), "expired");
        assertRefused(ask(goodBut(claims -> claims.notBeforeTime(Assertions.in(Duration.ofMinutes(2))))), "nbf");
    }

    @Test
    void namesTheClientTwiceAndThisServerOnce() {
        assertRefused(ask(goodBut(claims -> claims.issuer("another")), "client_id", client), "iss and sub");
        assertRefused(ask(goodBut(claims -> claims.subject("another")), "client_id", client), "iss and sub");
        assertRefused(ask(goodBut(claims -> claims.audience((String) null))), "aud");
        assertRefused(ask(goodBut(claims -> claims.jwtID(null))), "jti");
        assertRefused(ask(goodBut(claims -> claims.jwtID(" "))), "jti");
    }

    @Test
    void mayHaveAnEndlessJti() {
        assertGranted(ask(goodBut(claims -> claims.jwtID("x".repeat(10_000)))));
    }

    @Test
    void isSignedByTheClientItself() {
        assertRefused(ask(Assertions.assertion(rsa("rsa"), RS384, client, endpoint())), "signature");
        assertRefused(ask(Assertions.assertion(rsa("unknown"), RS384, client, endpoint())), "signature");

        var other = clientWith("jwks", new JWKSet(rsa("rsa")).toJSONObject());
        assertRefused(ask(Assertions.assertion(rsa, RS384, other, endpoint())), "signature");
    }

    @Test
    void isSignedByAnAlgorithmThatIsOffered() {
        assertRefused(ask(Assertions.assertion(rsa, JWSAlgorithm.RS512, client, endpoint())), "signature");
        assertRefused(ask(Assertions.assertion(rsa, JWSAlgorithm.PS256, client, endpoint())), "signature");
    }

    @Test
    void cannotBeSignedWithThePublicKeyAsASharedOne() throws JOSEException {
        var publicBytes = rsa.toRSAPublicKey().getEncoded();
        var shared = new OctetSequenceKey.Builder(publicBytes).keyID("rsa").build();

        assertRefused(ask(Assertions.assertion(shared, JWSAlgorithm.HS256, client, endpoint())), "signature");
    }

    @Test
    void cannotGoUnsigned() {
        var payload = good().split("\\.", -1)[1];
        var none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));

        for (var assertion : List.of(none + "." + payload + ".", none + "." + payload)) {
            var answer = ask(assertion, "client_id", client);
            assertThat(answer.statusCode()).isIn(400, 401);
            assertThat(answer.body()).doesNotContain("access_token");
        }
    }

    @Test
    void cannotBringItsOwnKey() {
        var mallory = rsa("mallory");
        var header = new JWSHeader.Builder(RS384)
                .keyID("rsa")
                .jwk(mallory.toPublicJWK())
                .build();
        var claims = new JWTClaimsSet.Builder()
                .issuer(client)
                .subject(client)
                .audience(endpoint())
                .jwtID("x")
                .expirationTime(Assertions.in(Duration.ofMinutes(4)))
                .build();

        assertRefused(ask(Assertions.signed(mallory, header, claims)), "signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "....", "eyJhbGciOiJSUzI1NiJ9.e30.AA"})
    void cannotBeNonsense(String assertion) {
        var answer = ask(assertion);

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401);
        assertThat(answer.body()).contains("\"error\"");
    }

    @Test
    void isNotForClientsWithoutKeys() {
        var withSecret = server.newClient("acme", "download");

        assertRefused(ask(Assertions.assertion(rsa, RS384, withSecret.id(), endpoint())), "unknown or disabled");
    }

    @Test
    void isVerifiedWithPublishedKeysThatMayChange() {
        try (var publisher = new KeyPublisher()) {
            var first = rsa("first");
            publisher.publish("/jwks", new JWKSet(first).toString());
            var published = clientWith("jwks_uri", publisher.address() + "/jwks");

            assertGranted(ask(Assertions.assertion(first, RS384, published, endpoint())));
            assertGranted(ask(Assertions.assertion(first, RS384, published, endpoint())));
            assertThat(publisher.requests).hasValue(1);

            var second = rsa("second");
            publisher.publish("/jwks", new JWKSet(List.of(first, second)).toString());
            assertGranted(ask(Assertions.assertion(second, RS384, published, endpoint())));
            assertThat(publisher.requests).hasValue(2);
        }
    }

    @Test
    void doesNotMakeUsHammerAPublisher() {
        try (var publisher = new KeyPublisher()) {
            publisher.publish("/jwks", new JWKSet(rsa).toString());
            var published = clientWith("jwks_uri", publisher.address() + "/jwks");

            for (int i = 0; i < 10; i++) {
                assertRefused(ask(Assertions.assertion(rsa("unknown" + i), RS384, published, endpoint())), "signature");
            }

            assertThat(publisher.requests.get()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void isRefusedWhenThePublisherHasNothingGoodToSay() {
        try (var publisher = new KeyPublisher()) {
            publisher.publish("/broken", "{");
            publisher.publish("/endless", "{\"keys\":[]" + " ".repeat(200_000) + "}");
            for (var path : List.of("/missing", "/broken", "/endless")) {
                var published = clientWith("jwks_uri", publisher.address() + path);

                assertRefused(ask(Assertions.assertion(rsa, RS384, published, endpoint())), "signature");
            }
        }
    }

    @Test
    void needsPublicKeysOfAnAcceptedKind() throws JOSEException {
        assertInvalid(add("jwks", new JWKSet(rsa).toJSONObject(false)), "private");
        assertInvalid(add("jwks", Map.of("keys", List.of(Map.of("kty", "oct", "k", "AAAA")))), "private or symmetric");
        assertInvalid(add("jwks", Map.of("keys", List.of())), "no key");
        assertInvalid(add("jwks", Map.of("nonsense", 1)), "not a JWK Set");
        assertInvalid(add("jwks", "text"), "not a JWK Set");
        assertInvalid(add("jwks", new JWKSet(ec(Curve.P_521)).toJSONObject()), "P-256 or P-384");
        var weak = new RSAKeyGenerator(1024, true).generate();
        assertInvalid(add("jwks", new JWKSet(weak).toJSONObject()), "2048");
        assertInvalid(add("secret", false), "way to prove");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://acme.example/jwks",
                "ftp://acme.example/jwks",
                "file:///etc/passwd",
                "https://user:password@acme.example/jwks",
                "/jwks",
                "https://",
                "not an address",
                "http://localhost.evil.example/"
            })
    void needsASafeAddressForPublishedKeys(String uri) {
        assertInvalid(add("jwks_uri", uri), "jwks_uri");
    }

    private static void assertInvalid(HttpResponse<String> answer, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(TestServer.json(answer).get("detail").asString()).contains(reason);
    }
}
