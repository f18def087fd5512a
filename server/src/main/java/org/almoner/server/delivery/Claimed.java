package org.almoner.server.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery that this node is to try, and no other until the lease is over.
 *
 * @param retries how often it failed since it was queued or replayed
 * @param attempts how often it was tried at all
 * @param turn when its turn is at a throttled recipient, where it has one
 */
record Claimed(
        long id, Letters.Key key, int retries, int attempts, Optional<Instant> turn, UUID lease, Instant leasedUntil) {}
