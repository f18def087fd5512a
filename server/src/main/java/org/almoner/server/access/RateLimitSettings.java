package org.almoner.server.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one may ask. Every node counts for itself, so that a client that is spread over two nodes may ask twice as often.
 *
 * @param requestsPerSecond how many requests a client may send per second in the long run; zero is no limit
 * @param burst how many it may send at once after a pause
 * @param failedTokensPerMinute how many token requests may fail per minute from one address (of IPv6, from one network of 64
 *     bits) before it has to wait; zero is no limit
 */
@ConfigurationProperties(prefix = "almoner.rate-limit", ignoreUnknownFields = false)
record RateLimitSettings(
        @DefaultValue("200") int requestsPerSecond,
        @DefaultValue("1000") int burst,
        @DefaultValue("30") int failedTokensPerMinute) {

    RateLimitSettings {
        notNegative("requests-per-second", requestsPerSecond);
        notNegative("failed-tokens-per-minute", failedTokensPerMinute);
        if (burst < 1) {
            throw new IllegalArgumentException("almoner.rate-limit.burst must be at least 1, but is " + burst);
        }
    }

    private static void notNegative(String name, int setting) {
        if (setting < 0) {
            throw new IllegalArgumentException(
                    "almoner.rate-limit." + name + " must be 0 (no limit) or more, but is " + setting);
        }
    }
}
