package org.almoner.server.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import org.almoner.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenEndpointTest {

    private TestServer server;
    private TestServer.TestClient client;

    @BeforeAll
    void start() {
        server = TestServer.start("almoner.rate-limit.failed-tokens-per-minute=0");
        client = server.newClient("acme", "download", "syndication");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void takesAForm() {
        var answer = server.postForm(
                "/oauth/token",
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", client.id(),
                        "client_secret", client.secret()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        var json = TestServer.json(answer);
        assertThat(json.propertyNames()).containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope");
        assertThat(json.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(json.get("expires_in").asInt()).isEqualTo(3600);
        assertThat(json.get("scope").asString().split(" ")).containsExactlyInAnyOrder("download", "syndication");
    }

    @Test
    void takesHttpBasic() {
        var basic = Base64.getEncoder()
                .encodeToString((client.id() + ":" + client.secret()).getBytes(StandardCharsets.UTF_8));

        var answer = server.postForm(
                "/oauth/token", Map.of("grant_type", "client_credentials"), "Authorization", "Basic " + basic);

        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
