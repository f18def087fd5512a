package org.almoner.server.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.almoner.server.web.Cidr;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How notifications are sent to the endpoints of subscribers.
 *
 * @param allowedNetworks addresses that may be called although they cannot be reached from the internet, as blocks such as 10.1.0.0/16 or single
 *     addresses. Whoever may subscribe can have this server send requests there, so name no more than your subscribers need
 * @param trustedCertificates PEM file with certificates of authorities that endpoints' certificates may come from, besides those that Java trusts
 * @param timeout how long a try may take from the lookup of the host to the last byte of the answer; 100ms to 60s
 * @param lease after how long a delivery is tried by another node if the one that took it says nothing of it; the time-out and 5s at least, 1h at most.
 *     The clocks of all nodes must agree to a few seconds
 * @param polling how soon a node notices what another one has queued; 100ms to 1m
 * @param concurrency how many tries of this node use the processor at a time: more are faster, fewer leave more to downloads. Those that wait for
 *     their endpoints do not count; 1 to 256
 * @param open how many tries of this node are under way at a time, with those that wait for their endpoints; 16 to 16384
 * @param pauseAfter after how long without a success a recipient is paused; 1h or more
 * @param retention how long it is kept what was delivered, and can be replayed; 1d or more
 * @param deadRetention how long it is kept what could not be delivered; 1d or more
 */
@ConfigurationProperties(prefix = "almoner.notifications", ignoreUnknownFields = false)
record DeliverySettings(
        @DefaultValue List<String> allowedNetworks,
        @Nullable Path trustedCertificates,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("1m") Duration lease,
        @DefaultValue("1s") Duration polling,
        @DefaultValue("2") int concurrency,
        @DefaultValue("1024") int open,
        @DefaultValue("7d") Duration pauseAfter,
        @DefaultValue("14d") Duration retention,
        @DefaultValue("90d") Duration deadRetention) {

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration SPARE = Duration.ofSeconds(5);
    private static final Duration LONGEST_LEASE = Duration.ofHours(1);
    private static final Duration LONGEST_POLLING = Duration.ofMinutes(1);
    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final int MOST_CONCURRENT = 256;
    private static final int FEWEST_OPEN = 16;
    private static final int MOST_OPEN = 16_384;

    DeliverySettings {
        allowedNetworks = List.copyOf(allowedNetworks);
        allowedNetworks.forEach(Cidr::parse);
        within("timeout", timeout, SHORTEST_WAIT, LONGEST_TIMEOUT);
        within("lease", lease, timeout.plus(SPARE), LONGEST_LEASE);
        within("polling", polling, SHORTEST_WAIT, LONGEST_POLLING);
        within("pause-after", pauseAfter, Duration.ofHours(1), FOREVER);
        within("retention", retention, ONE_DAY, FOREVER);
        within("dead-retention", deadRetention, ONE_DAY, FOREVER);
        within("concurrency", concurrency, 1, MOST_CONCURRENT);
        within("open", open, FEWEST_OPEN, MOST_OPEN);
    }

    private static void within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "almoner.notifications." + name + " must be " + least + " to " + most + ", not " + value);
        }
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "almoner.notifications." + name + " must be " + least + " to " + most + ", not " + value);
        }
    }

    List<Cidr> allowedBlocks() {
        return allowedNetworks.stream().map(Cidr::parse).toList();
    }
}
