package org.almoner.server.subscription;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What happened to subscriptions and topics. Published inside the transaction that does it. */
public sealed interface SubscriptionEvent {

    /** The organization id of whoever did it; of the one whose subscription it is, where a receiver or the server did. */
    String organization();

    /** The client id of whoever did it; null where a receiver or the server did. */
    @Nullable
    String clientId();

    /** What it was done to: the id of a subscription, or the name of a topic. */
    String object();

    /** More for whoever reads the audit trail; may be empty. */
    String detail();

    /**
     * Somebody wants to be told; the endpoint is asked.
     *
     * @param detail whose it is, the topic, and the endpoint without its password
     */
    record Requested(String organization, @Nullable String clientId, UUID id, String detail)
            implements OfSubscription {}

    /** Whoever receives the endpoint's messages has confirmed it, or begun it again. */
    record Confirmed(String organization, @Nullable String clientId, UUID id, String detail)
            implements OfSubscription {}

    /** It is told in another way from now on. */
    record Changed(String organization, @Nullable String clientId, UUID id, String detail) implements OfSubscription {}

    /** It is told no more. */
    record Ended(String organization, @Nullable String clientId, UUID id, String detail) implements OfSubscription {}

    /** Nobody confirmed it in time, or it ended some days ago: it is gone. */
    record Removed(String organization, @Nullable String clientId, UUID id, String detail) implements OfSubscription {}

    /** Nothing is tried any more until it is resumed. */
    record Paused(String organization, @Nullable String clientId, UUID id, String detail) implements OfSubscription {}

    /** What waited is tried. */
    record Resumed(String organization, @Nullable String clientId, UUID id, String detail) implements OfSubscription {}

    /** What was told is told again. */
    record Replayed(String organization, @Nullable String clientId, UUID id, String detail) implements OfSubscription {}

    /** Messages of a topic are signed in another way. */
    record TopicChanged(String organization, @Nullable String clientId, String object, String detail)
            implements SubscriptionEvent {}

    /** Something happened to one subscription. */
    sealed interface OfSubscription extends SubscriptionEvent {

        UUID id();

        @Override
        default String object() {
            return id().toString();
        }
    }
}
