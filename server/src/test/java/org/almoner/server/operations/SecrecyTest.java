package org.almoner.server.operations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.almoner.server.RawClient;
import org.almoner.server.ServerProcess;
import org.almoner.server.TestRelease;
import org.almoner.server.access.Assertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever callers do, what would let others do it too is in no line of the log. */
@Timeout(300)
class SecrecyTest {

    private static final String DATABASE_PASSWORD = "the-password-of-the-database";
    private static final String WRONG_SECRET = "a-secret-that-is-wrong-0123456789";
    private static final String WRONG_TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ3cm9uZy10b2tlbiJ9.d3JvbmctdG9rZW4";
    private static final String CONTENT = "patient-data-that-nobody-may-read";

    /** What must not be found, by what it is. */
    private final Map<String, String> secrets = new LinkedHashMap<>();

    @TempDir
    private Path data;

    @ParameterizedTest
    @CsvSource({"--logging.level.org.almoner=info, INFO", "--logging.level.org.almoner=debug, DEBUG"})
    void nothingSecretIsInTheLog(String level, String expected) throws Exception {
        var masterKey = new byte[32];
        new SecureRandom().nextBytes(masterKey);
        secret("master key", Base64.getEncoder().encodeToString(masterKey));
        secret("database password", DATABASE_PASSWORD);
        String log;
        try (var server = ServerProcess.start(
                data,
                level,
                "--almoner.master-key=" + secrets.get("master key"),
                "--almoner.database.user=almoner",
                "--almoner.database.password=" + DATABASE_PASSWORD)) {
            tokens(server);
            links(server);
            uploads(server);
            server.stop();
            log = server.log();
        }

        assertThat(log).as("the log").contains(expected + " ", "almoner.requests", "POST /oauth/token 401");
        assertThat(secrets).hasSizeGreaterThan(12);
        secrets.forEach((what, secret) -> assertThat(log).as(what).doesNotContain(secret));
    }

    private void secret(String what, String text) {
        assertThat(text).as(what).hasSizeGreaterThan(12);
        secrets.put(what, text);
    }

    private void tokens(ServerProcess server) throws JOSEException {
        secret("admin secret", server.adminCredentials().getProperty("ALMONER_ADMIN_CLIENT_SECRET"));
        secret("admin token", server.adminToken());
        var client = server.newClient("acme", "download");
        secret("client secret", client.secret());
        secret("client token", client.token());
        secret("signature of a token", client.token().substring(client.token().lastIndexOf('.') + 1));
        secret(
                "second secret",
                expect(201, server.postJson("/admin/v1/clients/" + client.id() + "/secrets", "", server.asAdmin()))
                        .get("client_secret")
                        .asString());

        var basic = basic(client.id(), client.secret());
        secret("HTTP Basic", basic);
        expect(200, server.postForm("/oauth/token", grant(), "Authorization", "Basic " + basic));
        secret("wrong secret", WRONG_SECRET);
        var wrong = basic(client.id(), WRONG_SECRET);
        secret("wrong HTTP Basic", wrong);
        expect(401, server.postForm("/oauth/token", grant(), "Authorization", "Basic " + wrong));
        for (var form : List.of(
                Map.of("grant_type", "password", "client_id", client.id(), "client_secret", client.secret()),
                Map.of("client_id", client.id(), "client_secret", client.secret()),
                Map.of("client_secret", client.secret()))) {
            assertThat(server.postForm("/oauth/token", form).statusCode()).isIn(400, 401);
        }
        for (var json : List.of("{\"client_secret\": \"%s\"", "{\"client_secret\": [\"%s\"]}", "\"%s\"", "%s")) {
            assertThat(server.postJson("/oauth/token", json.formatted(client.secret()))
                            .statusCode())
                    .isIn(400, 401);
        }
        assertThat(server.send(
                                "POST",
                                "/oauth/token?client_secret=" + client.secret(),
                                BodyPublishers.ofString("client_secret=%zz" + client.secret()),
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .statusCode())
                .isIn(400, 401);
        assertions(server);
        bearers(server, client.token());
        server.postForm(
                "/oauth/revoke",
                Map.of("token", client.token(), "client_id", client.id(), "client_secret", client.secret()));
        assertThat(server.get("/download/v1/products", "Authorization", client.bearer())
                        .statusCode())
                .isEqualTo(401);
    }

    private void assertions(ServerProcess server) throws JOSEException {
        var key = new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.SIGNATURE)
                .keyID("key-1")
                .generate();
        var added = expect(
                201,
                server.postJson(
                        "/admin/v1/organizations/acme/clients",
                        "{\"name\":\"signs\",\"scopes\":[\"download\"],\"jwks\":{\"keys\":["
                                + key.toPublicJWK().toJSONString() + "]}}",
                        server.asAdmin()));
        var clientId = added.get("client_id").asString();
        for (var audience : List.of(server.baseUri() + "/oauth/token", "https://elsewhere.example.org")) {
            var good = audience.startsWith(server.baseUri().toString());
            var assertion = assertion(key, clientId, audience);
            secret(good ? "assertion" : "refused assertion", assertion);
            var form = grant();
            form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            form.put("client_assertion", assertion);
            expect(good ? 200 : 401, server.postForm("/oauth/token", form));
            // Again: an assertion is good once.
            expect(401, server.postForm("/oauth/token", form));
            form.put("client_assertion", assertion + "x");
            expect(401, server.postForm("/oauth/token", form));
        }
        secret("private key", String.valueOf(key.getD()));
        // Somebody mistakes the private half for the public one.
        assertThat(server.postJson(
                                "/admin/v1/organizations/acme/clients",
                                "{\"name\":\"signs\",\"scopes\":[\"download\"],\"jwks\":{\"keys\":["
                                        + key.toJSONString() + "]}}",
                                server.asAdmin())
                        .statusCode())
                .isIn(201, 400);
    }

