package org.almoner.client.http;

import java.time.Duration;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.almoner.client.http.RetryPolicy.NextStep;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTest {

    private static final RetryPolicy POLICY =
            new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(60));

    @Test
    void waitsDoubleUpToTheLongest() {
        assertThat(longest(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(longest(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(longest(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(longest(4)).isEqualTo(Duration.ofSeconds(5));
    }

    @Property
    void aWaitIsAnythingUpToTheLongest(
            @ForAll @IntRange(min = 1, max = 4) int attempt, @ForAll @DoubleRange(max = 0.99) double random) {
        assertThat(pause(POLICY.after(attempt, Duration.ZERO, Optional.empty(), random)))
                .isBetween(
                        Duration.ofNanos((long) (longest(attempt).toNanos() * (random - 0.001))),
                        Duration.ofNanos((long) (longest(attempt).toNanos() * (random + 0.001))));
    }

    @Property
    void noWaitIsShorterThanTheServerAsks(
            @ForAll @IntRange(max = 50) int asked, @ForAll @DoubleRange(max = 0.99) double random) {
        assertThat(pause(POLICY.after(1, Duration.ZERO, Optional.of(Duration.ofSeconds(asked)), random)))
                .isBetween(Duration.ofSeconds(asked), Duration.ofSeconds(asked + 1));
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        assertThat(POLICY.after(5, Duration.ZERO, Optional.empty(), 0)).isEqualTo(new NextStep.GiveUp());
    }

    @Test
    void givesUpRatherThanWaitBeyondTheBudget() {
        assertThat(POLICY.after(1, Duration.ofSeconds(59), Optional.of(Duration.ofSeconds(2)), 0))
                .isEqualTo(new NextStep.GiveUp());
    }

    private static Duration longest(int attempt) {
        return pause(POLICY.after(attempt, Duration.ZERO, Optional.empty(), 1));
    }

    private static Duration pause(NextStep step) {
        return switch (step) {
            case NextStep.TryAgain(var pause) -> pause;
            case NextStep.GiveUp() -> throw new AssertionError("gave up");
        };
    }
}
