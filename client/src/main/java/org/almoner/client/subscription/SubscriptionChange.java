package org.almoner.client.subscription;

import org.jspecify.annotations.Nullable;

/**
 * What is to change about a subscription; null leaves it as it is.
 *
 * @param filterPolicy as SNS has it; an empty map takes it away
 * @param retryPolicy {@code "standard"}, {@code "long"}, or SNS's healthyRetryPolicy as a map
 */
public record SubscriptionChange(
        @Nullable Boolean rawDelivery,
        @Nullable Object filterPolicy,
        @Nullable Object retryPolicy,
        @Nullable Integer maxReceivesPerSecond) {}
