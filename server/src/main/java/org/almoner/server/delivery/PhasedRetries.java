package org.almoner.server.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * SNS's {@code healthyRetryPolicy} (Amazon SNS Developer Guide, "Creating an HTTP/S delivery policy"): four phases, one after the other. What is
 * left of the retries when the first, second and fourth phase have theirs belongs to the third.
 *
 * @param minDelayTarget the shortest delay in seconds, 1 to the longest
 * @param maxDelayTarget the longest delay in seconds, at most 3,600
 * @param numRetries of all phases together, 0 to 100
 * @param numNoDelayRetries first phase: at once
 * @param numMinDelayRetries second phase: after the shortest delay
 * @param numMaxDelayRetries fourth phase: after the longest delay
 * @param backoffFunction third phase: how the delay grows from the shortest to the longest
 */
record PhasedRetries(
        int minDelayTarget,
        int maxDelayTarget,
        int numRetries,
        int numNoDelayRetries,
        int numMinDelayRetries,
        int numMaxDelayRetries,
        BackoffFunction backoffFunction)
        implements RetryPolicy {

    static final PhasedRetries STANDARD = new PhasedRetries(20, 20, 3, 0, 0, 0, BackoffFunction.LINEAR);

    private static final int LONGEST_SECONDS = 3_600;
    private static final int MOST_RETRIES = 100;

    /** Takes what is not there for the standard, but nothing that is written twice. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> NUMBERS = Set.of(
            "minDelayTarget",
            "maxDelayTarget",
            "numRetries",
            "numNoDelayRetries",
            "numMinDelayRetries",
            "numMaxDelayRetries");
    private static final String FUNCTION = "backoffFunction";

    /** @throws IllegalArgumentException if a number is out of its bounds, in words for whoever wrote it */
    PhasedRetries(
            int minDelayTarget,
            int maxDelayTarget,
            int numRetries,
            int numNoDelayRetries,
            int numMinDelayRetries,
            int numMaxDelayRetries,
            BackoffFunction backoffFunction) {
        within("maxDelayTarget", maxDelayTarget, 1, LONGEST_SECONDS);
        within("minDelayTarget", minDelayTarget, 1, maxDelayTarget);
        within("numRetries", numRetries, 0, MOST_RETRIES);
        within("numNoDelayRetries", numNoDelayRetries, 0, numRetries);
        within("numMinDelayRetries", numMinDelayRetries, 0, numRetries);
        within("numMaxDelayRetries", numMaxDelayRetries, 0, numRetries);
        if (numNoDelayRetries + numMinDelayRetries + numMaxDelayRetries > numRetries) {
            throw new IllegalArgumentException(
                    "numNoDelayRetries, numMinDelayRetries and numMaxDelayRetries together must"
                            + " not be more than numRetries, " + numRetries + ".");
        }
        this.minDelayTarget = minDelayTarget;
        this.maxDelayTarget = maxDelayTarget;
        this.numRetries = numRetries;
        this.numNoDelayRetries = numNoDelayRetries;
        this.numMinDelayRetries = numMinDelayRetries;
        this.numMaxDelayRetries = numMaxDelayRetries;
        this.backoffFunction = backoffFunction;
        var inAll = IntStream.rangeClosed(1, numRetries)
                .mapToLong(this::millisBefore)
                .sum();
        if (inAll > LONGEST_SECONDS * 1_000L) {
            throw new IllegalArgumentException("All delays of the policy together are " + inAll / 1_000
                    + " seconds, and must not be more than " + LONGEST_SECONDS
                    + ". Have fewer retries or shorter delays, or choose the policy 'long'.");
        }
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " must be a whole number from " + least + " to " + most + ", not " + value + ".");
        }
    }

    /** @param retry 1 to the number of them */
    private long millisBefore(int retry) {
        if (retry <= numNoDelayRetries) {
            return 0;
        }
        var growing = retry - numNoDelayRetries - numMinDelayRetries;
        if (growing <= 0) {
            return minDelayTarget * 1_000L;
        }
        if (retry > numRetries - numMaxDelayRetries) {
            return maxDelayTarget * 1_000L;
        }
        var last = numRetries - numNoDelayRetries - numMinDelayRetries - numMaxDelayRetries - 1;
        // A phase of one retry waits the shortest delay.
        var part = last == 0 ? 0 : backoffFunction.part(growing - 1, last, (double) maxDelayTarget / minDelayTarget);
        return Math.round((minDelayTarget + (maxDelayTarget - minDelayTarget) * part) * 1_000);
    }

    @Override
    public Optional<Duration> delayBefore(int retry, RandomGenerator random) {
        return retry > numRetries ? Optional.empty() : Optional.of(Duration.ofMillis(millisBefore(retry)));
    }

    @Override
    public Duration longestDelay() {
        return Duration.ofSeconds(maxDelayTarget);
    }

    @Override
    public String print() {
        return JSON.writeValueAsString(JSON.createObjectNode()
                .put("minDelayTarget", minDelayTarget)
                .put("maxDelayTarget", maxDelayTarget)
                .put("numRetries", numRetries)
                .put("numNoDelayRetries", numNoDelayRetries)
                .put("numMinDelayRetries", numMinDelayRetries)
                .put("numMaxDelayRetries", numMaxDelayRetries)
                .put(FUNCTION, backoffFunction.wireName()));
    }

    static PhasedRetries parse(String text) {
        var policy = tree(text);
        for (var name : policy.propertyNames()) {
            if (!NUMBERS.contains(name) && !name.equals(FUNCTION)) {
                throw new IllegalArgumentException("A retry policy has no " + name + ". It may have "
                        + NUMBERS.stream().sorted().collect(Collectors.joining(", ")) + " and " + FUNCTION + ".");
            }
        }
        return new PhasedRetries(
                number(policy, "minDelayTarget", STANDARD.minDelayTarget),
                number(policy, "maxDelayTarget", STANDARD.maxDelayTarget),
                number(policy, "numRetries", STANDARD.numRetries),
                number(policy, "numNoDelayRetries", STANDARD.numNoDelayRetries),
                number(policy, "numMinDelayRetries", STANDARD.numMinDelayRetries),
                number(policy, "numMaxDelayRetries", STANDARD.numMaxDelayRetries),
                function(policy));
    }

    private static JsonNode tree(String text) {
        try {
            var tree = JSON.readTree(text);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException _) {
            // Answered below.
        }
        throw new IllegalArgumentException(
                "A retry policy must be the word 'long' or a JSON object with the members of SNS's"
                        + " healthyRetryPolicy, such as {\"numRetries\": 3, \"minDelayTarget\": 20, \"maxDelayTarget\": 20}.");
    }

    private static int number(JsonNode policy, String name, int otherwise) {
        var value = policy.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException(name + " must be a whole number of ordinary size.");
        }
        return value.intValue();
    }

    private static BackoffFunction function(JsonNode policy) {
        var value = policy.get(FUNCTION);
        if (value == null) {
            return STANDARD.backoffFunction;
        }
        return BackoffFunction.of(value.isString() ? value.stringValue() : "")
                .orElseThrow(() -> new IllegalArgumentException(FUNCTION + " must be one of "
                        + Arrays.stream(BackoffFunction.values())
                                .map(BackoffFunction::wireName)
                                .collect(Collectors.joining(", "))
                        + "."));
    }
}
