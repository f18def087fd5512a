package org.almoner.server.subscription;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.almoner.server.access.Caller;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Scope;
import org.almoner.server.delivery.Deliveries;
import org.almoner.server.delivery.Endpoint;
import org.almoner.server.delivery.EndpointCheck;
import org.almoner.server.delivery.NewDelivery;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.almoner.server.sns.SignatureVersion;
import org.almoner.server.sns.TopicName;
import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of subscriptions. They belong to an organization, all of whose clients see them; an operator sees all. For everybody else they
 * are not there.
 */
final class Subscriptions {

    /** SNS: "tokens are valid for two days". */
    static final Duration TOKEN_LIFETIME = Duration.ofDays(2);

    /** SNS removes what is not confirmed; what has ended is kept for as long, so that its last message can begin it again. */
    static final Duration LEFT_ALONE = Duration.ofDays(3);

    private static final int AT_ONCE = 100;

    private final TransactionTemplate transaction;
    private final SubscriptionRows rows;
    private final TopicRows topics;
    private final Publications publications;
    private final Deliveries deliveries;
    private final EndpointCheck endpoints;
    private final ApplicationEventPublisher events;
    private final SubscriptionSettings settings;
    private final Supplier<UUID> ids;
    private final SecureRandom random;
    private final Clock clock;

