package org.almoner.server.notification;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long events are kept for clients that ask what is new, and how soon they hear of them.
 *
 * @param retention how long an event is kept; whoever was away for longer has to compare everything. 1d or more
 * @param polling how soon a client that waits at this node hears of what another node has committed; 100ms to 1m
 */
@ConfigurationProperties(prefix = "almoner.events", ignoreUnknownFields = false)
record EventSettings(
        @DefaultValue("400d") Duration retention,
        @DefaultValue("1s") Duration polling) {

    private static final Duration SHORTEST_RETENTION = Duration.ofDays(1);
    private static final Duration SHORTEST_POLLING = Duration.ofMillis(100);
    private static final Duration LONGEST_POLLING = Duration.ofMinutes(1);

    EventSettings {
        if (retention.compareTo(SHORTEST_RETENTION) < 0) {
            throw new IllegalArgumentException("almoner.events.retention must be 1d or more, not " + retention);
        }
        if (polling.compareTo(SHORTEST_POLLING) < 0 || polling.compareTo(LONGEST_POLLING) > 0) {
            throw new IllegalArgumentException("almoner.events.polling must be 100ms to 1m, not " + polling);
        }
    }
}
