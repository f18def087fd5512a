package org.almoner.client.subscription;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A wish to be told of a topic.
 *
 * @param organization the mnemonic of the organization whose it is
 * @param clientId the client that it counts for
 * @param endpoint where messages are sent, without the password
 * @param state {@code pending} until the endpoint has confirmed it, {@code confirmed} from then on
 * @param filterPolicy as the JSON of SNS; null if everything is sent
 * @param retryPolicy {@code "long"}, or the JSON of SNS's healthyRetryPolicy
 * @param maxReceivesPerSecond null for as many as there are
 */
public record Subscription(
        String id,
        String subscriptionArn,
        String topicName,
        String topicArn,
        String organization,
        String clientId,
        String endpoint,
        String state,
        boolean rawDelivery,
        @Nullable Object filterPolicy,
        @Nullable Object retryPolicy,
        @Nullable Integer maxReceivesPerSecond,
        Instant createdAt,
        Health health) {

    public Subscription {
        requireNonNull(id, "id is missing");
        requireNonNull(topicName, "topic_name is missing");
        requireNonNull(endpoint, "endpoint is missing");
        requireNonNull(state, "state is missing");
        requireNonNull(health, "health is missing");
    }

    /** Whether the endpoint has confirmed it. */
    public boolean confirmed() {
        return state.equals("confirmed");
    }

    /**
     * How it goes.
     *
     * @param state {@code fine}, {@code failing} or {@code paused}
     * @param since null if all is fine
     * @param reason null if all is fine
     */
    public record Health(
            String state, @Nullable Instant since, @Nullable String reason) {

        public Health {
            requireNonNull(state, "state is missing");
        }
    }
}