    Subscriptions(
            PlatformTransactionManager transactions,
            SubscriptionRows rows,
            TopicRows topics,
            Publications publications,
            Deliveries deliveries,
            EndpointCheck endpoints,
            ApplicationEventPublisher events,
            SubscriptionSettings settings,
            Supplier<UUID> ids,
            SecureRandom random,
            Clock clock) {
        this.transaction = new TransactionTemplate(transactions);
        this.rows = rows;
        this.topics = topics;
        this.publications = publications;
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.events = events;
        this.settings = settings;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** Whose a new subscription is. */
    record Owner(OrganizationId organization, String clientId) {}

    /**
     * Begins a subscription: the endpoint is asked to confirm it. One that waits for that already is asked again, with the wishes of now.
     *
     * @throws Invalid if the endpoint must not be called
     * @throws Conflict if there is such a subscription, or the client has as many as it may
     */
    Subscription subscribe(Caller caller, Owner owner, Topic topic, Endpoint endpoint, Wishes wishes) {
        // Asks name servers, which may take its time.
        endpoints.check(endpoint);
        return transaction.execute(_ -> {
            rows.lockForAdding();
            var same = rows.alike(owner.organization(), topic.name(), endpoint).stream()
                    .filter(known -> known.endpoint().equals(endpoint))
                    .findFirst();
            var subscription =
                    same.map(known -> askedAgain(known, wishes)).orElseGet(() -> added(owner, topic, endpoint, wishes));
            ask(subscription);
            events.publishEvent(new SubscriptionEvent.Requested(
                    caller.organization().id().value(), caller.clientId(), subscription.id(), described(subscription)));
            return subscription;
        });
    }

    private Subscription askedAgain(Subscription known, Wishes wishes) {
        if (known.state() == SubscriptionState.CONFIRMED) {
            throw new Conflict("This endpoint is subscribed to the topic already: subscription " + known.id()
                    + ". Change that one instead.");
        }
        rows.change(known.id(), wishes);
        return rows.find(known.id()).orElseThrow();
    }

    private Subscription added(Owner owner, Topic topic, Endpoint endpoint, Wishes wishes) {
        requireRoom(owner);
        topics.ensure(
                topic.name(), SignatureVersion.of(settings.signatureVersion()).orElseThrow());
        var now = Timestamps.now(clock);
        var subscription = new Subscription(
                ids.get(),
                topic.name(),
                owner.organization(),
                owner.clientId(),
                endpoint,
                wishes,
                SubscriptionState.PENDING,
                now,
                now);
        rows.add(subscription);
        return subscription;
    }

    private void requireRoom(Owner owner) {
        var most = settings.perClient();
        if (rows.live(owner.organization(), owner.clientId()) >= most) {
            throw new Conflict("This client has " + most
                    + " subscriptions, which is as many as it may have. End one that is not needed any more"
                    + " (DELETE /notifications/v1/subscriptions/{id}), or ask the operator for more"
                    + " (almoner.subscriptions.per-client).");
        }
    }

    private void ask(Subscription subscription) {
        var token = newToken(subscription);
        queue(subscription, publications.confirmation(subscription, token.text()));
    }

    private Token newToken(Subscription subscription) {
        var token = Token.random(random);
        rows.token(subscription.id(), token.hash(), Timestamps.now(clock).plus(TOKEN_LIFETIME));
        return token;
    }

    private void queue(Subscription subscription, Publication publication) {
        deliveries.queue(List.of(new NewDelivery(subscription.id(), publication.id(), Timestamps.now(clock))));
    }

    /** Asks the endpoint of a subscription once more, with a new token. */
    Subscription askAgain(Caller caller, UUID id) {
        return transaction.execute(_ -> {
            var subscription = locked(caller, id);
            if (subscription.state() != SubscriptionState.PENDING) {
                throw new Conflict("This subscription is confirmed already.");
            }
            ask(subscription);
            return subscription;
        });
    }

    /**
     * Confirms a subscription, or begins one again that has ended. Doing so twice is fine.
     *
     * @throws Invalid if the token is none of the topic's, or too old
     * @throws Conflict if it would be one too many
     */
    Subscription confirm(TopicName topic, String token) {
        var hash = new Token(token).hash();
        if (rows.claim(topic, hash).isEmpty()) {
            // Anybody can send what is no token, and must not hold up those who subscribe.
            throw noToken();
        }
        return transaction.execute(_ -> {
            rows.lockForAdding();
            var claimed = rows.lockClaim(topic, hash)
                    .filter(found -> found.until().isAfter(clock.instant()))
                    .orElseThrow(Subscriptions::noToken);
            var subscription = claimed.subscription();
            if (subscription.state() == SubscriptionState.CONFIRMED) {
                return subscription;
            }
            if (subscription.state() == SubscriptionState.ENDED) {
                requireRoom(new Owner(subscription.organization(), subscription.clientId()));
            }
            rows.become(subscription, SubscriptionState.CONFIRMED, Timestamps.now(clock));
            events.publishEvent(new SubscriptionEvent.Confirmed(
                    subscription.organization().value(), null, subscription.id(), described(subscription)));
            return subscription;
        });
    }

    private static Invalid noToken() {
        return new Invalid("Invalid parameter: Token");
    }

    /** Ends a subscription for whoever has its UnsubscribeURL. Doing so twice is fine. */
    void unsubscribe(UUID id, TopicName topic) {
        transaction.executeWithoutResult(_ -> {
            var subscription = rows.lock(id)
                    .filter(found -> found.topic().equals(topic))
                    .orElseThrow(() -> new NotFound("Subscription does not exist"));
            end(subscription, subscription.organization().value(), null);
        });
    }

    /** Ends a subscription. */
    void unsubscribe(Caller caller, UUID id) {
        transaction.executeWithoutResult(
                _ -> end(locked(caller, id), caller.organization().id().value(), caller.clientId()));
    }

    private void end(Subscription subscription, String organization, @Nullable String clientId) {
        switch (subscription.state()) {
            case PENDING -> remove(subscription);
            case CONFIRMED -> {
                // What waits is told no more; only the goodbye is.
                deliveries.forget(List.of(subscription.id()));
                rows.become(subscription, SubscriptionState.ENDED, Timestamps.now(clock));
                queue(
                        subscription,
                        publications.goodbye(
                                subscription, newToken(subscription).text()));
            }
            case ENDED -> {
                return;
            }
        }
        events.publishEvent(
                new SubscriptionEvent.Ended(organization, clientId, subscription.id(), described(subscription)));
    }

    /** Ends the subscriptions of a client that is one no more, without a word to its endpoints; within the transaction of the caller. */
    void endAllOf(String clientId, String organization, @Nullable String by) {
        for (var subscription : rows.ofClient(clientId)) {
            remove(subscription);
            events.publishEvent(
                    new SubscriptionEvent.Ended(organization, by, subscription.id(), described(subscription)));
        }
    }

    private void remove(Subscription subscription) {
        deliveries.forget(List.of(subscription.id()));
        rows.delete(List.of(subscription.id()));
    }

    /** Removes what nobody has confirmed in time, and what ended some days ago. */
    void sweep() {
        for (var state : List.of(SubscriptionState.PENDING, SubscriptionState.ENDED)) {
            int some;
            do {
                some = transaction.execute(_ -> sweep(state));
            } while (some == AT_ONCE);
        }
    }

    private int sweep(SubscriptionState state) {
        var old = rows.old(state, clock.instant().minus(LEFT_ALONE), AT_ONCE);
        for (var subscription : old) {
            remove(subscription);
            events.publishEvent(new SubscriptionEvent.Removed(
                    subscription.organization().value(), null, subscription.id(), described(subscription)));
        }
        return old.size();
    }

    /** Changes how a subscription is told. */
    Subscription change(Caller caller, UUID id, UnaryOperator<Wishes> change) {
        return transaction.execute(_ -> {
            var subscription = locked(caller, id);
            rows.change(id, change.apply(subscription.wishes()));
            var changed = rows.find(id).orElseThrow();
            events.publishEvent(new SubscriptionEvent.Changed(
                    caller.organization().id().value(), caller.clientId(), id, described(changed)));
            return changed;
        });
    }

    /**
     * Sends a message to try a subscription out.
     *
     * @return its id
     */
    UUID test(Caller caller, UUID id) {
        return transaction.execute(_ -> {
            var subscription = confirmed(caller, id);
            var message = publications.notification(
                    subscription.topic(),
                    new Publication.Readers.Addressees(),
                    EventMessages.test(subscription.topic(), Timestamps.text(clock.instant())));
            queue(subscription, message);
            return message.id();
        });
    }

    /**
     * Has told again what ended since a moment; or what could not be delivered, if there is none.
     *
     * @return how many messages
     */
    int replay(Caller caller, UUID id, @Nullable Instant since) {
        return transaction.execute(_ -> {
            confirmed(caller, id);
            var count = since == null ? deliveries.replayDead(id) : deliveries.replay(id, since);
            events.publishEvent(new SubscriptionEvent.Replayed(
                    caller.organization().id().value(),
                    caller.clientId(),
                    id,
                    count + (since == null ? " dead" : " since " + since)));
            return count;
        });
    }

    void pause(Caller caller, UUID id) {
        transaction.executeWithoutResult(_ -> {
            locked(caller, id);
            deliveries.pause(id);
            events.publishEvent(
                    new SubscriptionEvent.Paused(caller.organization().id().value(), caller.clientId(), id, ""));
        });
    }

    void resume(Caller caller, UUID id) {
        transaction.executeWithoutResult(_ -> {
            locked(caller, id);
            deliveries.resume(id);
            events.publishEvent(
                    new SubscriptionEvent.Resumed(caller.organization().id().value(), caller.clientId(), id, ""));
        });
    }

    /** Has messages of a topic signed in another way from now on. */
    void sign(Caller caller, TopicName topic, SignatureVersion version) {
        transaction.executeWithoutResult(_ -> {
            rows.lockForAdding();
            topics.ensure(topic, version);
            topics.sign(topic, version);
            events.publishEvent(new SubscriptionEvent.TopicChanged(
                    caller.organization().id().value(),
                    caller.clientId(),
                    topic.value(),
                    "signature version " + version.wireName()));
        });
    }

    /** @throws NotFound if there is none that the caller may know of */
    Subscription find(Caller caller, UUID id) {
        return mine(caller, rows.find(id));
    }

    /**
     * Live subscriptions, oldest first.
     *
     * @param organization whose; null for those of all
     */
    Page<Subscription> page(@Nullable OrganizationId organization, Paging paging) {
        return Page.of(paging, rows.count(organization), rows.page(organization, paging));
    }

    private Subscription locked(Caller caller, UUID id) {
        return mine(caller, rows.lock(id));
    }

    private Subscription confirmed(Caller caller, UUID id) {
        var subscription = locked(caller, id);
        if (subscription.state() != SubscriptionState.CONFIRMED) {
            throw new Conflict("The endpoint has yet to confirm this subscription: it has been sent an address to visit"
                    + " (SubscribeURL). To have it asked again: POST /notifications/v1/subscriptions/" + id
                    + "/confirmation");
        }
        return subscription;
    }

    private static Subscription mine(Caller caller, Optional<Subscription> found) {
        return found.filter(subscription -> subscription.state() != SubscriptionState.ENDED)
                .filter(subscription -> caller.scopes().contains(Scope.ADMIN)
                        || subscription
                                .organization()
                                .equals(caller.organization().id()))
                .orElseThrow(() ->
                        new NotFound("There is no such subscription. /notifications/v1/subscriptions lists yours."));
    }

    private static String described(Subscription subscription) {
        return subscription.organization() + " " + subscription.clientId() + " " + subscription.topic() + " "
                + subscription.endpoint();
    }
}
