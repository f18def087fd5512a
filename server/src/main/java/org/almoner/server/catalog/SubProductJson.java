package org.almoner.server.catalog;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/** A sub-product as the Download API writes it. */
@Schema(name = "SubProduct", description = "A variant of a product: what an organization is entitled to.")
record SubProductJson(
        @Schema(example = "Example Sub Product Name") String subProductName,

        @Schema(example = "5a9994a2-46ad-11ee-be56-0242ac120002")
        UUID id,

        @Schema(example = "3fa85f64-5717-4562-b3fc-2c963f66afa6")
        UUID productId,

        @Schema(description = "The organization that owns it.", example = "00393482300wD")
        String organizationId,

        @JsonProperty("is_public") @Schema(description = "Whether every organization sees it.", example = "true")
        boolean isPublic,

        @Schema(
                description = "The sub-product's part of every address. It never changes.",
                example = "example-sub-product-slug-34")
        String subProductSlug) {

    static SubProductJson of(SubProduct subProduct) {
        return new SubProductJson(
                subProduct.details().name(),
                subProduct.id(),
                subProduct.productId(),
                subProduct.details().owner().value(),
                subProduct.details().isPublic(),
                subProduct.slug().text());
    }
}
