package org.almoner.server.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery as it stands.
 *
 * @param queuedAt when it was queued
 * @param nextTry when it is tried next; empty of one that ended or is held
 * @param endedAt when it was delivered or given up; empty before
 * @param attempts all that were made, the oldest first
 */
public record DeliveryReport(
        UUID message,
        DeliveryState state,
        Instant queuedAt,
        Optional<Instant> nextTry,
        Optional<Instant> endedAt,
        List<Attempt> attempts) {

    public DeliveryReport {
        attempts = List.copyOf(attempts);
    }
}
