package org.almoner.server.subscription;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import org.almoner.server.MovableClock;
import org.almoner.server.TestRelease;
import org.almoner.server.TestServer;
import org.almoner.server.operations.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A receiver in another language, written from public documents alone, is told of a launch when it comes and not before. */
@Timeout(180)
class ForeignReceiverTest {

    /** The other program. */
    private record Python(Process process, BufferedReader said, String port) implements AutoCloseable {

        static boolean isHere() {
            try {
                return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        static Python start(Path authority) throws Exception {
            var script = Path.of(Objects.requireNonNull(ForeignReceiverTest.class.getResource("receiver.py"))
                    .toURI());
            var process = new ProcessBuilder("python3", script.toString(), authority.toString(), "localhost")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            return new Python(process, said, said.readLine());
        }

        JsonNode next() throws IOException {
            return JsonMapper.shared().readTree(said.readLine());
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    @Test
    void hearsOfALaunchThatWasScheduled(@TempDir Path folder) throws Exception {
        assumeTrue(Python.isHere(), "python3 is not here");
        var authority = new TestAuthority(folder);
        var issued = authority.issue();
        try (var server = TestServer.startTrustingWith(
                        authority.trust(),
                        List.of(MovableClock.OfServer.class),
                        "almoner.tls.certificate=" + issued.chain(),
                        "almoner.tls.private-key=" + issued.key(),
                        "almoner.access.token-lifetime=24h",
                        "almoner.notifications.allowed-networks=127.0.0.1");
                var python = Python.start(authority.certificate())) {
            var vendor = server.newClient("vendor", "publish", "download", "notifications");
            var auth = new String[] {"Authorization", vendor.bearer()};
            var release = TestRelease.publish(server, vendor, "Codes", "codes.txt", "codes".getBytes(UTF_8));

            // By support, as the seed has it: a URL and the name of a product.
            var subscription = expect(
                    201,
                    server.postJson(
                            "/notifications/v1/subscriptions",
                            "{\"endpoint\":\"http://127.0.0.1:" + python.port() + "/\",\"product\":\""
                                    + release.product() + "\",\"organization\":\"vendor\",\"client_id\":\""
                                    + vendor.id() + "\"}",
                            server.asAdmin()));
            assertThat(python.next().get("confirmed").asString())
                    .contains(subscription.get("subscription_arn").asString());

            var version = scheduled(server, release, auth);
            var deliveries =
                    "/notifications/v1/subscriptions/" + subscription.get("id").asString() + "/deliveries";
            server.bean(FanOut.class).catchUp();
            assertThat(expect(200, server.get(deliveries, auth))
                            .get("items")
                            .valueStream()
                            .map(delivery -> delivery.get("message_type").asString()))
                    .containsExactly("SubscriptionConfirmation");

            // The scheduler has a clock of its own: it is told that the moment has come.
            server.bean(MovableClock.class).forward(Duration.ofHours(24));
            var job = TaskInstanceId.of("catalog-launch", versionId(server, version));
            assertThat(server.bean(SchedulerClient.class).reschedule(job, Instant.now()))
                    .isTrue();

            var told = python.next();
            assertThat(told.at("/notification/event_type").asString()).isEqualTo("version.launched");
            assertThat(told.at("/notification/version_slug").asString()).isEqualTo(version);
            assertThat(told.get("subject").asString()).startsWith("version.launched: Codes");
        }
    }

    private static String scheduled(TestServer server, TestRelease release, String... auth) {
        var versions =
                "/admin/v1/products/" + release.product() + "/sub-products/" + release.subProduct() + "/versions";
        var version = expect(
                        201,
                        server.postJson(
                                versions,
                                "{\"version_name\":\"Tomorrow\",\"launch_date\":\""
                                        + LocalDate.now(ZoneOffset.UTC).plusDays(1) + "\"}",
                                auth))
                .get("version_slug")
                .asString();
        expect(
                200,
                server.send(
                        "PUT", versions + "/" + version + "/files/codes.txt", BodyPublishers.ofString("new"), auth));
        expect(200, server.postJson(versions + "/" + version + "/commit", "{}", auth));
        return version;
    }

    private static String versionId(TestServer server, String slug) {
        return server.bean(JdbcClient.class)
                .sql("select id from version where version_slug = :slug")
                .param("slug", slug)
                .query(String.class)
                .single();
    }
}
