package org.almoner.server.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What follows from a try, by the policy of its letter. */
final class Consequence {

    private final RandomGenerator random;

    Consequence(RandomGenerator random) {
        this.random = random;
    }

    /**
     * What follows.
     *
     * @return empty of a try that was broken off, from which nothing follows
     */
    Optional<Tried> of(Claimed delivery, RetryPolicy policy, Outcome outcome, Instant begun, Duration took) {
        return switch (outcome) {
            case Outcome.Accepted(var answer) ->
                Optional.of(
                        new Tried(delivery, new Attempt(begun, took, answer), new Tried.Next.Done(), Optional.empty()));
            case Outcome.Refused(var answer) ->
                Optional.of(new Tried(
                        delivery, new Attempt(begun, took, answer), new Tried.Next.Dead(), Optional.of(words(answer))));
            case Outcome.Unready(var answer, var retryAfter) ->
                Optional.of(new Tried(
                        delivery,
                        new Attempt(begun, took, answer),
                        next(delivery, policy, begun.plus(took), retryAfter.orElse(Duration.ZERO)),
                        Optional.of(words(answer))));
            case Outcome.Unanswered(var noAnswer) ->
                Optional.of(new Tried(
                        delivery,
                        new Attempt(begun, took, noAnswer),
                        next(delivery, policy, begun.plus(took), Duration.ZERO),
                        Optional.of(noAnswer.reason())));
            case Outcome.BrokenOff _ -> Optional.empty();
        };
    }

    private Tried.Next next(Claimed delivery, RetryPolicy policy, Instant ended, Duration asked) {
        // An endpoint may put its next letter off, but not beyond what the policy ever waits.
        var granted = asked.compareTo(policy.longestDelay()) > 0 ? policy.longestDelay() : asked;
        return policy.delayBefore(delivery.retries() + 1, random)
                .<Tried.Next>map(
                        delay -> new Tried.Next.Again(ended.plus(delay.compareTo(granted) > 0 ? delay : granted)))
                .orElseGet(Tried.Next.Dead::new);
    }

    private static String words(Attempt.Answered answer) {
        return "The endpoint answers with status " + answer.status();
    }
}
