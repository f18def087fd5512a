package org.almoner.dataset.bulk;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BulkTokensTest {

    private static final String TOKEN = "POST /token";
    private static final String FILE = "GET /files/p";

    @TempDir
    Path folder;

    private final FakeTime time = new FakeTime();
    private final FhirServer server = new FhirServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private void tokens() {
        server.next(TOKEN, FhirServer.status(503))
                .next(TOKEN, token("t1", 300), token("t2", 300))
                .always(TOKEN, token("t3", 300))
                .always(FhirServer.STATUS, server.onePatientFile())
                .always(FILE, FhirServer.body(200, "{}"));
    }

    private static FhirServer.Reply token(String value, int seconds) {
        return FhirServer.body(
                200, "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":%d}".formatted(value, seconds));
    }

    private FetchedExport fetch(Authentication authentication) {
        return Exports.of(server, time, authentication).fetch(folder, BulkListener.NOBODY);
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    private static KeyPair pair(String kind) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(kind);
        if (kind.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp384r1"));
        } else {
            generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Test
    void rsaAssertionsAreWhatSmartBackendServicesSays() throws GeneralSecurityException {
        assertAssertion("RSA", "RS384", "SHA384withRSA");
    }

    @Test
    void ecAssertionsAreWhatSmartBackendServicesSays() throws GeneralSecurityException {
        assertAssertion("EC", "ES384", "SHA384withECDSAinP1363Format");
    }

    private void assertAssertion(String kind, String algorithm, String verification) throws GeneralSecurityException {
        tokens();
        server.always(
                "GET /fhir/.well-known/smart-configuration",
                FhirServer.body(200, "{\"token_endpoint\":\"%s\"}".formatted(server.at("/token"))));
        var pair = pair(kind);
        var key = SigningKey.pem("k-1", pem(pair));
        fetch(new Authentication.SignedAssertion("app", key, Optional.empty(), "system/*.rs"));
        var first = form(server.seen(TOKEN).getFirst().body());
        assertThat(first)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("scope", "system/*.rs")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        var parts = first.getOrDefault("client_assertion", "").split("\\.", -1);
        var decoder = Base64.getUrlDecoder();
        var verifier = Signature.getInstance(verification);
        verifier.initVerify(pair.getPublic());
        verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(verifier.verify(decoder.decode(parts[2]))).isTrue();
        var json = new JsonMapper();
        var header = json.readTree(decoder.decode(parts[0]));
        assertThat(header.get("alg").stringValue()).isEqualTo(algorithm);
        assertThat(header.get("kid").stringValue()).isEqualTo("k-1");
        assertThat(header.get("typ").stringValue()).isEqualTo("JWT");
        var claims = json.readTree(decoder.decode(parts[1]));
        assertThat(claims.get("iss").stringValue()).isEqualTo("app");
        assertThat(claims.get("sub").stringValue()).isEqualTo("app");
        assertThat(claims.get("aud").stringValue()).isEqualTo(server.at("/token"));
        assertThat(claims.get("exp").longValue() - FakeTime.START.getEpochSecond())
                .isBetween(1L, 300L);
        var second = form(server.seen(TOKEN).get(1).body());
        assertThat(second.get("client_assertion")).isNotEqualTo(first.get("client_assertion"));
        assertThat(server.seen(FhirServer.KICK_OFF).getFirst().authorization()).isEqualTo("Bearer t1");
    }

    private Authentication secret() {
        return new Authentication.ClientSecret(
                "app", "s3cret:+", Optional.of(URI.create(server.at("/token"))), "system/*.read");
    }

    @Test
    void aTokenIsRenewedAheadAndWhenItIsRefused() {
        tokens();
        server.next(FhirServer.STATUS, FhirServer.status(202, "Retry-After", "280"))
                .next(FILE, FhirServer.status(401));
        fetch(secret());
        assertThat(server.seen(TOKEN).getFirst().authorization())
                .isEqualTo("Basic "
                        + Base64.getEncoder().encodeToString("app:s3cret%3A%2B".getBytes(StandardCharsets.UTF_8)));
        assertThat(server.seen(FhirServer.STATUS))
                .extracting(FhirServer.Seen::authorization)
                .containsExactly("Bearer t1", "Bearer t2");
        assertThat(server.seen(FILE))
                .extracting(FhirServer.Seen::authorization)
                .containsExactly("Bearer t2", "Bearer t3");
        assertThat(server.seen(FhirServer.DELETE).getFirst().authorization()).isEqualTo("Bearer t3");
    }

    @Test
    void aRefusedClientIsToldWhyAndNotItsSecret() {
        server.always(TOKEN, FhirServer.body(400, "{\"error\":\"invalid_client\"}"));
        assertThatThrownBy(() -> fetch(secret()))
                .hasMessageContainingAll("invalid_client", "400")
                .hasMessageNotContaining("s3cret");
        assertThat(secret().toString()).doesNotContain("s3cret");
        assertThat(new Authentication.Bearer("s3cret").toString()).doesNotContain("s3cret");
        assertThat(server.count(FhirServer.KICK_OFF)).isZero();
    }

    @Test
    void filesThatNeedNoTokenGetNone() {
        var output = "{\"type\":\"Patient\",\"url\":\"%s\"}".formatted(server.at("/files/p"));
        server.always(FhirServer.STATUS, FhirServer.manifest(output, "", false))
                .always(FILE, FhirServer.body(200, "{}"));
        fetch(new Authentication.Bearer("b"));
        assertThat(server.seen(FhirServer.STATUS).getFirst().authorization()).isEqualTo("Bearer b");
        assertThat(server.seen(FILE).getFirst().authorization()).isEmpty();
    }

    @Test
    void aRedirectToAnotherHostTakesNoTokenAlong() {
        try (var other = new FhirServer()) {
            tokens();
            server.always(FILE, FhirServer.status(307, "Location", "/moved"))
                    .always("GET /moved", FhirServer.status(302, "Location", other.at("/files/p")));
            other.always(FILE, FhirServer.body(200, "{}"));
            fetch(new Authentication.Bearer("b"));
            assertThat(server.seen("GET /moved").getFirst().authorization()).isEqualTo("Bearer b");
            assertThat(other.seen(FILE).getFirst().authorization()).isEmpty();
        }
    }

    @Test
    void redirectsEnd() {
        tokens();
        server.always(FILE, FhirServer.status(302, "Location", "/files/p"));
        assertThatThrownBy(() -> fetch(new Authentication.None())).hasMessageContaining("more than 5 times");
        assertThat(server.count(FILE)).isEqualTo(6);
        assertThat(Urls.noWeaker(URI.create("https://a/"), URI.create("http://a/")))
                .isFalse();
        assertThat(Urls.noWeaker(URI.create("http://a/"), URI.create("file:///a")))
                .isFalse();
        assertThat(Urls.noWeaker(URI.create("http://a/"), URI.create("https://a/")))
                .isTrue();
    }
}
