package org.almoner.server.sns;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Messages as they are sent: JSON with SNS's members in SNS's order, and no other, since verifiers sign what they find. */
@Component
public final class SnsJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final SnsAddresses addresses;

    SnsJson(SnsAddresses addresses) {
        this.addresses = addresses;
    }

    /**
     * A message in UTF-8.
     *
     * @param subscriptionArn the ARN of the subscription that it goes to; it can be ended by the {@code UnsubscribeURL} of a notification
     */
    public byte[] render(SnsMessage message, SnsSignature signature, String subscriptionArn) {
        return JSON.writeValueAsBytes(
                switch (message) {
                    case SnsMessage.Notification notification -> {
                        var members = head(notification);
                        if (notification.subject() != null) {
                            members.put("Subject", notification.subject());
                        }
                        members.put("Message", notification.message());
                        members.put("Timestamp", notification.timestamp().text());
                        sign(members, signature);
                        members.put("UnsubscribeURL", addresses.unsubscribe(subscriptionArn));
                        attributes(members, notification);
                        yield members;
                    }
                    case SnsMessage.SubscriptionConfirmation confirmation ->
                        confirmation(confirmation, confirmation.token(), confirmation.subscribeUrl(), signature);
                    case SnsMessage.UnsubscribeConfirmation confirmation ->
                        confirmation(confirmation, confirmation.token(), confirmation.subscribeUrl(), signature);
                });
    }

    private Map<String, Object> confirmation(
            SnsMessage message, String token, String subscribeUrl, SnsSignature signature) {
        var members = new LinkedHashMap<String, Object>();
        members.put("Type", message.type());
        members.put("MessageId", message.messageId().toString());
        members.put("Token", token);
        members.put("TopicArn", message.topicArn());
        members.put("Message", message.message());
        members.put("SubscribeURL", subscribeUrl);
        members.put("Timestamp", message.timestamp().text());
        sign(members, signature);
        return members;
    }

    private static Map<String, Object> head(SnsMessage message) {
        var members = new LinkedHashMap<String, Object>();
        members.put("Type", message.type());
        members.put("MessageId", message.messageId().toString());
        members.put("TopicArn", message.topicArn());
        return members;
    }

    private void sign(Map<String, Object> members, SnsSignature signature) {
        members.put("SignatureVersion", signature.version().wireName());
        members.put("Signature", signature.value());
        members.put("SigningCertURL", addresses.certificate(signature.keyId()));
    }

    private static void attributes(Map<String, Object> members, SnsMessage.Notification notification) {
        if (notification.attributes().isEmpty()) {
            return;
        }
        var attributes = new LinkedHashMap<String, Object>();
        notification.attributes().forEach(attribute -> {
            var value = new LinkedHashMap<String, String>();
            value.put("Type", "String");
            value.put("Value", attribute.value());
            attributes.put(attribute.name(), value);
        });
        members.put("MessageAttributes", attributes);
    }
}
