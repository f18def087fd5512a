package org.almoner.client.sns;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import org.almoner.client.failure.AlmonerException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SnsVerifierTest {

    private static CertificateServer certificates;
    private static SnsVerifier verifier;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        certificates = new CertificateServer(folder);
        verifier = new SnsVerifier(certificates.client(), SnsHosts.only("localhost"), InstantSource.system());
    }

    @AfterAll
    static void stop() throws Exception {
        certificates.close();
    }

    private static SnsMessage verified(Map<String, Object> fields) {
        return verifier.verify(SnsReader.read(Sent.bytes(fields)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void believesWhatIsSignedOverTheDocumentedText(String version) throws Exception {
        var sent = new Sent(certificates).version(version);

        assertThat(verified(sent.notification("a", "A subject"))).isInstanceOf(SnsMessage.Notification.class);
        assertThat(verified(sent.notification("b", null))).isInstanceOf(SnsMessage.Notification.class);
        assertThat(verified(sent.confirmation("SubscriptionConfirmation")))
                .isInstanceOf(SnsMessage.SubscriptionConfirmation.class);
        assertThat(verified(sent.confirmation("UnsubscribeConfirmation")))
                .isInstanceOf(SnsMessage.UnsubscribeConfirmation.class);
    }

    @Test
    void doesNotBelieveWhatWasAlteredAnywhere() throws Exception {
        for (var field : List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Signature")) {
            var altered = new Sent(certificates).notification("message-a", "A subject");
            altered.computeIfPresent(field, (_, value) -> value.equals("A subject") ? "B subject" : flipped(value));

            assertThatExceptionOfType(AlmonerException.Untrusted.class)
                    .as(field)
                    .isThrownBy(() -> verified(altered));
        }
        var withoutSubject = new Sent(certificates).notification("message-a", "A subject");
        withoutSubject.remove("Subject");
        assertThatExceptionOfType(AlmonerException.Untrusted.class).isThrownBy(() -> verified(withoutSubject));
        var otherType = new Sent(certificates).confirmation("SubscriptionConfirmation");
        otherType.put("Type", "UnsubscribeConfirmation");
        assertThatExceptionOfType(AlmonerException.Untrusted.class).isThrownBy(() -> verified(otherType));
    }

    private static String flipped(Object value) {
        var text = value.toString();
        char last = text.charAt(text.length() - 3);
        return text.substring(0, text.length() - 3) + (last == 'x' ? 'y' : 'x') + text.substring(text.length() - 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/signing.pem",
                "https://evil.example/signing.pem",
                "https://localhost.evil.example/signing.pem",
                "https://user@localhost/signing.pem",
                "https://localhost/signing.pem#x",
                "https://localhost/signing.pem?x=.pem",
                "https://localhost/signing.cer",
                "file:///etc/signing.pem",
                "signing.pem"
            })
    void asksForCertificatesOnlyWhereTheyMayBe(String url) throws Exception {
        var elsewhere = new Sent(certificates).notification("a", null);
        elsewhere.put("SigningCertURL", url);
        var before = certificates.asked.size();

        assertThatExceptionOfType(AlmonerException.Untrusted.class).isThrownBy(() -> verified(elsewhere));

        assertThat(certificates.asked).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-56e67fcb41f6fec09b0196692625d385.pem",
                "https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-56e67fcb41f6fec09b0196692625d385.pem"
            })
    void knowsAmazonsHosts(String url) {
        assertThat(SnsHosts.AMAZON.checked(URI.create(url), "SigningCertURL")).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.us-east-1.amazonaws.com.evil.example/x.pem",
                "https://sns.us-east-1.amazonaws.com:8443/x.pem",
                "https://s3.us-east-1.amazonaws.com/x.pem",
                "https://evil.sns.us-east-1.amazonaws.com/x.pem",
                "http://sns.us-east-1.amazonaws.com/x.pem"
            })
    void knowsWhatIsNotAmazons(String url) {
        assertThatExceptionOfType(AlmonerException.Untrusted.class)
                .isThrownBy(() -> SnsHosts.AMAZON.checked(URI.create(url), "SigningCertURL"));
    }

    @Test
    void doesNotBelieveCertificatesThatAreOldOrShortOrNone() throws Exception {
        certificates.pages.put("/garbage.pem", "no certificate".getBytes(StandardCharsets.US_ASCII));
        for (var path : List.of("/old.pem", "/short.pem", "/garbage.pem", "/missing.pem", "/elsewhere.pem")) {
            var alias = path.substring(1, path.length() - 4);
            var sent = new Sent(certificates)
                    .signedBy(alias.equals("short") || alias.equals("old") ? alias : "signing")
                    .notification("a", null);
            sent.put("SigningCertURL", certificates.address(path).toString());

            assertThatExceptionOfType(AlmonerException.Untrusted.class).as(path).isThrownBy(() -> verified(sent));
        }
    }

    @Test
    void doesNotBelieveACertificateWhoseTimeHasCome() throws Exception {
        var later = new SnsVerifier(
                certificates.client(),
                SnsHosts.only("localhost"),
                () -> Instant.now().plus(Duration.ofDays(4000)));
        var message = SnsReader.read(Sent.bytes(new Sent(certificates).notification("a", null)));

        assertThatExceptionOfType(AlmonerException.Untrusted.class).isThrownBy(() -> later.verify(message));
    }

    @Test
    void fetchesACertificateOnce() throws Exception {
        var fresh = new SnsVerifier(certificates.client(), SnsHosts.only("localhost"), InstantSource.system());
        certificates.asked.clear();

        fresh.verify(SnsReader.read(Sent.bytes(new Sent(certificates).notification("a", null))));
        fresh.verify(SnsReader.read(Sent.bytes(new Sent(certificates).notification("b", null))));

        assertThat(certificates.asked).containsExactly("/signing.pem");
    }

    @Test
    void saysThatItCouldNotAskIfNobodyAnswers() throws Exception {
        var message = new Sent(certificates).notification("a", null);
        message.put("SigningCertURL", "https://localhost:1/signing.pem");

        assertThatExceptionOfType(AlmonerException.Unreachable.class).isThrownBy(() -> verified(message));
    }

    @Test
    void doesNotTakeAClientThatFollowsRedirects() {
        var following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        try (following) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SnsVerifier(following, SnsHosts.AMAZON, InstantSource.system()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "{\"Type\":\"Notification\"}",
                "{\"Type\":\"Notification\",\"Type\":\"Notification\"}",
                "{\"Type\":\"Notification\",\"MessageId\":1,\"TopicArn\":\"a\",\"Message\":\"\",\"Timestamp\":\"\"}",
                "{\"Type\":\"Other\"}",
                "{\"Type\":\"Notification\"} {}"
            })
    void readsNothingThatIsNotAMessage(String json) {
        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> SnsReader.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
