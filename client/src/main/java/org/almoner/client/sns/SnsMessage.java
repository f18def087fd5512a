package org.almoner.client.sns;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A message as it was sent. Nothing in it is to be believed before {@link SnsVerifier} has looked at it.
 *
 * <p>Its form is that of the Amazon SNS developer guide, "HTTP/HTTPS notification JSON format".
 */
public sealed interface SnsMessage {

    /** What tells it from all other messages; the same in every attempt to deliver it. */
    String messageId();

    String topicArn();

    /** The message itself, or a sentence for people. */
    String message();

    /** When it was published, as it was written. */
    String timestamp();

    Signing signing();

    /** The fields that are signed, and how they are called. A subject that is absent is not among them. */
    Map<String, String> signed();

    /**
     * How a message is signed.
     *
     * @param version {@code 1} is SHA-1 with RSA, {@code 2} is SHA-256 with RSA
     * @param signature in Base64
     * @param certificate where the certificate of the key is said to be
     */
    record Signing(String version, String signature, URI certificate) {}

    /**
     * Something was published.
     *
     * @param subject null if it has none
     * @param attributes by their names; not signed
     */
    record Notification(
            String messageId,
            String topicArn,
            @Nullable String subject,
            String message,
            String timestamp,
            Signing signing,
            @Nullable URI unsubscribeUrl,
            Map<String, Attribute> attributes)
            implements SnsMessage {

        public Notification {
            attributes = Map.copyOf(attributes);
        }

        @Override
        public Map<String, String> signed() {
            var fields = new TreeMap<>(Map.of(
                    "Message", message,
                    "MessageId", messageId,
                    "Timestamp", timestamp,
                    "TopicArn", topicArn,
                    "Type", "Notification"));
            if (subject != null) {
                fields.put("Subject", subject);
            }
            return fields;
        }
    }

    /** One attribute of a message. */
    record Attribute(String type, String value) {}

    /** Somebody asks that messages be sent here: nothing is, until {@code subscribeUrl} has been asked for. */
    record SubscriptionConfirmation(
            String messageId,
            String topicArn,
            String message,
            String timestamp,
            Signing signing,
            String token,
            URI subscribeUrl)
            implements SnsMessage {
        @Override
        public Map<String, String> signed() {
            return confirmation(this, "SubscriptionConfirmation", token, subscribeUrl);
        }
    }

    /** The subscription has ended; {@code subscribeUrl} would begin it again. */
    record UnsubscribeConfirmation(
            String messageId,
            String topicArn,
            String message,
            String timestamp,
            Signing signing,
            String token,
            URI subscribeUrl)
            implements SnsMessage {
        @Override
        public Map<String, String> signed() {
            return confirmation(this, "UnsubscribeConfirmation", token, subscribeUrl);
        }
    }

    private static Map<String, String> confirmation(SnsMessage message, String type, String token, URI subscribeUrl) {
        return new TreeMap<>(Map.of(
                "Message", message.message(),
                "MessageId", message.messageId(),
                "SubscribeURL", subscribeUrl.toString(),
                "Timestamp", message.timestamp(),
                "Token", token,
                "TopicArn", message.topicArn(),
                "Type", type));
    }

    /** The text that is signed: each field's name and value, each with a line end behind it, in the order of the names' bytes. */
    default String stringToSign() {
        var text = new StringBuilder();
        signed().forEach((name, value) ->
                text.append(name).append('\n').append(value).append('\n'));
        return text.toString();
    }
}
