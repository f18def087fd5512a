package org.almoner.client.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a sub-product is to be, or what of it is to change: null leaves as it is.
 *
 * @param subProductName required for a new sub-product
 * @param organization the mnemonic of the organization it belongs to; null for the caller's. Only for a new sub-product
 * @param isPublic whether every organization may see it
 */
public record SubProductChange(
        @Nullable String subProductName,
        @Nullable String organization,
        @JsonProperty("is_public") @Nullable Boolean isPublic) {}
