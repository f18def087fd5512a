package org.almoner.client.subscription;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * One message for one subscription.
 *
 * @param messageId what the message carries as {@code MessageId}
 * @param messageType SNS's {@code Type}; null if the message is kept no more
 * @param subject null if it has none or is kept no more
 * @param state {@code waiting}, {@code held} while the subscription is paused, {@code delivered}, or {@code dead}: given up
 * @param nextTry null if there is to be none
 * @param endedAt when it was delivered or given up; null before
 * @param attempts the oldest first
 */
public record Delivery(
        String messageId,
        @Nullable String messageType,
        @Nullable String subject,
        String state,
        Instant queuedAt,
        @Nullable Instant nextTry,
        @Nullable Instant endedAt,
        List<Attempt> attempts) {

    public Delivery {
        requireNonNull(messageId, "message_id is missing");
        requireNonNull(state, "state is missing");
        requireNonNull(queuedAt, "queued_at is missing");
        attempts = List.copyOf(requireNonNull(attempts, "attempts are missing"));
    }

    /**
     * One try.
     *
     * @param milliseconds for how long it lasted
     * @param status what the endpoint answered; null if it did not
     * @param reason why there was no answer; null if there was one
     * @param answer the beginning of the answer's body; null if there was none
     */
    public record Attempt(
            Instant at,
            long milliseconds,
            @Nullable Integer status,
            @Nullable String reason,
            @Nullable String answer) {

        public Attempt {
            requireNonNull(at, "at is missing");
        }
    }
}
