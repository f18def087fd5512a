package org.almoner.server.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that is to be queued.
 *
 * @param due when it is tried first; at once if that is over
 */
public record NewDelivery(UUID recipient, UUID message, Instant due) {}
