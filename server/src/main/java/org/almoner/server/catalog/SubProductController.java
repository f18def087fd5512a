package org.almoner.server.catalog;

import java.net.URI;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.access.Caller;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.catalog.Address.ProductAddress;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.web.Page;
import org.almoner.server.web.PageLinks;
import org.almoner.server.web.Paging;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sub-products, for their publishers. */
@RestController
@RequiresScope(Scope.PUBLISH)
@Tag(name = "Publishing")
class SubProductController {

    private static final String ALL = "/admin/v1/products/{product_slug}/sub-products";
    private static final String ONE = ALL + "/{sub_product_slug}";

    private final SubProductPublishing subProducts;
    private final OrganizationNames organizations;

    SubProductController(SubProductPublishing subProducts, OrganizationNames organizations) {
        this.subProducts = subProducts;
        this.organizations = organizations;
    }

    @PostMapping(ALL)
    @Operation(operationId = "addSubProduct", summary = "Add a sub-product")
    @ApiResponse(responseCode = "201", description = "The sub-product, with its slug.")
    ResponseEntity<SubProductJson> add(
            Caller caller, ProductAddress product, @RequestBody SubProductRequest subProduct) {
        var details = subProduct.created(caller.organization().id(), organizations::idOf);
        var added = SubProductJson.of(subProducts.add(caller, product, details));
        return ResponseEntity.created(
                        URI.create("/admin/v1/products/" + product + "/sub-products/" + added.subProductSlug()))
                .body(added);
    }

    @GetMapping(ALL)
    @Operation(
            operationId = "listManagedSubProducts",
            summary = "List all sub-products of a product",
            description = "Oldest first, whoever may see them.")
    @ApiResponse(responseCode = "200", description = "A page of sub-products.", useReturnTypeSchema = true)
    Page<SubProductJson> page(
            Caller caller,
            ProductAddress product,
            Paging paging,
            HttpServletRequest request,
            HttpServletResponse response) {
        var page = subProducts.page(caller, product, paging).map(SubProductJson::of);
        PageLinks.add(request, response, paging, page.total());
        return page;
    }

    @GetMapping(ONE)
    @Operation(operationId = "getManagedSubProduct", summary = "Show a sub-product")
    @ApiResponse(responseCode = "200", description = "The sub-product.", useReturnTypeSchema = true)
    SubProductJson find(Caller caller, SubProductAddress address) {
        return SubProductJson.of(subProducts.find(caller, address));
    }

    @PatchMapping(ONE)
    @Operation(
            operationId = "changeSubProduct",
            summary = "Change a sub-product",
            description = "The slug stays, whatever the name becomes.")
    @ApiResponse(responseCode = "200", description = "The sub-product as it is now.", useReturnTypeSchema = true)
    SubProductJson change(Caller caller, SubProductAddress address, @RequestBody SubProductRequest subProduct) {
        return SubProductJson.of(
                subProducts.change(caller, address, before -> subProduct.over(before, organizations::idOf)));
    }
}
