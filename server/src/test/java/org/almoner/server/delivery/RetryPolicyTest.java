package org.almoner.server.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** SNS's policy as its developer guide has it, and the one for those who were down for the night. */
class RetryPolicyTest {

    private static final Random RANDOM = new Random(20261122);

    private static List<Long> millis(RetryPolicy policy) {
        return IntStream.iterate(1, retry -> policy.delayBefore(retry, RANDOM).isPresent(), retry -> retry + 1)
                .mapToObj(
                        retry -> policy.delayBefore(retry, RANDOM).orElseThrow().toMillis())
                .toList();
    }

    private static List<Long> seconds(String policy) {
        return millis(RetryPolicy.parse(policy)).stream()
                .map(delay -> delay / 1_000)
                .toList();
    }

    /** "Creating an HTTP/S delivery policy": three retries, 20 seconds apart. */
    @Example
    void withoutAWordThereAreThreeRetriesTwentySecondsApart() {
        assertThat(millis(RetryPolicy.STANDARD)).containsExactly(20_000L, 20_000L, 20_000L);
        assertThat(RetryPolicy.parse("{}")).isEqualTo(RetryPolicy.STANDARD);
    }

    /** The guide's example of all four phases: 3 at once, 2 after the shortest, 10 that grow, 35 after the longest. */
    @Example
    void thePhasesFollowOneAnother() {
        var delays = seconds("""
                {"minDelayTarget": 1, "maxDelayTarget": 60, "numRetries": 50, "numNoDelayRetries": 3,
                 "numMinDelayRetries": 2, "numMaxDelayRetries": 35, "backoffFunction": "exponential"}
                """);

        assertThat(delays).hasSize(50);
        assertThat(delays.subList(0, 3)).containsOnly(0L);
        assertThat(delays.subList(3, 5)).containsOnly(1L);
        assertThat(delays.subList(5, 15)).isSorted().startsWith(1L).endsWith(60L);
        assertThat(delays.subList(15, 50)).containsOnly(60L);
    }

    @Example
    void aPhaseOfOneRetryWaitsTheShortestDelay() {
        assertThat(
                        seconds(
                                "{\"minDelayTarget\": 1, \"maxDelayTarget\": 9, \"numRetries\": 3, \"numNoDelayRetries\": 1, \"numMaxDelayRetries\": 1}"))
                .containsExactly(0L, 1L, 9L);
    }

    /** Half a minute, which doubles up to three hours, and half of each by chance. */
    @Property(tries = 100)
    void theLongPolicyDoublesFromHalfAMinute(@ForAll long seed) {
        var seconds = List.of(30, 60, 120, 240, 480, 960, 1_920, 3_840, 7_680, 10_800, 10_800);
        for (int retry = 1; retry <= seconds.size(); retry++) {
            var longest = Duration.ofSeconds(seconds.get(retry - 1));
            assertThat(RetryPolicy.LONG.delayBefore(retry, new Random(seed)).orElseThrow())
                    .isBetween(longest.dividedBy(2), longest);
        }
    }