    private void bearers(ServerProcess server, String token) {
        secret("wrong token", WRONG_TOKEN);
        var tampered = token.substring(0, token.length() - 6) + "AAAAAA";
        secret("tampered token", tampered);
        for (var bad : List.of(WRONG_TOKEN, tampered, token + "x", token + " " + token)) {
            assertThat(server.get("/download/v1/products", "Authorization", "Bearer " + bad)
                            .statusCode())
                    .isIn(400, 401);
        }
        assertThat(server.get("/download/v1/products?access_token=" + token).statusCode())
                .isEqualTo(401);
        assertThat(server.get("/admin/v1/organizations", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(403);
    }

    private void links(ServerProcess server) throws IOException {
        var client = server.newClient("reader", "download", "publish");
        var release =
                TestRelease.publish(server, client, "Sealed", "file.txt", CONTENT.getBytes(StandardCharsets.UTF_8));
        var link = release.link(server, client);
        var signature = link.substring(link.lastIndexOf('=') + 1);
        secret("link's query", URI.create(link).getRawQuery());
        secret("link's signature", signature);
        secret("content", CONTENT);

        assertThat(server.get(link).statusCode()).isEqualTo(200);
        assertThat(server.get(link, "Range", "bytes=900-").statusCode()).isEqualTo(416);
        assertThat(server.delete(link).statusCode()).isEqualTo(405);
        assertThat(server.send("PUT", link, BodyPublishers.ofString("x")).statusCode())
                .isEqualTo(405);
        assertThat(server.get(link.replace("expires=", "expires=1")).statusCode())
                .isEqualTo(403);
        assertThat(server.get(link.replace("/files/", "/file/")).statusCode()).isIn(401, 404);
        var address = URI.create(link);
        for (var broken : List.of("\\", "%zz", "<", "%2f", "%00")) {
            try (var raw = new RawClient(address.getPort())) {
                raw.send("GET " + address.getRawPath() + broken + "?" + address.getRawQuery() + broken
                        + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(raw.head()).startsWith("HTTP/1.1 4");
            }
        }
        try (var raw = new RawClient(address.getPort())) {
            raw.get(address);
            raw.vanish();
        }
        // Its bytes are lost.
        assertThat(deleteObjects()).isPositive();
        assertThat(server.get(link).statusCode()).isEqualTo(404);
    }

    private int deleteObjects() {
        return Arrays.stream(data.resolve("objects").toFile().listFiles())
                .flatMap(first -> Arrays.stream(first.listFiles()))
                .flatMap(second -> Arrays.stream(second.listFiles()))
                .mapToInt(file -> file.delete() ? 1 : 0)
                .sum();
    }

    private void uploads(ServerProcess server) throws IOException {
        var client = server.newClient("writer", "publish");
        var auth = new String[] {"Authorization", client.bearer()};
        secret("publisher's token", client.token());
        var product = TestRelease.made(server, "/admin/v1/products", "product", "Broken", auth);
        var subProducts = "/admin/v1/products/" + product + "/sub-products";
        var subProduct = TestRelease.made(server, subProducts, "sub_product", "Broken", auth);
        var versions = subProducts + "/" + subProduct + "/versions";
        var version = versions + "/" + TestRelease.made(server, versions, "version", "Broken", auth);
        var wrongDigest = "sha-256=:" + Base64.getEncoder().encodeToString(new byte[32]) + ":";
        assertThat(server.send(
                                "PUT",
                                version + "/files/a.txt",
                                BodyPublishers.ofString(CONTENT),
                                "Authorization",
                                client.bearer(),
                                "Repr-Digest",
                                wrongDigest)
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.postJson(version + "/files", "{\"file_name\": \"" + CONTENT + "\0\"}", auth)
                        .statusCode())
                .isEqualTo(400);
        try (var raw = new RawClient(server.baseUri().getPort())) {
            raw.send("PUT " + version + "/files/b.txt HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + client.bearer()
                    + "\r\nContent-Length: 1000000\r\n\r\n" + CONTENT);
            raw.vanish();
        }
        assertThat(server.postJson(version + "/commit", "{}", auth).statusCode())
                .isIn(400, 409);
    }

    private static Map<String, String> grant() {
        return new LinkedHashMap<>(Map.of("grant_type", "client_credentials"));
    }

    private static String assertion(JWK key, String clientId, String audience) {
        return Assertions.assertion(key, JWSAlgorithm.ES256, clientId, audience);
    }

    private static String basic(String id, String secret) {
        return Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
