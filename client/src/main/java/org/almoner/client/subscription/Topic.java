package org.almoner.client.subscription;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * What one can be told of.
 *
 * @param topicArn what messages carry as {@code TopicArn}
 * @param kind what it is of: a product, a sub_product or a population
 * @param title what people call it
 * @param productSlug null of a population
 * @param subProductSlug null of all but a sub-product
 * @param populationId null of all but a population
 * @param signatureVersion {@code 1} or {@code 2}
 */
public record Topic(
        String topicName,
        String topicArn,
        String kind,
        String title,
        @Nullable String productSlug,
        @Nullable String subProductSlug,
        @Nullable String populationId,
        String signatureVersion) {

    public Topic {
        requireNonNull(topicName, "topic_name is missing");
        requireNonNull(topicArn, "topic_arn is missing");
        requireNonNull(kind, "kind is missing");
        requireNonNull(title, "title is missing");
    }
}
