package org.almoner.server.subscription;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.SealedExtract;
import org.almoner.server.TestRelease;
import org.almoner.server.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;

/** A server and an endpoint, and what goes between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookTest {

    private static final String SUBSCRIPTIONS = "/notifications/v1/subscriptions";

    private final Receiver receiver = new Receiver();
    private TestServer server;
    private TestClient publisher;
    private TestClient hospital;
    private TestRelease first;

    @BeforeAll
    void start() {
        server = TestServer.startWith(
                List.of(SealedExtract.Beans.class),
                "almoner.notifications.allowed-networks=127.0.0.1",
                "almoner.subscriptions.per-client=20");
        publisher = server.newClient("vendor", "publish", "download");
        hospital = server.newClient("hospital", "download", "syndication", "notifications");
        first = publish("First");
        grant(first.product());
    }

    @AfterAll
    void stop() {
        server.close();
        receiver.close();
    }

    /** So that nothing of one test comes in another. */
    @AfterEach
    void endAll() {
        for (var one : expect(200, server.get(SUBSCRIPTIONS + "?page_size=100", as(hospital)))
                .get("items")) {
            var id = one.get("id").asString();
            server.delete(SUBSCRIPTIONS + "/" + id, as(hospital));
            if (one.get("state").asString().equals("confirmed")) {
                var goodbye = receiver.next();
                while (!goodbye.type().equals("UnsubscribeConfirmation")) {
                    goodbye = receiver.next();
                }
            }
        }
    }

    private static String[] as(TestClient client) {
        return new String[] {"Authorization", client.bearer()};
    }

    private TestRelease publish(String name) {
        return TestRelease.publish(server, publisher, name, "codes.txt", name.getBytes(UTF_8));
    }

    private void grant(String product) {
        expect(
                201,
                server.postJson(
                        "/admin/v1/entitlements",
                        "{\"organization\":\"hospital\",\"product\":\"" + product + "\"}",
                        as(publisher)));
    }

    private JsonNode subscribe(Map<String, Object> request) {
        return expect(
                201, server.postJson(SUBSCRIPTIONS, JsonMapper.shared().writeValueAsString(request), as(hospital)));
    }

    private String confirmed(Map<String, Object> request) {
        var subscription = subscribe(request);
        var asked = receiver.next();
        assertThat(server.get(pathOf(asked.json().get("SubscribeURL").asString()))
                        .statusCode())
                .isEqualTo(200);
        return subscription.get("id").asString();
    }

    /** Without the host, as nothing is said of it here. */
    private static String pathOf(String url) {
        var uri = URI.create(url);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private String versionOf(TestRelease release, String name) {
        var versions =
                "/admin/v1/products/" + release.product() + "/sub-products/" + release.subProduct() + "/versions";
        var slug = TestRelease.made(server, versions, "version", name, as(publisher));
        expect(
                200,
                server.send(
                        "PUT",
                        versions + "/" + slug + "/files/codes.txt",
                        BodyPublishers.ofString(name),
                        as(publisher)));
        expect(200, server.postJson(versions + "/" + slug + "/commit", "{}", as(publisher)));
        return slug;
    }

    @Test
    void whoConfirmsIsToldOfALaunchAndCanEndIt() {
        var subscription = subscribe(Map.of("endpoint", receiver.url("/hook"), "product", first.product()));
        assertThat(subscription.get("state").asString()).isEqualTo("pending");

        var asked = receiver.next();
        assertThat(asked.path()).isEqualTo("/hook");
        assertThat(asked.type()).isEqualTo("SubscriptionConfirmation");
        assertThat(asked.headers().getFirst("User-Agent")).isEqualTo("Amazon Simple Notification Service Agent");
        var confirmation = server.get(pathOf(asked.json().get("SubscribeURL").asString()));
        assertThat(confirmation.statusCode()).isEqualTo(200);
        assertThat(confirmation.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/xml"));
        assertThat(confirmation.body())
                .contains(
                        "<ConfirmSubscriptionResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">",
                        "<SubscriptionArn>"
                                + subscription.get("subscription_arn").asString() + "</SubscriptionArn>");

        var version = versionOf(first, "Second");
        var told = receiver.next();
        assertThat(told.type()).isEqualTo("Notification");
        var message = JsonMapper.shared().readTree(told.json().get("Message").asString());
        assertThat(message.get("event_type").asString()).isEqualTo("version.launched");
        assertThat(message.get("version_slug").asString()).isEqualTo(version);
        assertThat(server.get(message.get("files_path").asString(), as(hospital))
                        .statusCode())
                .isEqualTo(200);

        var ended = server.get(pathOf(told.json().get("UnsubscribeURL").asString()));
        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(ended.body()).contains("<UnsubscribeResponse");
        var goodbye = receiver.next();
        assertThat(goodbye.type()).isEqualTo("UnsubscribeConfirmation");
        versionOf(first, "Third");
        assertThat(server.get(pathOf(goodbye.json().get("SubscribeURL").asString()))
                        .statusCode())
                .isEqualTo(200);
        versionOf(first, "Fourth");
        assertThat(receiver.next().body()).contains("Fourth").doesNotContain("Third");
    }

    /** As programs do that look at each link of a mail or a chat before anybody follows it. */
    @Test
    void whoOnlyLooksAtAnAddressConfirmsNothingAndEndsNothing() {
        var path = SUBSCRIPTIONS + "/"
                + subscribe(Map.of("endpoint", receiver.url("/x"), "product", first.product()))
                        .get("id")
                        .asString();
        var confirm = pathOf(receiver.next().json().get("SubscribeURL").asString());

        var looked = server.send("HEAD", confirm, BodyPublishers.noBody());
        assertThat(looked.statusCode()).isEqualTo(200);
        assertThat(looked.headers().firstValue("Content-Type")).hasValue("text/xml");
        assertThat(stateOf(path)).isEqualTo("pending");

        assertThat(server.get(confirm).statusCode()).isEqualTo(200);
        expect(200, server.postJson(path + "/test", "{}", as(hospital)));
        var end = pathOf(receiver.next().json().get("UnsubscribeURL").asString());
        assertThat(server.send("HEAD", end, BodyPublishers.noBody()).statusCode())
                .isEqualTo(200);
        assertThat(stateOf(path)).isEqualTo("confirmed");
    }

    private String stateOf(String path) {
        return expect(200, server.get(path, as(hospital))).get("state").asString();
    }

    @Test
    void whoIsNotEntitledAnyMoreIsNotTold() {
        var other = publish("Elsewhere");
        grant(other.product());
        confirmed(Map.of("endpoint", receiver.url("/a"), "product", other.product()));
        confirmed(Map.of("endpoint", receiver.url("/b"), "product", first.product()));
        expect(200, server.get("/admin/v1/entitlements?organization=hospital", as(publisher)));
        assertThat(server.send(
                                "DELETE",
                                "/admin/v1/entitlements?organization=hospital&product=" + other.product(),
                                BodyPublishers.noBody(),
                                as(publisher))
                        .statusCode())
                .isEqualTo(204);

        versionOf(other, "Not for you");
        versionOf(first, "For you");

        assertThat(receiver.next().body()).contains("For you").doesNotContain("Not for you");
        assertThat(receiver.soFar()).isEmpty();
    }

    @Test
    void anExtractIsToldRawToWhoeverWantsItSo() {
        var released = SealedExtract.release(server, "hospital");
        var id = confirmed(Map.of("endpoint", receiver.url("/x"), "population", "sealed", "raw_delivery", true));
        expect(200, server.postJson(SUBSCRIPTIONS + "/" + id + "/test", "{}", as(hospital)));

        var told = receiver.next();
        assertThat(told.headers().getFirst("x-amz-sns-rawdelivery")).isEqualTo("true");
        assertThat(told.json().get("event_type").asString()).isEqualTo("test");
        assertThat(released).containsKey("extract_id");
    }

    @Test
    void deliveriesAreListedAndSentAgainWithTheSameId() {
        var since = Instant.now().toString();
        var id = confirmed(Map.of("endpoint", receiver.url("/x"), "product", first.product()));
        receiver.status = 400;
        versionOf(first, "Refused");
        var refused = receiver.next();
        var path = SUBSCRIPTIONS + "/" + id;
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> expect(200, server.get(path + "/deliveries?state=dead", as(hospital)))
                                .get("total")
                                .intValue()
                        == 1);
        var dead = expect(200, server.get(path + "/deliveries?state=dead", as(hospital)))
                .at("/items/0");
        assertThat(dead.get("message_id").asString())
                .isEqualTo(refused.json().get("MessageId").asString());
        assertThat(dead.get("message_type").asString()).isEqualTo("Notification");
        assertThat(dead.at("/attempts/0/status").intValue()).isEqualTo(400);

        receiver.status = 200;
        assertThat(expect(200, server.postJson(path + "/replay", "{}", as(hospital)))
                        .get("deliveries")
                        .intValue())
                .isEqualTo(1);
        assertThat(receiver.next().json().get("MessageId"))
                .isEqualTo(refused.json().get("MessageId"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        expect(200, server.postJson(path + "/replay", "{\"since\":\"" + since + "\"}", as(hospital)))
                                        .get("deliveries")
                                        .intValue()
                                == 1);
        assertThat(receiver.next().json().get("MessageId"))
                .isEqualTo(refused.json().get("MessageId"));
    }

    @Test
    void whatIsPausedWaits() {
        var id = confirmed(Map.of("endpoint", receiver.url("/x"), "product", first.product()));
        var path = SUBSCRIPTIONS + "/" + id;
        assertThat(server.postJson(path + "/pause", "{}", as(hospital)).statusCode())
                .isEqualTo(204);
        versionOf(first, "Patience");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> expect(200, server.get(path + "/deliveries?state=held", as(hospital)))
                                .get("total")
                                .intValue()
                        == 1);
        assertThat(expect(200, server.get(path, as(hospital)))
                        .at("/health/state")
                        .asString())
                .isEqualTo("paused");
        assertThat(receiver.soFar()).isEmpty();

        assertThat(server.postJson(path + "/resume", "{}", as(hospital)).statusCode())
                .isEqualTo(204);
        assertThat(receiver.next().body()).contains("Patience");
    }

    @Test
    void theOperatorSubscribesForAClient() {
        var subscription = expect(
                201,
                server.postJson(
                        SUBSCRIPTIONS,
                        JsonMapper.shared()
                                .writeValueAsString(Map.of(
                                        "endpoint", receiver.url("/support"),
                                        "product", first.product(),
                                        "organization", "hospital",
                                        "client_id", hospital.id())),
                        server.asAdmin()));

        assertThat(receiver.next().path()).isEqualTo("/support");
        assertThat(subscription.get("organization").asString()).isEqualTo("hospital");
        assertThat(expect(200, server.get(SUBSCRIPTIONS, as(hospital))).at("/items/0/id"))
                .isEqualTo(subscription.get("id"));
        assertThat(expect(200, server.get(SUBSCRIPTIONS + "?organization=*", server.asAdmin()))
                        .get("total")
                        .intValue())
                .isEqualTo(1);
        assertThat(server.get("/admin/v1/audit?object=" + subscription.get("id").asString(), server.asAdmin())
                        .body())
                .contains("subscription-requested");
    }

    @Test
    void nobodyElseSubscribesForOthers() {
        for (var request : List.of(
                Map.of("organization", "vendor", "client_id", publisher.id()),
                Map.of("organization", "hospital", "client_id", hospital.id()))) {
            var all = new HashMap<String, Object>(request);
            all.putAll(Map.of("endpoint", receiver.url("/x"), "product", first.product()));
            assertThat(server.postJson(SUBSCRIPTIONS, JsonMapper.shared().writeValueAsString(all), as(hospital))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(server.get(SUBSCRIPTIONS + "?organization=vendor", as(hospital))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.postJson(
                                SUBSCRIPTIONS,
                                JsonMapper.shared()
                                        .writeValueAsString(Map.of(
                                                "endpoint", receiver.url("/x"),
                                                "product", first.product(),
                                                "organization", "hospital",
                                                "client_id", publisher.id())),
                                server.asAdmin())
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2/",
                "https://10.0.0.1/hook",
                "https://192.168.1.1/hook",
                "https://169.254.169.254/latest/meta-data/",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://100.64.0.1/",
                "https://no-such-host.invalid/",
                "ftp://hooks.example/",
                "hooks.example",
                "https://user@hooks.example/",
                ""
            })
    void endpointsThatMustNotBeCalledAreRefusedInWords(String endpoint) {
        var answer = server.postJson(
                SUBSCRIPTIONS,
                JsonMapper.shared().writeValueAsString(Map.of("endpoint", endpoint, "product", first.product())),
                as(hospital));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(expect(400, answer).get("detail").asString()).endsWith(".").hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"product\":\"PRODUCT\"}",
                "{\"endpoint\":\"ENDPOINT\"}",
                "{\"endpoint\":\"ENDPOINT\",\"sub_product\":\"x-1\"}",
                "{\"endpoint\":\"ENDPOINT\",\"product\":\"PRODUCT\",\"population\":\"sealed\"}",
                "{\"endpoint\":\"ENDPOINT\",\"product\":\"PRODUCT\",\"filter_policy\":[]}",
                "{\"endpoint\":\"ENDPOINT\",\"product\":\"PRODUCT\",\"retry_policy\":\"forever\"}",
                "{\"endpoint\":\"ENDPOINT\",\"product\":\"PRODUCT\",\"retry_policy\":{\"numRetries\":101}}",
                "{\"endpoint\":\"ENDPOINT\",\"product\":\"PRODUCT\",\"retry_policy\":{\"retries\":1}}",
                "{\"endpoint\":\"ENDPOINT\",\"product\":\"PRODUCT\",\"max_receives_per_second\":0}",
                "{\"endpoint\":\"ENDPOINT\",\"product\":\"PRODUCT\",\"max_receives_per_second\":1.5}",
                "{\"endpoint\":\"ENDPOINT\",\"product\":\"PRODUCT\",\"topic\":\"x\"}"
            })
    void whatIsNotUnderstoodIsRefused(String request) {
        var answer = server.postJson(
                SUBSCRIPTIONS,
                request.replace("ENDPOINT", receiver.url("/x")).replace("PRODUCT", first.product()),
                as(hospital));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(receiver.soFar()).isEmpty();
    }

    @Test
    void topicsAreThoseOfWhatIsSeen() {
        var topics = expect(200, server.get("/notifications/v1/topics", as(hospital)));
        assertThat(topics.valueStream().map(topic -> topic.get("topic_name").asString()))
                .contains(first.product(), first.product() + "_" + first.subProduct());
        var stranger = server.newClient("stranger", "notifications");
        assertThat(server.get("/notifications/v1/topics", as(stranger)).body()).isEqualTo("[]");
        assertThat(server.postJson(
                                SUBSCRIPTIONS,
                                "{\"endpoint\":\"" + receiver.url("/x") + "\",\"product\":\"" + first.product() + "\"}",
                                as(stranger))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTopicCanBeSignedInTheOldWay() {
        var id = confirmed(Map.of("endpoint", receiver.url("/x"), "product", first.product()));
        assertThat(server.patchJson(
                                "/admin/v1/topics/" + first.product(),
                                "{\"signature_version\":\"1\"}",
                                server.asAdmin())
                        .statusCode())
                .isEqualTo(204);
        server.postJson(SUBSCRIPTIONS + "/" + id + "/test", "{}", as(hospital));
        assertThat(receiver.next().json().get("SignatureVersion").asString()).isEqualTo("1");
        server.patchJson("/admin/v1/topics/" + first.product(), "{\"signature_version\":\"2\"}", server.asAdmin());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?Action=ConfirmSubscription",
                "/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-east-1:000000000000:x",
                "/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-east-1:000000000000:x&Token=1",
                "/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:000000000000:x&Token=1",
                "/?Action=ConfirmSubscription&TopicArn=%00&Token=%00",
                "/?Action=Unsubscribe",
                "/?Action=Unsubscribe&SubscriptionArn=x",
                "/?Action=DeleteTopic",
                "/"
            })
    void whatNobodyWasSentDoesNothingAndIsAnsweredAsSnsDoes(String path) {
        var answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/xml"));
        assertThat(answer.body())
                .contains(
                        "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">",
                        "<Type>Sender</Type>",
                        "<Code>InvalidParameter</Code>",
                        "<RequestId>");
    }

    @Test
    void aSubscriptionThatIsNotThereIsAnsweredAsSnsDoes() {
        var answer = server.get("/?Action=Unsubscribe&SubscriptionArn=arn:aws:sns:us-east-1:000000000000:x:"
                + "228cc6c9-dcd8-4c92-9f3a-77f55176b9e3");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<Code>NotFound</Code>");
    }

    @Test
    void subscriptionsByTheThousandAreRefused() {
        var refused = 0;
        for (int i = 0; i < 25; i++) {
            var answer = server.postJson(
                    SUBSCRIPTIONS,
                    "{\"endpoint\":\"" + receiver.url("/many/" + i) + "\",\"product\":\"" + first.product() + "\"}",
                    as(hospital));
            if (answer.statusCode() == 409) {
                refused++;
                assertThat(answer.body()).contains("20 subscriptions");
            } else {
                receiver.next();
            }
        }
        assertThat(refused).isEqualTo(5);
    }

    @Test
    void aDisabledClientIsToldNoMore() {
        var leaving = server.newClient("hospital", "notifications");
        var id = expect(
                        201,
                        server.postJson(
                                SUBSCRIPTIONS,
                                "{\"endpoint\":\"" + receiver.url("/leaving") + "\",\"product\":\"" + first.product()
                                        + "\"}",
                                as(leaving)))
                .get("id")
                .asString();
        server.get(pathOf(receiver.next().json().get("SubscribeURL").asString()));
        assertThat(server.delete("/admin/v1/clients/" + leaving.id(), server.asAdmin())
                        .statusCode())
                .isEqualTo(204);

        assertThat(server.get(SUBSCRIPTIONS + "/" + id, as(hospital)).statusCode())
                .isEqualTo(404);
        versionOf(first, "Unheard");
        assertThat(receiver.soFar()).isEmpty();
    }
}
