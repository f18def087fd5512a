package org.almoner.server.subscription;

import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A topic, as clients are shown it. */
@Schema(name = "Topic", description = "What one can be told of.")
record TopicJson(
        @Schema(example = "icd-10-cm-12_us-34") String topicName,

        @Schema(
                description =
                        "What messages carry as TopicArn. Where messages are sent by Amazon SNS, what to subscribe to there.",
                example = "arn:aws:sns:us-east-1:000000000000:icd-10-cm-12_us-34")
        String topicArn,

        @Schema(
                description = "What it is of.",
                allowableValues = {"product", "sub_product", "population"})
        String kind,

        @Schema(description = "What people call it.", example = "ICD-10-CM / US")
        String title,

        @Schema(description = "Null of a population.", example = "icd-10-cm-12") @Nullable
        String productSlug,

        @Schema(description = "Null of a product and of a population.", example = "us-34") @Nullable
        String subProductSlug,

        @Schema(description = "Null of a product and a sub-product.") @Nullable
        UUID populationId,

        @Schema(
                description = "How its messages are signed: 2 is SHA-256, 1 is SHA-1.",
                allowableValues = {"1", "2"})
        String signatureVersion) {

    static TopicJson of(Topic topic, String arn, String signatureVersion) {
        var name = topic.name().value();
        return switch (topic) {
            case Topic.OfProduct product ->
                new TopicJson(name, arn, "product", product.title(), product.product(), null, null, signatureVersion);
            case Topic.OfSubProduct subProduct ->
                new TopicJson(
                        name,
                        arn,
                        "sub_product",
                        subProduct.title(),
                        subProduct.product(),
                        subProduct.subProduct(),
                        null,
                        signatureVersion);
            case Topic.OfPopulation population ->
                new TopicJson(
                        name, arn, "population", population.title(), null, null, population.id(), signatureVersion);
        };
    }
}
