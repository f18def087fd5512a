package org.almoner.server.access;

import java.net.http.HttpRequest.BodyPublishers;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.nimbusds.jwt.SignedJWT;
import org.almoner.server.MovableClock;
import org.almoner.server.TestDatabase;
import org.almoner.server.TestRelease;
import org.almoner.server.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;

/** Two servers on one PostgreSQL, as behind a load balancer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesTest {

    private static final Duration PROMISED = Duration.ofSeconds(2);

    private TestServer first;
    private TestServer second;

    @BeforeAll
    void start() {
        var settings = new String[] {
            "almoner.database.url=" + TestDatabase.POSTGRESQL.newUrl(),
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

    /** It may not be so yet, but is before the promised time is over. */
    private static void soon(Callable<Boolean> itIsSo) {
        within(PROMISED, itIsSo);
    }

    private static void within(Duration time, Callable<Boolean> itIsSo) {
        Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(time).until(itIsSo);
    }

    @Test
    void believeEachOthersTokens() {
        var client = first.newClient("acme", "admin");

        assertThat(status(first, client.token())).isEqualTo(200);
        assertThat(status(second, client.token())).isEqualTo(200);
        assertThat(status(first, second.token(client.id(), client.secret()))).isEqualTo(200);
    }

    @Test
    void refuseWhatTheOtherRevoked() {
        var client = first.newClient("acme", "admin");
        assertThat(status(second, client.token())).isEqualTo(200);

        first.postForm(
                "/oauth/revoke",
                Map.of("token", client.token(), "client_id", client.id(), "client_secret", client.secret()));

        assertThat(status(first, client.token())).isEqualTo(401);
        soon(() -> status(second, client.token()) == 401);
    }

    @Test
    void refuseClientsThatTheOtherDisabled() {
        var client = first.newClient("acme", "admin");
        assertThat(status(second, client.token())).isEqualTo(200);

        first.delete("/admin/v1/clients/" + client.id(), first.asAdmin());

        assertThat(status(first, client.token())).isEqualTo(401);
        soon(() -> status(second, client.token()) == 401);
    }

    @Test
    void believeTokensOfAKeyThatTheOtherMade() {
        var client = first.newClient("acme", "admin");
        var rotated = first.send("POST", "/admin/v1/keys/rotate", BodyPublishers.noBody(), first.asAdmin());
        var keyId = TestServer.json(rotated).get("key_id").asString();

        within(
                SigningKeys.LEAD,
                () -> second.get("/.well-known/jwks.json").body().contains(keyId));

        first.bean(MovableClock.class).forward(SigningKeys.LEAD);
        assertThat(status(second, first.token(client.id(), client.secret()))).isEqualTo(200);
    }

    @Test
    void refuseTokensOfAKeyThatTheOtherWithdrew() throws ParseException {
        var client = first.newClient("acme", "admin");
        assertThat(status(first, client.token())).isEqualTo(200);
        assertThat(status(second, client.token())).isEqualTo(200);
        var leaked = SignedJWT.parse(client.token()).getHeader().getKeyID();

        var answer = first.delete("/admin/v1/keys/" + leaked, first.asAdmin());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(status(first, client.token())).isEqualTo(401);
        soon(() -> status(second, client.token()) == 401);
        assertThat(first.get("/.well-known/jwks.json").body()).doesNotContain(leaked);
        soon(() -> !second.get("/.well-known/jwks.json").body().contains(leaked));

        first.forgetAdminToken();
        assertThat(status(first, first.token(client.id(), client.secret()))).isEqualTo(200);
        assertThat(status(second, first.adminToken())).isEqualTo(200);
        assertThat(expect(200, first.get("/admin/v1/audit?event=key-withdrawn", first.asAdmin()))
                        .at("/items/0/object")
                        .asString())
                .isEqualTo(leaked);
        assertThat(first.delete("/admin/v1/keys/" + leaked, first.asAdmin()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void showWhatTheOtherGrantedAndHideWhatItTookBack() {
        var publisher = first.newClient("imo", "publish");
        var release = TestRelease.publish(first, publisher, "Granted", "file.txt", new byte[1]);
        var reader = first.newClient("hospital", "download");
        var auth = new String[] {"Authorization", reader.bearer()};
        assertThat(second.get(release.files(), auth).statusCode()).isEqualTo(404);

        expect(
                201,
                first.postJson(
                        "/admin/v1/entitlements",
                        "{\"organization\": \"hospital\", \"product\": \"" + release.product() + "\"}",
                        "Authorization",
                        publisher.bearer()));
        soon(() -> second.get(release.files(), auth).statusCode() == 200);
        soon(() -> second.get("/download/v1/products", auth).body().contains("Granted"));

        first.delete(
                "/admin/v1/entitlements?organization=hospital&product=" + release.product(),
                "Authorization",
                publisher.bearer());
        soon(() -> second.get(release.files(), auth).statusCode() == 404);
        soon(() -> !second.get("/download/v1/products", auth).body().contains("Granted"));
    }

    @Test
    void shareOneAdministrator() {
        assertThat(first.data().resolve("admin.env")).exists();
        assertThat(second.data().resolve("admin.env")).doesNotExist();
    }
}
