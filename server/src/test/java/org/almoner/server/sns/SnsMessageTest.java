package org.almoner.server.sns;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The examples are those of the Amazon SNS developer guide. */
class SnsMessageTest {

    private static final SnsTime THEN = new SnsTime(Instant.parse("2019-01-31T04:37:04.321Z"));

    @Test
    void aNotificationIsSignedAsTheGuideShows() {
        var message = new SnsMessage.Notification(
                UUID.fromString("4d4dc071-ddbf-465d-bba8-08f81c89da64"),
                "arn:aws:sns:us-east-2:123456789012:s4-MySNSTopic-1G1WEFCOXTC0P",
                "My subject",
                "My Test Message",
                THEN,
                List.of(new MessageAttribute("not", "signed")));

        assertThat(message.stringToSign()).isEqualTo("""
                Message
                My Test Message
                MessageId
                4d4dc071-ddbf-465d-bba8-08f81c89da64
                Subject
                My subject
                Timestamp
                2019-01-31T04:37:04.321Z
                TopicArn
                arn:aws:sns:us-east-2:123456789012:s4-MySNSTopic-1G1WEFCOXTC0P
                Type
                Notification
                """);
    }

    @Test
    void aSubjectThatIsNotThereIsNotSigned() {
        assertThat(notification(null, "My Test Message").stringToSign()).doesNotContain("Subject");
    }

    @Test
    void confirmationsAreSignedWithTheirAddressAndToken() {
        var id = UUID.fromString("3d891288-136d-417f-bc05-901c108273ee");
        var topic = "arn:aws:sns:us-east-2:123456789012:s4-MySNSTopic-1G1WEFCOXTC0P";
        var address =
                "https://sns.us-east-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-east-2:123456789012:s4-MySNSTopic-233ADFKKGE&Token=2336412f37fb687f5d51e6e241d09c805a5a57b30d712f794cc5f6a988666d92768dd60a747ba6f3beb71854e285d6ad02428b09ceece29417f1f02d609c582afbacc99c583a916b9981dd2728f4ae6fdb82efd087cc3b7849e05798d2d2785c03b0879594eeac82c01f235d0e717736";
        var expected = """
                Message
                My Test Message
                MessageId
                3d891288-136d-417f-bc05-901c108273ee
                SubscribeURL
                %s
                Timestamp
                2019-01-31T04:37:04.321Z
                Token
                2336412f
                TopicArn
                arn:aws:sns:us-east-2:123456789012:s4-MySNSTopic-1G1WEFCOXTC0P
                Type
                %s
                """;

        assertThat(new SnsMessage.SubscriptionConfirmation(id, topic, "My Test Message", THEN, "2336412f", address)
                        .stringToSign())
                .isEqualTo(expected.formatted(address, "SubscriptionConfirmation"));
        assertThat(new SnsMessage.UnsubscribeConfirmation(id, topic, "My Test Message", THEN, "2336412f", address)
                        .stringToSign())
                .isEqualTo(expected.formatted(address, "UnsubscribeConfirmation"));
    }

    @ParameterizedTest
    @CsvSource({
        "2012-05-02T00:54:06.655Z,    2012-05-02T00:54:06.655Z",
        "2012-05-02T00:54:06.655999Z, 2012-05-02T00:54:06.655Z",
        "2012-05-02T00:54:06.100Z,    2012-05-02T00:54:06.100Z",
        "2012-05-02T00:54:06Z,        2012-05-02T00:54:06.001Z",
        "2012-05-02T00:54:06.000999Z, 2012-05-02T00:54:06.001Z"
    })
    void timesHaveMillisecondsWhichAreNeverNone(Instant instant, String text) {
        assertThat(new SnsTime(instant).text()).isEqualTo(text);
        // As a verifier does that reads the time and prints it again.
        assertThat(Instant.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"ICD-10-CM 2026,       ICD-10-CM 2026", "' \u00c9t\u00e9 ',    ?t?", "'two\nlines',         two?lines"})
    void aSubjectIsMadeFit(String text, String subject) {
        assertThat(SnsMessage.Notification.subject(text)).isEqualTo(subject);
        assertThat(notification(subject, "x").subject()).isEqualTo(subject);
    }

    @Test
    void aLongSubjectIsCutAndNoneIsAbsent() {
        assertThat(SnsMessage.Notification.subject("x".repeat(99))).hasSize(99).doesNotContain("...");
        assertThat(SnsMessage.Notification.subject("x".repeat(100))).hasSize(99).endsWith("...");
        assertThat(SnsMessage.Notification.subject(" ")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " begins with a blank", "two\nlines", "\u00c9t\u00e9"})
    void whatSnsWouldNotTakeAsASubjectIsNone(String subject) {
        assertThatThrownBy(() -> notification(subject, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "half a pair: \ud83d", "\ude00 the other half"})
    void whatIsSignedOtherwiseThanSentIsNoMessage(String message) {
        assertThatThrownBy(() -> notification(null, message)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "caf\u00e9", "a/b", "a:b"})
    void namesOfTopicsAreThoseOfSns(String name) {
        assertThat(TopicName.of(name)).isEmpty();
        assertThatThrownBy(() -> new TopicName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SnsMessage.Notification notification(@Nullable String subject, String text) {
        return new SnsMessage.Notification(
                UUID.randomUUID(), "arn:aws:sns:us-east-1:1:t", subject, text, THEN, List.of());
    }
}
