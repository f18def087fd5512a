package org.almoner.client.sns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import org.almoner.client.failure.AlmonerException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SnsReceiverTest {

    private static final String TOPIC = "arn:aws:sns:us-west-2:123456789012:MyTopic";
    private static CertificateServer certificates;

    private final HttpClient sender = HttpClient.newHttpClient();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private boolean broken;
    private SnsReceiver receiver = listen(SnsSettings.ANY_TOPIC, Optional.empty());

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        certificates = new CertificateServer(folder);
        certificates.pages.put("/?Action=ConfirmSubscription&Token=2336412f37f", new byte[] {1});
    }

    @AfterAll
    static void stop() throws Exception {
        certificates.close();
    }

    @AfterEach
    void close() {
        receiver.close();
        sender.close();
    }

    private SnsReceiver listen(Pattern topics, Optional<SnsSettings.Credentials> credentials) {
        var settings = new SnsSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                SnsHosts.only("localhost"),
                topics,
                credentials);
        return new SnsReceiver(settings, certificates.client(), InstantSource.system(), new SnsListener() {
            @Override
            public void published(SnsMessage.Notification notification) {
                if (broken) {
                    throw new AlmonerException.Local("The disk is full");
                }
                heard.add(notification.messageId() + ": " + notification.message());
            }

            @Override
            public void confirmed(String topicArn) {
                heard.add("confirmed " + topicArn);
            }

            @Override
            public void ended(String topicArn) {
                heard.add("ended " + topicArn);
            }
        });
    }

    private int send(byte[] body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + receiver.address().getPort() + "/sns"))
                .header("Content-Type", "text/plain; charset=UTF-8")
                .POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return sender.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private int send(Map<String, Object> message) throws Exception {
        return send(Sent.bytes(message));
    }

    @Test
    void hearsEachMessageOnceHoweverOftenItComes() throws Exception {
        var message = new Sent(certificates).notification("one", null);

        assertThat(send(message)).isEqualTo(200);
        assertThat(send(message)).isEqualTo(200);

        assertThat(heard).containsExactly("one: Hello world!\nsecond line");
    }

    @Test
    void hearsAMessageAgainThatCouldNotBeUsed() throws Exception {
        var message = new Sent(certificates).notification("one", null);
        broken = true;
        assertThat(send(message)).isEqualTo(503);
        broken = false;

        assertThat(send(message)).isEqualTo(200);

        assertThat(heard).hasSize(1);
    }

    @Test
    void confirmsSubscriptionsAtTheirAddress() throws Exception {
        certificates.asked.clear();

        assertThat(send(new Sent(certificates).confirmation("SubscriptionConfirmation")))
                .isEqualTo(200);
        assertThat(send(new Sent(certificates).confirmation("UnsubscribeConfirmation")))
                .isEqualTo(200);

        assertThat(heard).containsExactly("confirmed " + TOPIC, "ended " + TOPIC);
        assertThat(certificates.asked).contains("/?Action=ConfirmSubscription&Token=2336412f37f");
    }

    @Test
    void confirmsNothingThatIsNotSigned() throws Exception {
        certificates.asked.clear();
        var forged = new Sent(certificates).confirmation("SubscriptionConfirmation");
        forged.put("Token", "other");

        assertThat(send(forged)).isEqualTo(403);

        assertThat(certificates.asked).noneMatch(path -> path.contains("ConfirmSubscription"));
        assertThat(heard).isEmpty();
    }

    @Test
    void takesOnlyTheTopicsThatItListensTo() throws Exception {
        receiver.close();
        receiver = listen(Pattern.compile("arn:aws:sns:us-west-2:123456789012:Other"), Optional.empty());

        assertThat(send(new Sent(certificates).notification("one", null))).isEqualTo(403);
        assertThat(heard).isEmpty();
    }

    @Test
    void asksForCredentialsIfTheyWereAgreedOn() throws Exception {
        receiver.close();
        receiver = listen(SnsSettings.ANY_TOPIC, Optional.of(new SnsSettings.Credentials("user", "pass:word")));
        var message = Sent.bytes(new Sent(certificates).notification("one", null));
        var right = "Basic " + Base64.getEncoder().encodeToString("user:pass:word".getBytes(StandardCharsets.UTF_8));
        var wrong = "Basic " + Base64.getEncoder().encodeToString("user:pass".getBytes(StandardCharsets.UTF_8));

        assertThat(send(message)).isEqualTo(401);
        assertThat(send(message, "Authorization", wrong)).isEqualTo(401);
        assertThat(send(message, "Authorization", right)).isEqualTo(200);
        assertThat(heard).hasSize(1);
    }

    @Test
    void refusesWhatIsTooLargeOrNoMessage() throws Exception {
        assertThat(send(new byte[600 << 10])).isEqualTo(413);
        assertThat(send("hello".getBytes(StandardCharsets.UTF_8))).isEqualTo(403);
        assertThat(sender.send(
                                HttpRequest.newBuilder(URI.create("http://localhost:"
                                                + receiver.address().getPort() + "/"))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(405);
        assertThat(heard).isEmpty();
    }
}
