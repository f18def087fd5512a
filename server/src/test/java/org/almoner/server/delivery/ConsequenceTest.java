package org.almoner.server.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

/** What an endpoint may ask for, and what it gets. */
class ConsequenceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final RetryPolicy POLICY =
            RetryPolicy.parse("{\"minDelayTarget\": 10, \"maxDelayTarget\": 100, \"numRetries\": 2}");

    private final Consequence consequence = new Consequence(new Random(20261122));

    private static Claimed failedBefore(int times) {
        return new Claimed(
                1,
                new Letters.Key(UUID.randomUUID(), UUID.randomUUID()),
                times,
                times,
                Optional.empty(),
                UUID.randomUUID(),
                NOW.plusSeconds(60));
    }

    private Tried.Next after(int failures, RetryPolicy policy, Duration retryAfter) {
        return consequence
                .of(
                        failedBefore(failures),
                        policy,
                        new Outcome.Unready(new Attempt.Answered(429, ""), Optional.of(retryAfter)),
                        NOW,
                        Duration.ofSeconds(1))
                .orElseThrow()
                .next();
    }

    @Example
    void aRetryAfterIsHonouredWithinThePolicy() {
        assertThat(after(0, POLICY, Duration.ofSeconds(42))).isEqualTo(new Tried.Next.Again(NOW.plusSeconds(1 + 42)));
        assertThat(after(0, POLICY, Duration.ofSeconds(3))).isEqualTo(new Tried.Next.Again(NOW.plusSeconds(1 + 10)));
        assertThat(after(0, POLICY, Duration.ofDays(365))).isEqualTo(new Tried.Next.Again(NOW.plusSeconds(1 + 100)));
        assertThat(after(2, POLICY, Duration.ofSeconds(42))).isEqualTo(new Tried.Next.Dead());
    }

    @Property
    void whateverIsAskedForTheLongPolicyWaitsThreeHoursAtMost(
            @ForAll("failures") int failures, @ForAll @LongRange(min = 0) long asked) {
        var next = after(failures, RetryPolicy.LONG, Duration.ofSeconds(Math.min(asked, Integer.MAX_VALUE)));

        assertThat(next)
                .isInstanceOfSatisfying(
                        Tried.Next.Again.class,
                        again -> assertThat(again.due())
                                .isBetween(
                                        NOW.plusSeconds(1), NOW.plusSeconds(1).plus(Duration.ofHours(3))));
    }

    @Provide
    Arbitrary<Integer> failures() {
        return Arbitraries.integers().between(0, 51);
    }

    @Example
    void fromATryThatWasBrokenOffNothingFollows() {
        assertThat(consequence.of(failedBefore(0), POLICY, new Outcome.BrokenOff(), NOW, Duration.ZERO))
                .isEmpty();
    }
}
