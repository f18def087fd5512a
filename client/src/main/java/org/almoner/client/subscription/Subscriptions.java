package org.almoner.client.subscription;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;
import org.jspecify.annotations.Nullable;

/** The subscriptions of this client's organization; those of all, for an operator. */
public final class Subscriptions {

    private static final Route V1 = Route.of("notifications", "v1");
    private static final Route ALL = V1.then("subscriptions");

    private final Api api;

    public Subscriptions(Api api) {
        this.api = api;
    }

    /** What there is to subscribe to. */
    public List<Topic> topics() {
        return api.items(V1.then("topics"), Topic.class).toList();
    }

    /**
     * Begins a subscription. The endpoint is sent a message to confirm it by; nothing else is sent before. Asking again for one that waits for that has
     * the endpoint asked again.
     *
     * @throws AlmonerException.Invalid if the endpoint must not be called
     * @throws AlmonerException.Conflict if there is such a subscription, or this client has as many as it may
     */
    public Subscription subscribe(SubscriptionRequest request) {
        return api.post(ALL, request, Subscription.class);
    }

    /** Oldest first. */
    public Stream<Subscription> all() {
        return api.items(ALL, Subscription.class);
    }

    /**
     * For operators.
     *
     * @param organization a mnemonic; {@code *} for those of all
     */
    public Stream<Subscription> of(String organization) {
        return api.items(ALL.with("organization", organization), Subscription.class);
    }

    public Subscription get(String id) {
        return api.get(ALL.then(id), Subscription.class);
    }

    public Subscription change(String id, SubscriptionChange change) {
        return api.patch(ALL.then(id), change, Subscription.class);
    }

    /** Ends it. The endpoint is told so, and how the subscription can be begun again for two days. */
    public void unsubscribe(String id) {
        api.delete(ALL.then(id));
    }

    /** Has the endpoint asked again to confirm. */
    public Subscription askAgain(String id) {
        return api.post(ALL.then(id, "confirmation"), Map.of(), Subscription.class);
    }

    /**
     * Sends a test.
     *
     * @return its MessageId
     */
    public String test(String id) {
        return api.post(ALL.then(id, "test"), Map.of(), Sent.class).messageId();
    }

    /**
     * What was and is to be delivered, newest first.
     *
     * @param states some of {@code waiting}, {@code held}, {@code delivered}, {@code dead}; empty for all
     */
    public Stream<Delivery> deliveries(String id, Collection<String> states) {
        var route = ALL.then(id, "deliveries");
        return api.items(states.isEmpty() ? route : route.with("state", String.join(",", states)), Delivery.class);
    }

    /**
     * Has messages sent again, with the same MessageId.
     *
     * @param since what was delivered or given up since then; null for what was given up, whenever that was
     * @return how many
     */
    public int replay(String id, @Nullable Instant since) {
        var request = since == null ? Map.of() : Map.of("since", since.toString());
        return api.post(ALL.then(id, "replay"), request, Replayed.class).deliveries();
    }

    /** Has messages wait until it is resumed. */
    public void pause(String id) {
        api.post(ALL.then(id, "pause"), Map.of());
    }

    /** Has what waited sent. */
    public void resume(String id) {
        api.post(ALL.then(id, "resume"), Map.of());
    }

    private record Sent(String messageId) {}

    private record Replayed(int deliveries) {}
}
