package org.almoner.server.subscription;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.almoner.server.TestRelease;
import org.almoner.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;

/** Events go to topics at Amazon, which is played by a stub that speaks its query API (Amazon SNS API reference, Publish and CreateTopic). */
@Timeout(120)
class AmazonSenderTest {

    private final BlockingQueue<Map<String, String>> published = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer amazon;

    @BeforeEach
    void start() throws IOException {
        amazon = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        amazon.createContext("/", this::answer);
        amazon.start();
    }

    @AfterEach
    void stop() {
        amazon.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form = new LinkedHashMap<String, String>();
            Arrays.stream(new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&"))
                    .map(pair -> pair.split("=", 2))
                    .forEach(pair -> form.put(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8)));
            form.put(
                    "Authorization", String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                reply(exchange, 503, "<ErrorResponse><Error><Code>ServiceUnavailable</Code></Error></ErrorResponse>");
                return;
            }
            switch (String.valueOf(form.get("Action"))) {
                case "CreateTopic" ->
                    reply(
                            exchange,
                            200,
                            "<CreateTopicResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><CreateTopicResult><TopicArn>arn:aws:sns:eu-central-1:123456789012:"
                                    + form.get("Name") + "</TopicArn></CreateTopicResult></CreateTopicResponse>");
                case "Publish" -> {
                    published.add(form);
                    reply(
                            exchange,
                            200,
                            "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>94f20ce6-13c5-43a0-9a9e-ca52d816e90b</MessageId></PublishResult></PublishResponse>");
                }
                default ->
                    reply(exchange, 400, "<ErrorResponse><Error><Code>InvalidAction</Code></Error></ErrorResponse>");
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, String xml) throws IOException {
        var body = xml.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private TestServer server(String... more) {
        var settings = new String[] {
            "almoner.subscriptions.sender=amazon",
            "almoner.subscriptions.polling=100ms",
            "almoner.subscriptions.amazon.region=eu-central-1",
            "almoner.subscriptions.amazon.endpoint=http://127.0.0.1:"
                    + amazon.getAddress().getPort(),
            "almoner.subscriptions.amazon.access-key-id=AKIDEXAMPLE",
            "almoner.subscriptions.amazon.secret-access-key=secret"
        };
        var all = Arrays.copyOf(settings, settings.length + more.length);
        System.arraycopy(more, 0, all, settings.length, more.length);
        return TestServer.start(all);
    }

    private Map<String, String> next() throws InterruptedException {
        var message = published.poll(30, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("Nothing was published");
        }
        return message;
    }

    @Test
    void anEventIsPublishedOnItsTopicsThere() throws Exception {
        try (var server = server("almoner.subscriptions.amazon.create=true")) {
            var vendor = server.newClient("vendor", "publish", "download", "notifications");
            var release = TestRelease.publish(server, vendor, "Codes", "codes.txt", "x".getBytes(UTF_8));

            var subProduct = next();
            var product = next();
            assertThat(subProduct)
                    .containsEntry(
                            "TopicArn",
                            "arn:aws:sns:eu-central-1:123456789012:almoner-" + release.product() + "_"
                                    + release.subProduct())
                    .containsEntry("Subject", "version.launched: Codes, Codes, Codes")
                    .containsValue("event_type")
                    .containsValue("version.launched");
            assertThat(subProduct.get("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/");
            assertThat(product.get("TopicArn")).endsWith(":almoner-" + release.product());
            assertThat(JsonMapper.shared()
                            .readTree(product.get("Message"))
                            .get("version_slug")
                            .asString())
                    .isEqualTo(release.version());

            var auth = new String[] {"Authorization", vendor.bearer()};
            assertThat(expect(200, server.get("/notifications/v1/topics", auth))
                            .at("/0/topic_arn")
                            .asString())
                    .isEqualTo(product.get("TopicArn"));
            var refused = server.postJson(
                    "/notifications/v1/subscriptions",
                    "{\"endpoint\":\"https://hooks.example/\",\"product\":\"" + release.product() + "\"}",
                    auth);
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("Amazon SNS");
        }
    }

    @Test
    void whatAmazonDoesNotTakeIsPublishedLater() throws Exception {
        failures.set(12);
        try (var server = server("almoner.subscriptions.amazon.create=true")) {
            var vendor = server.newClient("vendor", "publish", "download");
            TestRelease.publish(server, vendor, "First", "codes.txt", "x".getBytes(UTF_8));
            TestRelease.publish(server, vendor, "Second", "codes.txt", "x".getBytes(UTF_8));

            assertThat(next().get("Message")).contains("First");
            assertThat(next().get("Message")).contains("First");
            assertThat(next().get("Message")).contains("Second");
            assertThat(failures).hasValue(0);
        }
    }

    @Test
    void whatHasNoTopicThereIsNotPublished() throws Exception {
        try (var server = server(
                "almoner.subscriptions.amazon.topics[icd-10-cm-12_us-34]=arn:aws:sns:eu-central-1:123456789012:icd")) {
            assertThat(server.bean(SubscriptionSettings.class).amazon().topics())
                    .containsExactly(Map.entry("icd-10-cm-12_us-34", "arn:aws:sns:eu-central-1:123456789012:icd"));
            var vendor = server.newClient("vendor", "publish", "download");
            TestRelease.publish(server, vendor, "First", "codes.txt", "x".getBytes(UTF_8));
            server.bean(FanOut.class).catchUp();
            assertThat(published).isEmpty();
        }
    }
}