    @Example
    void theFunctionsGrowAsTheirNamesSay() {
        var policy = "{\"minDelayTarget\": 1, \"maxDelayTarget\": 16, \"numRetries\": 5, \"backoffFunction\": \"%s\"}";

        // Worked out by hand: equal steps of 3.75; steps of 1.5, 3, 4.5 and 6; factors of 2; steps of 1, 2, 4 and 8.
        assertThat(millis(RetryPolicy.parse(policy.formatted("linear"))))
                .containsExactly(1_000L, 4_750L, 8_500L, 12_250L, 16_000L);
        assertThat(millis(RetryPolicy.parse(policy.formatted("arithmetic"))))
                .containsExactly(1_000L, 2_500L, 5_500L, 10_000L, 16_000L);
        assertThat(millis(RetryPolicy.parse(policy.formatted("geometric"))))
                .containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L);
        assertThat(millis(RetryPolicy.parse(policy.formatted("exponential"))))
                .containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L);
    }

    @Example
    void whatBreaksABoundIsRefusedWithItsName() {
        refused("{\"numRetries\": 101}", "numRetries");
        refused("{\"numRetries\": -1}", "numRetries");
        refused("{\"minDelayTarget\": 0}", "minDelayTarget");
        refused("{\"minDelayTarget\": 21}", "minDelayTarget");
        refused("{\"maxDelayTarget\": 3601}", "maxDelayTarget");
        refused("{\"numRetries\": 3, \"numNoDelayRetries\": 2, \"numMaxDelayRetries\": 2}", "numRetries");
        refused("{\"numRetries\": 2147483648}", "numRetries");
        refused("{\"numRetries\": 1.5}", "numRetries");
        refused("{\"numRetries\": \"3\"}", "numRetries");
        refused("{\"numRetries\": null}", "numRetries");
        refused("{\"backoffFunction\": \"Linear\"}", "linear, arithmetic, geometric, exponential");
        refused("{\"backoffFunction\": 1}", "backoffFunction");
        refused("{\"numRetrys\": 1}", "numRetrys");
        refused("{\"maxDelayTarget\": 3600, \"minDelayTarget\": 3600, \"numRetries\": 2}", "3600");
        refused("{\"numRetries\": 1, \"numRetries\": 2}", "healthyRetryPolicy");
        refused("[]", "healthyRetryPolicy");
        refused("{} {}", "healthyRetryPolicy");
        refused("", "healthyRetryPolicy");
        refused("{", "healthyRetryPolicy");
        refused("longer", "healthyRetryPolicy");
    }

    private static void refused(String policy, String word) {
        assertThatIllegalArgumentException()
                .as(policy)
                .isThrownBy(() -> RetryPolicy.parse(policy))
                .withMessageContaining(word);
    }

    @Property
    void delaysStayWithinTheirBoundsAndGrow(@ForAll("policies") PhasedRetries policy) {
        var delays = millis(policy);

        assertThat(delays).hasSize(policy.numRetries()).isSorted();
        assertThat(delays.stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(3_600_000);
        assertThat(delays)
                .allSatisfy(delay -> assertThat(delay)
                        .satisfiesAnyOf(
                                one -> assertThat(one).isZero(),
                                one -> assertThat(one)
                                        .isBetween(
                                                policy.minDelayTarget() * 1_000L, policy.maxDelayTarget() * 1_000L)));
        assertThat(policy.longestDelay()).isEqualTo(Duration.ofSeconds(policy.maxDelayTarget()));
    }

    @Property
    void whatIsPrintedIsReadAsTheSamePolicyWithSnsNames(@ForAll("policies") PhasedRetries policy) {
        assertThat(RetryPolicy.parse(policy.print())).isEqualTo(policy);
        assertThat(JsonMapper.shared().readTree(policy.print()).propertyNames())
                .containsExactlyInAnyOrder(
                        "minDelayTarget",
                        "maxDelayTarget",
                        "numRetries",
                        "numNoDelayRetries",
                        "numMinDelayRetries",
                        "numMaxDelayRetries",
                        "backoffFunction");
    }

    @Provide
    Arbitrary<PhasedRetries> policies() {
        var delays = Arbitraries.integers().between(1, 600);
        var counts = Arbitraries.integers().between(0, 20);
        return Combinators.combine(
                        delays, delays, counts, counts, counts, counts, Arbitraries.of(BackoffFunction.class))
                .as((one, other, none, least, growing, most, function) -> {
                    try {
                        return new PhasedRetries(
                                Math.min(one, other),
                                Math.max(one, other),
                                none + least + growing + most,
                                none,
                                least,
                                most,
                                function);
                    } catch (IllegalArgumentException tooLong) {
                        assertThat(tooLong).hasMessageContaining("3600");
                        return PhasedRetries.STANDARD;
                    }
                });
    }

    @Property(tries = 100)
    void theLongPolicyLastsForDaysAndNeverWaitsForMoreThanThreeHours(@ForAll long seed) {
        var random = new Random(seed);
        var all = Duration.ZERO;
        var retry = 1;
        for (var delay = RetryPolicy.LONG.delayBefore(retry, random);
                delay.isPresent();
                delay = RetryPolicy.LONG.delayBefore(retry, random)) {
            assertThat(delay.get()).isBetween(Duration.ofSeconds(15), Duration.ofHours(3));
            all = all.plus(delay.get());
            retry++;
        }
        assertThat(all).isBetween(Duration.ofDays(3), Duration.ofDays(6));
        assertThat(RetryPolicy.parse(RetryPolicy.LONG.print())).isEqualTo(RetryPolicy.LONG);
    }

    @Property
    void thoseWhoFailedTogetherDoNotComeTogether(@ForAll @IntRange(min = 1, max = 52) int retry) {
        var delays = IntStream.range(0, 50)
                .mapToObj(seed ->
                        RetryPolicy.LONG.delayBefore(retry, new Random(seed)).orElseThrow())
                .distinct()
                .toList();
        assertThat(delays).hasSizeGreaterThan(30);
    }
}
