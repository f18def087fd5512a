package org.almoner.server.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Twice as long after every failure, up to a bound, for days; half of each delay is by chance, so that those who failed together do not come together. */
record PatientRetries() implements RetryPolicy {

    static final String NAME = "long";

    private static final long FIRST_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final long LONGEST_MILLIS = Duration.ofHours(3).toMillis();

    /** Ten that double, and four days of three quarters of three hours each. */
    private static final int RETRIES = 52;

    @Override
    public Optional<Duration> delayBefore(int retry, RandomGenerator random) {
        if (retry > RETRIES) {
            return Optional.empty();
        }
        // Beyond twenty doublings it is the longest anyway, and a shift by more would overflow.
        var whole = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(retry - 1, 20));
        return Optional.of(Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1)));
    }

    @Override
    public Duration longestDelay() {
        return Duration.ofMillis(LONGEST_MILLIS);
    }

    @Override
    public String print() {
        return NAME;
    }
}
