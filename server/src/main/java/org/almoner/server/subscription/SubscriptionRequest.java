package org.almoner.server.subscription;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.delivery.Endpoint;
import org.almoner.server.delivery.RetryPolicy;
import org.almoner.server.delivery.Throttle;
import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a caller sends of a subscription. */
@Schema(name = "SubscriptionRequest", description = "A subscription. In a change, what is left out stays as it is.")
record SubscriptionRequest(
        @Schema(
                description =
                        "Where messages are sent: https, or http. With user:password@ before the host, requests carry HTTP Basic or Digest.",
                example = "https://hooks.hospital.example/almoner",
                maxLength = 2048)
        @Nullable
        String endpoint,

        @Schema(description = "To be told of a product: its slug.", example = "icd-10-cm-12") @Nullable
        String product,

        @Schema(description = "To be told of one sub-product of the product only: its slug.", example = "us-34")
        @Nullable
        String subProduct,

        @Schema(description = "To be told of extracts: the population, by its id or its mnemonic.") @Nullable
        String population,

        @Schema(description = "Whether only the message itself is sent, without JSON around it, and unsigned.")
        @Nullable
        Boolean rawDelivery,

        // A node tells null, which takes the filter away, from nothing, which lets it stand.
        @Schema(
                description =
                        "Which messages are sent: a filter policy of SNS on message attributes, with exact values, prefix, anything-but and"
                                + " exists. Null for all.",
                type = "object",
                example = "{\"event_type\":[\"version.launched\",{\"prefix\":\"extract.\"}]}",
                nullable = true)
        @Nullable
        JsonNode filterPolicy,

        @Schema(
                description =
                        "When what fails is tried again: standard (three times, 20 s apart), long (for four days), or a healthyRetryPolicy of"
                                + " SNS.",
                type = "object",
                example = "{\"minDelayTarget\":20,\"maxDelayTarget\":600,\"numRetries\":10}")
        @Nullable
        JsonNode retryPolicy,

        @Schema(
                description = "How many messages a second are sent at most; null for as many as there are.",
                type = "integer",
                nullable = true,
                example = "10")
        @Nullable
        JsonNode maxReceivesPerSecond,

        @Schema(description = "For operators: whose it is, with client_id. Otherwise it is the caller's.") @Nullable
        String organization,

        @Schema(
                description =
                        "For operators: which client of the organization it counts for. A client of an external issuer by the name that its"
                                + " tokens have for it.")
        @Nullable
        String clientId) {

    private static final Wishes USUAL = new Wishes(false, FilterPolicy.NONE, RetryPolicy.STANDARD, Throttle.NONE);
    private static final int MOST_PER_SECOND = 100_000;

    Endpoint target() {
        if (endpoint == null) {
            throw new Invalid("endpoint is missing: the URL that messages are to be sent to.");
        }
        try {
            return Endpoint.parse(endpoint);
        } catch (IllegalArgumentException e) {
            throw new Invalid(String.valueOf(e.getMessage()));
        }
    }

    Wishes wishes() {
        return over(USUAL);
    }

    Wishes over(Wishes before) {
        return new Wishes(
                rawDelivery == null ? before.raw() : rawDelivery,
                filterPolicy == null ? before.filter() : filter(filterPolicy),
                retryPolicy == null ? before.retries() : retries(retryPolicy),
                maxReceivesPerSecond == null ? before.throttle() : throttle(maxReceivesPerSecond));
    }

    /** @throws Invalid if the request wants what cannot be changed */
    void requireOnlyWishes() {
        if (endpoint != null
                || product != null
                || subProduct != null
                || population != null
                || organization != null
                || clientId != null) {
            throw new Invalid(
                    "Only raw_delivery, filter_policy, retry_policy and max_receives_per_second can be changed."
                            + " For another endpoint or topic, begin another subscription and end this one.");
        }
    }

    private static FilterPolicy filter(JsonNode policy) {
        return policy.isNull() ? FilterPolicy.NONE : FilterPolicy.of(policy);
    }

    private static RetryPolicy retries(JsonNode policy) {
        if (policy.isString() && policy.stringValue().equals("standard")) {
            return RetryPolicy.STANDARD;
        }
        if (!policy.isObject() && !(policy.isString() && policy.stringValue().equals("long"))) {
            throw new Invalid(
                    "retry_policy must be standard, long, or an object with members of SNS's healthyRetryPolicy.");
        }
        try {
            return RetryPolicy.parse(policy.isString() ? policy.stringValue() : policy.toString());
        } catch (IllegalArgumentException e) {
            throw new Invalid("retry_policy: " + e.getMessage());
        }
    }

    private static Throttle throttle(JsonNode most) {
        if (most.isNull()) {
            return Throttle.NONE;
        }
        if (!most.isInt() || most.intValue() < 1 || most.intValue() > MOST_PER_SECOND) {
            throw new Invalid(
                    "max_receives_per_second must be a whole number from 1 to " + MOST_PER_SECOND + ", or null.");
        }
        return new Throttle.PerSecond(most.intValue());
    }
}
