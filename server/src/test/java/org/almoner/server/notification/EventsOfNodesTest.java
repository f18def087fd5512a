package org.almoner.server.notification;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.almoner.server.TestDatabase;
import org.almoner.server.TestRelease;
import org.almoner.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.almoner.server.RunningServer.expect;
import static org.almoner.server.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Events as clients of several nodes read them, behind a load balancer: this needs no other database than PostgreSQL. */
@Timeout(180)
class EventsOfNodesTest {

    @Test
    void aNodeTellsWhatAnotherHasCommitted() throws Exception {
        var shared = new String[] {
            "almoner.database.url=" + TestDatabase.POSTGRESQL.newUrl(),
            "almoner.events.polling=100ms",
            "almoner.master-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
        };
        try (var first = TestServer.start(shared);
                var second = TestServer.start(shared);
                var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            var client = first.newClient("acme", "publish", "download");
            var latest = expect(200, first.get("/events/v1?after=latest", "Authorization", client.bearer()))
                    .get("next")
                    .asString();
            var answer = http.sendAsync(
                    HttpRequest.newBuilder(URI.create(second.baseUri() + "/events/v1?wait=60&after=" + latest))
                            .header("Authorization", client.bearer())
                            .build(),
                    BodyHandlers.ofString());
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> second.bean(Arrivals.class).waiting() == 1);
            TestRelease.publish(first, client, "Told", "a.txt", new byte[1]);

            var events = json(answer.get()).get("events");
            assertThat(events).hasSize(1);
            assertThat(events.at("/0/type").asString()).isEqualTo("version.launched");
            assertThat(events.at("/0/id"))
                    .isEqualTo(json(first.get("/events/v1", "Authorization", client.bearer()))
                            .at("/events/0/id"));
        }
    }
}
