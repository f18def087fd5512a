package org.almoner.server.subscription;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.delivery.Header;
import org.almoner.server.delivery.Letter;
import org.almoner.server.delivery.Letters;
import org.almoner.server.sns.Arns;
import org.almoner.server.sns.SnsJson;
import org.almoner.server.sns.SnsMessage;
import org.almoner.server.sns.SnsSigner;

/** Publications as letters to subscriptions, with the headers of SNS (Amazon SNS developer guide, "HTTP/HTTPS headers"). */
final class SubscriptionLetters implements Letters {

    private static final Header CONTENT_TYPE = new Header("Content-Type", "text/plain; charset=UTF-8");
    private static final Header AGENT = new Header("User-Agent", "Amazon Simple Notification Service Agent");
    private static final Header RAW = new Header("x-amz-sns-rawdelivery", "true");

    private final SubscriptionRows subscriptions;
    private final PublicationRows publications;
    private final SnsSigner signer;
    private final SnsJson json;
    private final Arns arns;
    private final Function<OrganizationId, Set<UUID>> visible;

    /** @param visible the ids of the sub-products that an organization sees at that moment */
    SubscriptionLetters(
            SubscriptionRows subscriptions,
            PublicationRows publications,
            SnsSigner signer,
            SnsJson json,
            Arns arns,
            Function<OrganizationId, Set<UUID>> visible) {
        this.subscriptions = subscriptions;
        this.publications = publications;
        this.signer = signer;
        this.json = json;
        this.arns = arns;
        this.visible = visible;
    }

    @Override
    public Map<Key, Letter> letters(Collection<Key> some) {
        var recipients = byId(subscriptions.all(ids(some, Key::recipient)), Subscription::id);
        var messages = byId(
                publications.all(ids(some, Key::message)).stream()
                        .map(this::verifiable)
                        .toList(),
                Publication::id);
        var sight = new Sight(visible);
        var bodies = new HashMap<UUID, byte[]>();
        var letters = new HashMap<Key, Letter>();
        for (var key : some) {
            var recipient = recipients.get(key.recipient());
            var publication = messages.get(key.message());
            if (recipient != null && publication != null && isWanted(publication, recipient, sight)) {
                letters.put(key, letter(publication, recipient, bodies));
            }
        }
        return letters;
    }

    /** What a key has signed that was withdrawn is signed again. */
    private Publication verifiable(Publication publication) {
        if (signer.vouchesFor(publication.signature().keyId())) {
            return publication;
        }
        var anew = signer.sign(publication.message(), publication.signature().version());
        publications.sign(publication.id(), anew);
        return publication.signedBy(anew);
    }

    /** A question goes to those who have yet to answer it, a goodbye to those who have ended, and all else to those who want it. */
    private static boolean isWanted(Publication publication, Subscription recipient, Sight sight) {
        return switch (publication.message()) {
            case SnsMessage.Notification _ ->
                recipient.state() == SubscriptionState.CONFIRMED
                        && sight.mayRead(recipient.organization(), publication.readers());
            case SnsMessage.SubscriptionConfirmation _ -> recipient.state() == SubscriptionState.PENDING;
            case SnsMessage.UnsubscribeConfirmation _ -> recipient.state() == SubscriptionState.ENDED;
        };
    }

    private Letter letter(Publication publication, Subscription recipient, Map<UUID, byte[]> bodies) {
        var message = publication.message();
        var arn = arns.subscription(recipient.topic(), recipient.id());
        var headers = new ArrayList<Header>(List.of(
                new Header("x-amz-sns-message-type", message.type()),
                new Header("x-amz-sns-message-id", message.messageId().toString()),
                new Header("x-amz-sns-topic-arn", message.topicArn()),
                CONTENT_TYPE,
                AGENT));
        if (!(message instanceof SnsMessage.SubscriptionConfirmation)) {
            headers.add(new Header("x-amz-sns-subscription-arn", arn));
        }
        var wishes = recipient.wishes();
        byte[] body;
        if (wishes.raw() && message instanceof SnsMessage.Notification) {
            headers.add(RAW);
            body = bodies.computeIfAbsent(
                    publication.id(), _ -> message.message().getBytes(StandardCharsets.UTF_8));
        } else {
            body = json.render(message, publication.signature(), arn);
        }
        return new Letter(recipient.endpoint(), headers, body, wishes.retries(), wishes.throttle());
    }

    private static Set<UUID> ids(Collection<Key> keys, Function<Key, UUID> id) {
        return keys.stream().map(id).collect(Collectors.toSet());
    }

    private static <T> Map<UUID, T> byId(List<T> all, Function<T, UUID> id) {
        return all.stream().collect(Collectors.toMap(id, Function.identity()));
    }
}
