package org.almoner.server.sns;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

/**
 * The ARNs of topics ({@code arn:PARTITION:sns:REGION:ACCOUNT:TOPIC}) and of subscriptions (the same with {@code :UUID} behind it), with the
 * partition, region and account of the settings.
 */
@Component
public final class Arns {

    /** Only as it is printed: {@link UUID#fromString} takes more. */
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final String prefix;

    Arns(SnsSettings settings) {
        this.prefix = "arn:" + settings.partition() + ":sns:" + settings.region() + ":" + settings.account() + ":";
    }

    /** Which subscription of which topic. */
    public record Subscription(TopicName topic, UUID id) {}

    public String topic(TopicName name) {
        return prefix + name.value();
    }

    public String subscription(TopicName topic, UUID id) {
        return topic(topic) + ":" + id;
    }

    /** The topic of an ARN; empty if it is not the ARN of a topic here. */
    public Optional<TopicName> topic(String arn) {
        return arn.startsWith(prefix) ? TopicName.of(arn.substring(prefix.length())) : Optional.empty();
    }

    /** The subscription of an ARN; empty if it is not the ARN of a subscription here. */
    public Optional<Subscription> subscription(String arn) {
        var colon = arn.lastIndexOf(':');
        if (colon < prefix.length()
                || !UUID_FORM.matcher(arn.substring(colon + 1)).matches()) {
            return Optional.empty();
        }
        return topic(arn.substring(0, colon))
                .map(topic -> new Subscription(topic, UUID.fromString(arn.substring(colon + 1))));
    }
}
