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
 * transaction, under a lock that one node at a time has.
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

    /** Takes in all events that there are by now. */
    void catchUp() {
        while (position() != events.newest()) {
            transaction.executeWithoutResult(_ -> takeNext());
        }
    }

    private long position() {
        return jdbc.sql("select position from fan_out where id = 1")
                .query(Long.class)
                .single();
    }

    private void takeNext() {
        // Held until the commit: another node waits, and then finds the position moved.
        jdbc.sql("update fan_out set position = position where id = 1").update();
        var position = position();
        var newest = events.newest();
        var next = events.after(position, EVENTS_AT_ONCE);
        // Fewer events than there was room for were all there are; a database that was put back may have fewer than
        // before.
        var reached = next.size() == EVENTS_AT_ONCE ? next.getLast().number() : newest;
        if (reached == position) {
            return;
        }
        var sight = new Sight(visible);
        next.forEach(event -> publish(event, sight));
        jdbc.sql("update fan_out set position = :position where id = 1")
                .param(
                        "position",
                        next.isEmpty()
                                ? reached
                                : Math.max(reached, next.getLast().number()))
                .update();
    }

    private void publish(EventStream.Told event, Sight sight) {
        var content = EventMessages.of(event);
        if (content.topics().isEmpty()) {
            return;
        }
        var readers = readers(event.audience());
        switch (sender) {
            case Sender.Own() ->
                subscriptions.heard(content.topics()).forEach(topic -> publish(topic, readers, content, sight));
            case Sender.ByAmazon(var amazon) -> content.topics().forEach(topic -> amazon.publish(topic, content));
        }
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
