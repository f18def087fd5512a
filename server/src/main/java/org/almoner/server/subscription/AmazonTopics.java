package org.almoner.server.subscription;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.almoner.server.sns.SignatureVersion;
import org.almoner.server.sns.SnsMessage;
import org.almoner.server.sns.TopicName;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** Topics of Amazon SNS that events are published to: those of the settings, and those that are made when they are needed. */
final class AmazonTopics {

    private final SnsClient client;
    private final SubscriptionSettings.Amazon settings;
    private final TopicRows topics;

    AmazonTopics(SnsClient client, SubscriptionSettings.Amazon settings, TopicRows topics) {
        this.client = client;
        this.settings = settings;
        this.topics = topics;
    }

    /**
     * Publishes on a topic; does nothing if it has no ARN and none is to be made.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if Amazon does not take it
     */
    void publish(TopicName topic, EventMessages.Content content) {
        var arn = arn(topic);
        if (arn.isPresent()) {
            client.publish(PublishRequest.builder()
                    .topicArn(arn.get())
                    .subject(SnsMessage.Notification.subject(content.subject()))
                    .message(content.message())
                    .messageAttributes(attributes(content.attributes()))
                    .build());
        }
    }

    /** The ARN of a topic at Amazon; empty if it has none. */
    Optional<String> known(TopicName topic) {
        return Optional.ofNullable(settings.topics().get(topic.value())).or(() -> topics.amazonArn(topic));
    }

    private Optional<String> arn(TopicName topic) {
        return known(topic).or(() -> settings.create() ? Optional.of(create(topic)) : Optional.empty());
    }

    /** Making one that is there gives its ARN. */
    private String create(TopicName topic) {
        var arn = client.createTopic(CreateTopicRequest.builder()
                        .name(settings.prefix() + topic.value())
                        .build())
                .topicArn();
        topics.ensure(topic, SignatureVersion.V2);
        topics.amazonArn(topic, arn);
        return arn;
    }

    private static Map<String, MessageAttributeValue> attributes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        attribute -> MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(attribute.getValue())
                                .build()));
    }
}
