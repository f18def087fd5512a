package org.almoner.client.http;

import java.time.Duration;
import java.util.Optional;

/**
 * How often and how patiently a failed attempt is repeated: exponential back-off with full jitter, within a budget. What makes
 * progress between two failures (a transfer that got some bytes further) starts counting anew.
 *
 * @param attempts how many attempts in all; at least 1
 * @param firstWait the longest wait after the first failure; doubles with each further one
 * @param longestWait what a wait never exceeds, unless the server asks for more
 * @param budget how long all attempts and waits may take together; a wait that would exceed it is not begun
 */
public record RetryPolicy(int attempts, Duration firstWait, Duration longestWait, Duration budget) {

    /** Eight attempts within two minutes. */
    public static final RetryPolicy PATIENT =
            new RetryPolicy(8, Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofMinutes(2));

    /** One attempt. */
    public static final RetryPolicy NONE =
            new RetryPolicy(1, Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofMinutes(2));

    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("There must be at least one attempt, but attempts is " + attempts);
        }
        if (!firstWait.isPositive() || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException("Waits must be positive and must not shrink");
        }
    }

    /** What to do after a failure. */
    public sealed interface NextStep {
        record TryAgain(Duration pause) implements NextStep {}

        record GiveUp() implements NextStep {}
    }

    /**
     * Decides; waits for nothing and reads no clock.
     *
     * @param attempt how many attempts have failed, from 1
     * @param elapsed how long they took together, waits included
     * @param asked how long the server asked to wait
     * @param random between 0 (inclusive) and 1 (exclusive)
     */
    public NextStep after(int attempt, Duration elapsed, Optional<Duration> asked, double random) {
        if (attempt >= attempts) {
            return new NextStep.GiveUp();
        }
        // A little more than the server asked for, so that those it sent away together do not come back together.
        var wait =
                asked.map(least -> least.plus(jittered(firstWait, random))).orElse(jittered(ceiling(attempt), random));
        return elapsed.plus(wait).compareTo(budget) > 0 ? new NextStep.GiveUp() : new NextStep.TryAgain(wait);
    }

    private Duration ceiling(int attempt) {
        var wait = firstWait;
        for (int failed = 1; failed < attempt && wait.compareTo(longestWait) < 0; failed++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }

    /** Anything up to the wait, so that those who failed together come back one by one. */
    private static Duration jittered(Duration ceiling, double random) {
        return Duration.ofNanos((long) (ceiling.toNanos() * random));
    }
}
