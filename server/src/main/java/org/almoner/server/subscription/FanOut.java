package org.almoner.server.subscription;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.delivery.Deliveries;
import org.almoner.server.delivery.NewDelivery;
import org.almoner.server.notification.Audience;
import org.almoner.server.notification.EventStream;
import org.almoner.server.sns.TopicName;
import org.almoner.server.web.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns events into publications and deliveries, each event once: its publications, their deliveries and the position after it are one
 * transaction, under a lock that one node at a time has. Or has Amazon publish them: then each message and the note that it was taken are one.
 */
final class FanOut {

    /** So that one transaction does not last for long. */
    private static final int EVENTS_AT_ONCE = 50;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final EventStream events;
    private final Publications publications;
    private final SubscriptionRows subscriptions;
    private final Deliveries deliveries;
    private final Function<OrganizationId, Set<UUID>> visible;
    private final Sender sender;
    private final Clock clock;

    /** @param visible the ids of the sub-products that an organization sees at that moment */
    FanOut(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            EventStream events,
            Publications publications,
            SubscriptionRows subscriptions,
            Deliveries deliveries,
            Function<OrganizationId, Set<UUID>> visible,
            Sender sender,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.publications = publications;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.visible = visible;
        this.sender = sender;
        this.clock = clock;
    }

    /**
     * How far topics have been told.
     *
     * @param position of all events up to this number
     * @param topics of how many topics of the event that has the next number; Amazon alone is told of a part of an event
     */
    private record Progress(long position, int topics) {}

    /** Takes in all events that there are by now. */
    void catchUp() {
        while (progress().position() != events.newest()) {
            transaction.executeWithoutResult(_ -> {
                // Held until the commit: another node waits, and then finds the position moved.
                jdbc.sql("update fan_out set position = position where id = 1").update();
                switch (sender) {
                    case Sender.Own() -> tellSome(progress().position());
                    case Sender.ByAmazon(var amazon) -> publishNext(progress(), amazon);
                }
            });
        }
    }

    private Progress progress() {
        return jdbc.sql("select position, topics from fan_out where id = 1")
                .query((row, _) -> new Progress(row.getLong("position"), row.getInt("topics")))
                .single();
    }

    private void reach(Progress next) {
        jdbc.sql("update fan_out set position = :position, topics = :topics where id = 1")
                .param("position", next.position())
                .param("topics", next.topics())
                .update();
    }

    private void tellSome(long position) {
        var newest = events.newest();
        var next = events.after(position, EVENTS_AT_ONCE);
        // Fewer events than there was room for were all there are; a database that was put back may have fewer than
        // before.
        var reached = next.size() == EVENTS_AT_ONCE ? next.getLast().number() : newest;
        if (reached == position) {
            return;
        }
        var sight = new Sight(visible);
        next.forEach(event -> tell(event, sight));
        reach(new Progress(
                next.isEmpty() ? reached : Math.max(reached, next.getLast().number()), 0));
    }

    private void tell(EventStream.Told event, Sight sight) {
        var content = EventMessages.of(event);
        if (content.topics().isEmpty()) {
            return;
        }
        var readers = readers(event.audience());
        subscriptions.heard(content.topics()).forEach(topic -> publish(topic, readers, content, sight));
    }

    /** One message, since what Amazon has taken cannot be taken back: whatever fails after it, it is not published again. */
    private void publishNext(Progress before, AmazonTopics amazon) {
        var newest = events.newest();
        var next = events.after(before.position(), 1);
        if (next.isEmpty()) {
            reach(new Progress(newest, 0));
            return;
        }
        var event = next.getFirst();
        var content = EventMessages.of(event);
        // Events that are kept no more leave holes; what is noted of one is not of the next that is there.
        var told = event.number() == before.position() + 1 ? before.topics() : 0;
        if (told < content.topics().size()) {
            amazon.publish(content.topics().get(told), content);
        }
        reach(
                told + 1 < content.topics().size()
                        ? new Progress(event.number() - 1, told + 1)
                        : new Progress(event.number(), 0));
    }

    private void publish(TopicName topic, Publication.Readers readers, EventMessages.Content content, Sight sight) {
        var filters = new HashMap<String, Boolean>();
        var wanting = subscriptions.confirmed(topic).stream()
                .filter(wanted ->
                        fits(wanted, content.attributes(), filters) && sight.mayRead(wanted.organization(), readers))
                .map(SubscriptionRows.Wanted::id)
                .toList();
        if (!wanting.isEmpty()) {
            var message = publications.notification(topic, readers, content).id();
            deliveries.queue(deliveries(wanting, message));
        }
    }

    private List<NewDelivery> deliveries(List<UUID> recipients, UUID message) {
        var now = Timestamps.now(clock);
        var some = new ArrayList<NewDelivery>(recipients.size());
        recipients.forEach(recipient -> some.add(new NewDelivery(recipient, message, now)));
        return some;
    }

    /** Thousands of subscriptions have a few filters. */
    private static boolean fits(
            SubscriptionRows.Wanted wanted, Map<String, String> attributes, Map<String, Boolean> known) {
        return known.computeIfAbsent(
                wanted.filter(), filter -> FilterPolicy.parse(filter).fits(attributes));
    }

    private static Publication.Readers readers(Audience audience) {
        return switch (audience) {
            case Audience.OfOrganization(var organization) -> new Publication.Readers.OfOrganization(organization);
            case Audience.OfSubProduct(var subProduct) -> new Publication.Readers.OfSubProduct(subProduct);
        };
    }
}
