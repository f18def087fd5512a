package org.almoner.server.access;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.almoner.server.TestDatabase;
import org.almoner.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** Two servers on one PostgreSQL, as behind a load balancer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesTest {

    private static final Duration PROMISED = Duration.ofSeconds(2);

    private TestServer first;
    private TestServer second;

    @BeforeAll
    void start() throws Exception {
        var name = "two" + UUID.randomUUID().toString().replace("-", "");
        var postgres = TestDatabase.postgres();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        var settings = new String[] {
            "almoner.database.url=" + postgres.getJdbcUrl("postgres", name),
            "almoner.master-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
        };
        first = TestServer.startWith(List.of(MovableClock.OfServer.class), settings);
        second = TestServer.start(settings);
    }

    @AfterAll
    void stop() {
        second.close();
        first.close();
    }

    private static int status(TestServer at, String token) {
        return at.get("/admin/v1/organizations", "Authorization", "Bearer " + token)
                .statusCode();
    }

    /** How long it takes from now until it is so. */
    private static Duration until(BooleanSupplier itIsSo) throws InterruptedException {
        var start = Instant.now();
        while (!itIsSo.getAsBoolean()) {
            assertThat(Duration.between(start, Instant.now())).isLessThan(PROMISED.multipliedBy(5));
            Thread.sleep(20);
        }
        return Duration.between(start, Instant.now());
    }

    @Test
    void believeEachOthersTokens() {
        var client = first.newClient("acme", "admin");

        assertThat(status(first, client.token())).isEqualTo(200);
        assertThat(status(second, client.token())).isEqualTo(200);
        assertThat(status(first, second.token(client.id(), client.secret()))).isEqualTo(200);
    }

    @Test
    void refuseWhatTheOtherRevoked() throws InterruptedException {
        var client = first.newClient("acme", "admin");
        assertThat(status(second, client.token())).isEqualTo(200);

        first.postForm(
                "/oauth/revoke",
                Map.of("token", client.token(), "client_id", client.id(), "client_secret", client.secret()));

        assertThat(status(first, client.token())).isEqualTo(401);
        assertThat(until(() -> status(second, client.token()) == 401)).isLessThan(PROMISED);
    }

    @Test
    void refuseClientsThatTheOtherDisabled() throws InterruptedException {
        var client = first.newClient("acme", "admin");
        assertThat(status(second, client.token())).isEqualTo(200);

        first.delete("/admin/v1/clients/" + client.id(), first.asAdmin());

        assertThat(status(first, client.token())).isEqualTo(401);
        assertThat(until(() -> status(second, client.token()) == 401)).isLessThan(PROMISED);
    }

    @Test
    void believeTokensOfAKeyThatTheOtherMade() throws InterruptedException {
        var client = first.newClient("acme", "admin");
        var rotated = first.send("POST", "/admin/v1/keys/rotate", BodyPublishers.noBody(), first.asAdmin());
        var keyId = TestServer.json(rotated).get("key_id").asString();

        assertThat(until(() -> second.get("/.well-known/jwks.json").body().contains(keyId)))
                .isLessThan(SigningKeys.LEAD);

        first.bean(MovableClock.class).forward(SigningKeys.LEAD);
        assertThat(status(second, first.token(client.id(), client.secret()))).isEqualTo(200);
    }

    @Test
    void shareOneAdministrator() {
        assertThat(first.data().resolve("admin.env")).exists();
        assertThat(second.data().resolve("admin.env")).doesNotExist();
    }
}
