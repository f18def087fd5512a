package org.almoner.server.catalog;

import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.access.OrganizationId;
import org.jspecify.annotations.Nullable;

/** What a publisher sends of a sub-product. */
@Schema(
        name = "SubProductRequest",
        description = "What a sub-product is to be. In a change, what is left out stays as it is.")
record SubProductRequest(
        @Schema(example = "US edition", maxLength = 200) @Nullable
        String subProductName,

        @Schema(
                description =
                        "The mnemonic of the organization that owns it and sees it without a grant; the caller's, if left out.",
                example = "cernerdemo")
        @Nullable
        String organization,

        @JsonProperty("is_public")
        @Schema(description = "Whether every organization sees it.", defaultValue = "false")
        @Nullable
        Boolean isPublic) {

    /** @param organizations finds the organization of a mnemonic */
    SubProductDetails created(OrganizationId caller, Function<String, OrganizationId> organizations) {
        return new SubProductDetails(
                Texts.line("sub_product_name", subProductName, 200),
                organization == null ? caller : organizations.apply(organization),
                isPublic != null && isPublic);
    }

    /** @param organizations finds the organization of a mnemonic */
    SubProductDetails over(SubProductDetails before, Function<String, OrganizationId> organizations) {
        return new SubProductDetails(
                subProductName == null ? before.name() : Texts.line("sub_product_name", subProductName, 200),
                organization == null ? before.owner() : organizations.apply(organization),
                isPublic == null ? before.isPublic() : isPublic);
    }
}
