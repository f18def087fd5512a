package org.almoner.server.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import org.almoner.server.failure.TooMany;
import org.jspecify.annotations.Nullable;

/** Counts the requests of each client, and the failed token requests of each address, on this node. */
final class RateLimits {

    private static final int MOST_COUNTED = 50_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
    private static final int NETWORK_BYTES = 8;

    private final RateLimitSettings settings;
    private final TimeMeter time;
    private final Cache<String, Bucket> clients = buckets();
    private final Cache<String, Bucket> failures = buckets();

    RateLimits(RateLimitSettings settings, TimeMeter time) {
        this.settings = settings;
        this.time = time;
    }

    /** @throws TooMany if the client must wait before it sends another request */
    void countRequest(String clientId) {
        if (settings.requestsPerSecond() == 0) {
            return;
        }
        var bucket = clients.get(
                clientId, _ -> bucket(settings.burst(), settings.requestsPerSecond(), Duration.ofSeconds(1)));
        if (!bucket.tryConsume(1)) {
            throw tooMany(
                    "This client sends more than " + settings.requestsPerSecond() + " requests per second.", bucket);
        }
    }

    /**
     * @param address in text; null if it is not known
     * @throws TooMany if so many token requests from there have failed that it must wait before it sends another
     */
    void checkFailedTokens(@Nullable String address) {
        if (settings.failedTokensPerMinute() == 0) {
            return;
        }
        var bucket = failures.getIfPresent(network(address));
        if (bucket != null && bucket.getAvailableTokens() == 0) {
            throw tooMany("Too many token requests from your address have failed.", bucket);
        }
    }

    void countFailedToken(@Nullable String address) {
        if (settings.failedTokensPerMinute() == 0) {
            return;
        }
        failures.get(
                        network(address),
                        _ -> bucket(
                                settings.failedTokensPerMinute(),
                                settings.failedTokensPerMinute(),
                                Duration.ofMinutes(1)))
                .tryConsume(1);
    }

    private Bucket bucket(long capacity, long refill, Duration period) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, period))
                .build();
    }

    private static TooMany tooMany(String what, Bucket bucket) {
        var wait = Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
        return new TooMany(what + " Wait as long as Retry-After says, then go on more slowly.", wait);
    }

    /** An IPv6 subscriber has a whole network of addresses to send from. */
    private static String network(@Nullable String address) {
        if (address == null) {
            return "";
        }
        try {
            var parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : address;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }

    private static Cache<String, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_COUNTED)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build();
    }
}
