package org.almoner.server.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How often and when a delivery is tried again that failed for a reason that may pass. */
public sealed interface RetryPolicy permits PhasedRetries, PatientRetries {

    /** SNS's own: three retries, 20 seconds apart. */
    RetryPolicy STANDARD = PhasedRetries.STANDARD;

    /** For consumers who were down for the night or the weekend: four days, at first after half a minute, in the end every three hours. */
    RetryPolicy LONG = new PatientRetries();

    /**
     * How long to wait before a retry.
     *
     * @param retry 1 for the first
     * @return empty if there is no such retry: the delivery is dead
     */
    Optional<Duration> delayBefore(int retry, RandomGenerator random);

    /** The longest it ever waits, also when an endpoint asks for longer by {@code Retry-After}. */
    Duration longestDelay();

    /** What {@link #parse} makes the same policy of: {@code long}, or the members of SNS's {@code healthyRetryPolicy} as a JSON object. */
    String print();

    /**
     * Reads a policy: the word {@code long}, or a JSON object with the members of SNS's {@code healthyRetryPolicy}, each of which may be left out.
     *
     * @throws IllegalArgumentException if it is neither or breaks one of SNS's bounds, in words for whoever wrote it
     */
    static RetryPolicy parse(String text) {
        return text.strip().equals(PatientRetries.NAME) ? LONG : PhasedRetries.parse(text);
    }
}
