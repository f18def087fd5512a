package org.almoner.client.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.almoner.client.failure.AlmonerException;

/**
 * A retry policy with what it needs of the world.
 *
 * @param random spreads the waits; must be safe for use by many threads
 */
public record Patience(RetryPolicy policy, InstantSource clock, Sleeper sleeper, RandomGenerator random) {

    /** Starts counting the attempts of one operation. */
    public Attempts begin() {
        return new Attempts();
    }

    /**
     * Lets time pass.
     *
     * @throws AlmonerException.Interrupted when the thread is interrupted meanwhile
     */
    public Duration pause(Duration wait) {
        try {
            sleeper.sleep(wait);
            return wait;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(e);
        }
    }

    /** The attempts of one operation. Not for use by several threads. */
    public final class Attempts {

        private Instant begun = clock.instant();
        private int failed;

        private Attempts() {}

        /** The operation got further since the last failure: what failed before no longer counts. */
        public void progressed() {
            begun = clock.instant();
            failed = 0;
        }

        /**
         * Waits as the policy says, or gives up.
         *
         * @param asked how long the server asked to wait
         * @return how long it waited
         * @throws AlmonerException {@code failure} itself when it gives up, {@link AlmonerException.Interrupted} when the
         *     thread is interrupted meanwhile
         */
        public Duration waitAfter(AlmonerException failure, Optional<Duration> asked) {
            return pause(planAfter(failure, asked));
        }

        /** How long {@link #waitAfter} would wait; waits for nothing itself. */
        public Duration planAfter(AlmonerException failure, Optional<Duration> asked) {
            failed++;
            var elapsed = Duration.between(begun, clock.instant());
            return switch (policy.after(failed, elapsed, asked, random.nextDouble())) {
                case RetryPolicy.NextStep.TryAgain(var wait) -> wait;
                case RetryPolicy.NextStep.GiveUp() -> throw failure;
            };
        }

        /** {@link #waitAfter(AlmonerException, Optional)} for a failure that may pass; throws any other at once. */
        public Duration waitIfPassing(AlmonerException failure) {
            return pause(planIfPassing(failure));
        }

        /** How long {@link #waitIfPassing} would wait; waits for nothing itself. */
        public Duration planIfPassing(AlmonerException failure) {
            return switch (failure) {
                case AlmonerException.TooMany tooMany -> planAfter(tooMany, tooMany.retryAfter());
                case AlmonerException.ServerFailed server
                when server.passing() -> planAfter(server, server.retryAfter());
                case AlmonerException.Unreachable unreachable -> planAfter(unreachable, Optional.empty());
                case AlmonerException other -> throw other;
            };
        }
    }
}
