package org.almoner.server.sns;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A message, before it is signed. The form is that of the Amazon SNS developer guide, "HTTP/HTTPS notification JSON format", "subscription
 * confirmation JSON format" and "unsubscribe confirmation JSON format".
 */
public sealed interface SnsMessage {

    /** The same at every try: receivers know by it what they have heard already. */
    UUID messageId();

    String topicArn();

    String message();

    SnsTime timestamp();

    /** What {@code Type} and the header {@code x-amz-sns-message-type} say. */
    String type();

    /** The fields that are signed, by their names in byte order. */
    SortedMap<String, String> signed();

    /**
     * The text that is signed ("Verifying the signatures of Amazon SNS messages"): each field's name and value, with a line end behind each.
     */
    default String stringToSign() {
        var text = new StringBuilder();
        signed().forEach((name, value) ->
                text.append(name).append('\n').append(value).append('\n'));
        return text.toString();
    }

    /**
     * Something was published.
     *
     * @param subject printable ASCII, at most 99 characters; null for none, which is not the same as an empty one
     */
    record Notification(
            UUID messageId,
            String topicArn,
            @Nullable String subject,
            String message,
            SnsTime timestamp,
            List<MessageAttribute> attributes)
            implements SnsMessage {

        private static final int LONGEST_SUBJECT = 99;
        private static final Pattern SUBJECT = Pattern.compile("[!-~][ -~]{0," + (LONGEST_SUBJECT - 1) + "}");
        private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]");

        public Notification {
            requireText(message);
            attributes = List.copyOf(attributes);
            if (subject != null && !SUBJECT.matcher(subject).matches()) {
                throw new IllegalArgumentException("A subject is 1 to 99 printable characters of ASCII");
            }
        }

        /** A text made fit for a subject: question marks for what is not ASCII, and no more than fits; null if nothing is left. */
        public static @Nullable String subject(String text) {
            var printable = NOT_PRINTABLE.matcher(text.strip()).replaceAll("?");
            if (printable.isBlank()) {
                return null;
            }
            return printable.length() <= LONGEST_SUBJECT
                    ? printable
                    : printable.substring(0, LONGEST_SUBJECT - 3).stripTrailing() + "...";
        }

        @Override
        public String type() {
            return "Notification";
        }

        @Override
        public SortedMap<String, String> signed() {
            var fields = common(this);
            if (subject != null) {
                fields.put("Subject", subject);
            }
            return fields;
        }
    }

    /**
     * Somebody has asked that messages be sent to the receiver, which confirms it by a GET of the address.
     *
     * @param token what the address holds
     */
    record SubscriptionConfirmation(
            UUID messageId, String topicArn, String message, SnsTime timestamp, String token, String subscribeUrl)
            implements SnsMessage {

        public SubscriptionConfirmation {
            requireText(message);
        }

        @Override
        public String type() {
            return "SubscriptionConfirmation";
        }

        @Override
        public SortedMap<String, String> signed() {
            return confirmation(this, token, subscribeUrl);
        }
    }

    /**
     * The subscription has ended; a GET of the address begins it again.
     *
     * @param token what the address holds
     */
    record UnsubscribeConfirmation(
            UUID messageId, String topicArn, String message, SnsTime timestamp, String token, String subscribeUrl)
            implements SnsMessage {

        public UnsubscribeConfirmation {
            requireText(message);
        }

        @Override
        public String type() {
            return "UnsubscribeConfirmation";
        }

        @Override
        public SortedMap<String, String> signed() {
            return confirmation(this, token, subscribeUrl);
        }
    }

    private static void requireText(String message) {
        if (message.isEmpty() || !StandardCharsets.UTF_8.newEncoder().canEncode(message)) {
            // Half a surrogate pair would be signed as one thing and sent as another.
            throw new IllegalArgumentException("A message is one character or more of Unicode");
        }
    }

    private static SortedMap<String, String> common(SnsMessage message) {
        var fields = new TreeMap<String, String>();
        fields.put("Message", message.message());
        fields.put("MessageId", message.messageId().toString());
        fields.put("Timestamp", message.timestamp().text());
        fields.put("TopicArn", message.topicArn());
        fields.put("Type", message.type());
        return fields;
    }

    private static SortedMap<String, String> confirmation(SnsMessage message, String token, String subscribeUrl) {
        var fields = common(message);
        fields.put("SubscribeURL", subscribeUrl);
        fields.put("Token", token);
        return fields;
    }
}
