package org.almoner.client.subscription;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A subscription to be begun.
 *
 * @param endpoint an http or https URL, with {@code user:password@} where it asks for HTTP Basic or Digest
 * @param product the slug of a product; null for a population
 * @param subProduct the slug of one of its sub-products; null for all of them
 * @param population the id or the mnemonic of a population; null for a product
 * @param rawDelivery whether only the message itself is sent, unsigned
 * @param filterPolicy as SNS has it; null for everything
 * @param retryPolicy {@code "standard"}, {@code "long"}, or SNS's healthyRetryPolicy as a map; null for the standard
 * @param maxReceivesPerSecond null for as many as there are
 * @param organization for operators: whose it is; null for one's own
 * @param clientId for operators: which client of that organization it counts for, as its tokens name it; null with it
 */
public record SubscriptionRequest(
        String endpoint,
        @Nullable String product,
        @Nullable String subProduct,
        @Nullable String population,
        boolean rawDelivery,
        @Nullable Object filterPolicy,
        @Nullable Object retryPolicy,
        @Nullable Integer maxReceivesPerSecond,
        @Nullable String organization,
        @Nullable String clientId) {

    /** To be told of a product, with everything as usual. */
    public static SubscriptionRequest toProduct(String endpoint, String product) {
        return new SubscriptionRequest(endpoint, product, null, null, false, null, null, null, null, null);
    }

    /** To be told of one sub-product, with everything as usual. */
    public static SubscriptionRequest toSubProduct(String endpoint, String product, String subProduct) {
        return new SubscriptionRequest(endpoint, product, subProduct, null, false, null, null, null, null, null);
    }

    /** To be told of the extracts of a population, with everything as usual. */
    public static SubscriptionRequest toPopulation(String endpoint, String population) {
        return new SubscriptionRequest(endpoint, null, null, population, false, null, null, null, null, null);
    }

    /** The same with a filter, such as {@code {"event_type": ["version.launched"]}}. */
    public SubscriptionRequest filtered(Map<String, ?> policy) {
        return new SubscriptionRequest(
                endpoint,
                product,
                subProduct,
                population,
                rawDelivery,
                policy,
                retryPolicy,
                maxReceivesPerSecond,
                organization,
                clientId);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SubscriptionRequest[" + product + "/" + subProduct + ", " + population + "]";
    }
}
