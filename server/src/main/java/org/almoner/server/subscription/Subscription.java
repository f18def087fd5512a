package org.almoner.server.subscription;

import java.time.Instant;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.delivery.Endpoint;
import org.almoner.server.sns.TopicName;

/**
 * Somebody's wish to be told of a topic.
 *
 * @param clientId the client whose it is; it counts against what that client may have
 * @param since when it came to its state
 */
record Subscription(
        UUID id,
        TopicName topic,
        OrganizationId organization,
        String clientId,
        Endpoint endpoint,
        Wishes wishes,
        SubscriptionState state,
        Instant createdAt,
        Instant since) {}
