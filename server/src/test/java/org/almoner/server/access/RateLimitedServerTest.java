package org.almoner.server.access;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;

import org.almoner.server.TestServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitedServerTest {

    @Test
    void saysWhenToComeBack() {
        try (var server = TestServer.start(
                "almoner.rate-limit.requests-per-second=1",
                "almoner.rate-limit.burst=12",
                "almoner.rate-limit.failed-tokens-per-minute=5")) {
            var client = server.newClient("acme", "admin");

            var limited = Stream.generate(() -> server.get("/admin/v1/organizations", "Authorization", client.bearer()))
                    .limit(40)
                    .filter(answer -> answer.statusCode() != 200)
                    .findFirst()
                    .orElseThrow();
            assertTooMany(limited);

            var wrong =
                    Map.of("grant_type", "client_credentials", "client_id", client.id(), "client_secret", "alm_wrong");
            for (int i = 0; i < 5; i++) {
                assertThat(server.postForm("/oauth/token", wrong).statusCode()).isEqualTo(401);
            }
            assertTooMany(server.postForm("/oauth/token", wrong));
        }
    }

    private static void assertTooMany(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestServer.json(answer).get("type").asString()).isEqualTo("urn:almoner:problem:too-many");
    }
}
