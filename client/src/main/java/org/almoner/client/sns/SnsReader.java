package org.almoner.client.sns;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.sns.SnsMessage.Attribute;
import org.almoner.client.sns.SnsMessage.Signing;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads messages. */
public final class SnsReader {

    /** A name that came twice could be signed with one value and read with the other. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode json;

    private SnsReader(JsonNode json) {
        this.json = json;
    }

    /** @throws AlmonerException.BadAnswer if it is not a message of SNS */
    public static SnsMessage read(byte[] body) {
        try {
            return new SnsReader(MAPPER.readTree(body)).message();
        } catch (JacksonException e) {
            throw new AlmonerException.BadAnswer("This is not a message of SNS: " + e.getOriginalMessage(), e);
        }
    }

    private SnsMessage message() {
        return switch (text("Type")) {
            case "Notification" ->
                new SnsMessage.Notification(
                        text("MessageId"),
                        text("TopicArn"),
                        optional("Subject"),
                        text("Message"),
                        text("Timestamp"),
                        signing(),
                        Optional.ofNullable(optional("UnsubscribeURL"))
                                .map(url -> address("UnsubscribeURL", url))
                                .orElse(null),
                        attributes());
            case "SubscriptionConfirmation" ->
                new SnsMessage.SubscriptionConfirmation(
                        text("MessageId"),
                        text("TopicArn"),
                        text("Message"),
                        text("Timestamp"),
                        signing(),
                        text("Token"),
                        address("SubscribeURL"));
            case "UnsubscribeConfirmation" ->
                new SnsMessage.UnsubscribeConfirmation(
                        text("MessageId"),
                        text("TopicArn"),
                        text("Message"),
                        text("Timestamp"),
                        signing(),
                        text("Token"),
                        address("SubscribeURL"));
            default -> throw wrong("its Type is none of those that SNS sends");
        };
    }

    private Signing signing() {
        // Some of SNS's own messages spell it so.
        var url = json.has("SigningCertURL") ? "SigningCertURL" : "SigningCertUrl";
        return new Signing(text("SignatureVersion"), text("Signature"), address(url));
    }

    private Map<String, Attribute> attributes() {
        var all = new LinkedHashMap<String, Attribute>();
        json.path("MessageAttributes")
                .properties()
                .forEach(each -> all.put(
                        each.getKey(),
                        new Attribute(
                                each.getValue().path("Type").asString(""),
                                each.getValue().path("Value").asString(""))));
        return all;
    }

    private String text(String name) {
        var text = optional(name);
        if (text == null) {
            throw wrong("it has no " + name);
        }
        return text;
    }

    private @Nullable String optional(String name) {
        var value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw wrong("its " + name + " is not a text");
        }
        return value.stringValue();
    }

    private URI address(String name) {
        return address(name, text(name));
    }

    private static URI address(String name, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new AlmonerException.BadAnswer("This is not a message of SNS: its " + name + " is not an address", e);
        }
    }

    private static AlmonerException.BadAnswer wrong(String how) {
        return new AlmonerException.BadAnswer("This is not a message of SNS: " + how);
    }
}
