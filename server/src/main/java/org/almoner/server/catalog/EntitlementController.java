package org.almoner.server.catalog;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.almoner.server.access.Caller;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.catalog.Address.Grantable;
import org.almoner.server.catalog.Address.ProductAddress;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Entitlements, for publishers. */
@RestController
@RequestMapping("/admin/v1/entitlements")
@RequiresScope(Scope.PUBLISH)
@Tag(name = "Entitlements", description = "Says which organization may download what.")
class EntitlementController {

    private final Grants grants;
    private final OrganizationNames organizations;

    EntitlementController(Grants grants, OrganizationNames organizations) {
        this.grants = grants;
        this.organizations = organizations;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "grantEntitlement",
            summary = "Grant a product or a sub-product to an organization",
            description =
                    "A product with all its sub-products, also those to come; granting what is granted does nothing.")
    @ApiResponse(responseCode = "201", description = "What is granted.", useReturnTypeSchema = true)
    Entitlement grant(Caller caller, @RequestBody Entitlement entitlement) {
        if (entitlement.organization() == null || entitlement.product() == null) {
            throw new Invalid("organization and product are needed: a mnemonic and a slug.");
        }
        var address = Address.of(entitlement.product(), entitlement.subProduct());
        grants.grant(caller, organizations.idOf(entitlement.organization()), address);
        return entitlement;
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "withdrawEntitlement",
            summary = "Take back what was granted",
            description =
                    "Just that: a grant of the whole product and grants of its sub-products do not touch each other."
                            + " Links issued before work until they expire.")
    @ApiResponse(responseCode = "204", description = "It is not granted any more.")
    void withdraw(
            Caller caller,
            @RequestParam @Parameter(description = "A mnemonic.", example = "cernerdemo") String organization,
            @RequestParam @Parameter(description = "A slug.", example = "example-product-slug-12") String product,
            @RequestParam(name = "sub_product", required = false)
                    @Parameter(description = "A slug; without it, the grant of the whole product is meant.")
                    @Nullable
                    String subProduct) {
        grants.withdraw(caller, organizations.idOf(organization), Address.of(product, subProduct));
    }

    @GetMapping
    @Operation(
            operationId = "listEntitlements",
            summary = "List what an organization was granted",
            description =
                    "Of the products that the caller may change. What is public or the organization's own is not granted.")
    @ApiResponse(
            responseCode = "200",
            description = "What is granted: whole products first.",
            useReturnTypeSchema = true)
    List<Entitlement> all(
            Caller caller,
            @RequestParam @Parameter(description = "A mnemonic.", example = "cernerdemo") String organization) {
        var id = organizations.idOf(organization);
        return grants.of(caller, id).stream()
                .map(address -> Entitlement.of(organization, address))
                .toList();
    }

    /** A grant, coming and going. */
    @Schema(name = "Entitlement", description = "An organization's right to a product or to one sub-product of it.")
    record Entitlement(
            @Schema(description = "A mnemonic.", example = "cernerdemo") @Nullable
            String organization,

            @Schema(description = "A slug.", example = "example-product-slug-12") @Nullable
            String product,

            @Schema(description = "A slug; null for the whole product.", example = "example-sub-product-slug-34")
            @Nullable
            String subProduct) {

        static Entitlement of(String organization, Grantable address) {
            return switch (address) {
                case ProductAddress(var product) -> new Entitlement(organization, product.text(), null);
                case SubProductAddress(var product, var subProduct) ->
                    new Entitlement(organization, product.text(), subProduct.text());
            };
        }
    }
}
