package org.almoner.server.storage;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Links.
 *
 * @param lifetime how long a link works; at least a second, at most 7 days
 * @param allowPut whether an empty-body {@code PUT} of a link is answered like {@code GET}, as clients of the Download API
 *     send it
 * @param keyLife how long a key signs new links before the next one takes over; at least an hour
 */
@ConfigurationProperties("almoner.link")
record LinkSettings(
        @DefaultValue("300s") Duration lifetime,
        @DefaultValue("true") boolean allowPut,
        @DefaultValue("30d") Duration keyLife) {

    LinkSettings {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("almoner.link.lifetime must be between 1s and 7d, not " + lifetime);
        }
        if (keyLife.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("almoner.link.key-life must be at least 1h, not " + keyLife);
        }
    }
}
