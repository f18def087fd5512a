package org.almoner.client.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A sub-product: what versions are published under, and what organizations are entitled to.
 *
 * @param organizationId the organization it belongs to
 * @param isPublic whether every organization may see it
 * @param subProductSlug its step in an address; stable for ever, unique in its product
 */
public record SubProduct(
        String id,
        @Nullable String productId,
        @Nullable String organizationId,
        @JsonProperty("is_public") boolean isPublic,
        String subProductName,
        String subProductSlug) {

    public SubProduct {
        requireNonNull(id, "id is missing");
        requireNonNull(subProductName, "sub_product_name is missing");
        Slug.check(subProductSlug, "sub_product_slug");
    }
}
