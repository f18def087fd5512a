package org.almoner.server.subscription;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.almoner.server.sns.Arns;
import org.almoner.server.sns.SignatureVersion;
import org.almoner.server.sns.SnsAddresses;
import org.almoner.server.sns.SnsMessage;
import org.almoner.server.sns.SnsSigner;
import org.almoner.server.sns.SnsTime;
import org.almoner.server.sns.TopicName;

/** Makes publications: each is signed and stored once, in the transaction of the caller. */
final class Publications {

    private final PublicationRows rows;
    private final TopicRows topics;
    private final SnsSigner signer;
    private final SnsAddresses addresses;
    private final Arns arns;
    private final SignatureVersion usual;
    private final Supplier<UUID> ids;
    private final Clock clock;

    /** @param usual how messages are signed of topics of which nobody has said it */
    Publications(
            PublicationRows rows,
            TopicRows topics,
            SnsSigner signer,
            SnsAddresses addresses,
            Arns arns,
            SignatureVersion usual,
            Supplier<UUID> ids,
            Clock clock) {
        this.rows = rows;
        this.topics = topics;
        this.signer = signer;
        this.addresses = addresses;
        this.arns = arns;
        this.usual = usual;
        this.ids = ids;
        this.clock = clock;
    }

    /** Something is published on a topic. */
    Publication notification(TopicName topic, Publication.Readers readers, EventMessages.Content content) {
        return publish(
                topic,
                readers,
                new SnsMessage.Notification(
                        ids.get(),
                        arns.topic(topic),
                        SnsMessage.Notification.subject(content.subject()),
                        content.message(),
                        new SnsTime(clock.instant()),
                        EventMessages.attributes(content.attributes())),
                content.attributes());
    }

    /** Asks the endpoint of a subscription whether it wants to be told. */
    Publication confirmation(Subscription subscription, String token) {
        var topic = arns.topic(subscription.topic());
        return publish(
                subscription.topic(),
                new Publication.Readers.Addressees(),
                new SnsMessage.SubscriptionConfirmation(
                        ids.get(),
                        topic,
                        "You have chosen to subscribe to the topic " + topic
                                + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.",
                        new SnsTime(clock.instant()),
                        token,
                        addresses.confirm(topic, token)),
                Map.of());
    }

    /** Tells the endpoint of a subscription that it has ended, and how it can be begun again. */
    Publication goodbye(Subscription subscription, String token) {
        var topic = arns.topic(subscription.topic());
        return publish(
                subscription.topic(),
                new Publication.Readers.Addressees(),
                new SnsMessage.UnsubscribeConfirmation(
                        ids.get(),
                        topic,
                        "You have chosen to deactivate subscription "
                                + arns.subscription(subscription.topic(), subscription.id())
                                + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in"
                                + " this message.",
                        new SnsTime(clock.instant()),
                        token,
                        addresses.confirm(topic, token)),
                Map.of());
    }

    private Publication publish(
            TopicName topic, Publication.Readers readers, SnsMessage message, Map<String, String> attributes) {
        var version = topics.version(topic).orElse(usual);
        var publication = new Publication(topic, readers, message, attributes, signer.sign(message, version));
        rows.add(publication);
        return publication;
    }
}
