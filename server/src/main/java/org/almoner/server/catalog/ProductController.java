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
import org.almoner.server.catalog.ManagedJson.ManagedProduct;
import org.almoner.server.web.Page;
import org.almoner.server.web.PageLinks;
import org.almoner.server.web.Paging;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Products, for their publishers. */
@RestController
@RequiresScope(Scope.PUBLISH)
@Tag(name = "Publishing", description = "Puts releases together and publishes them.")
class ProductController {

    private static final String ALL = "/admin/v1/products";
    private static final String ONE = ALL + "/{product_slug}";

    private final ProductPublishing products;

    ProductController(ProductPublishing products) {
        this.products = products;
    }

    @PostMapping(ALL)
    @Operation(operationId = "addProduct", summary = "Add a product of the caller's organization")
    @ApiResponse(responseCode = "201", description = "The product, with its slug.")
    ResponseEntity<ManagedProduct> add(Caller caller, @RequestBody ProductRequest product) {
        var added = ManagedProduct.of(products.add(caller, product.created()));
        return ResponseEntity.created(URI.create(ALL + "/" + added.productSlug()))
                .body(added);
    }

    @GetMapping(ALL)
    @Operation(
            operationId = "listManagedProducts",
            summary = "List the products that the caller may change",
            description = "With the scope admin, those of all organizations. Oldest first.")
    @ApiResponse(responseCode = "200", description = "A page of products.", useReturnTypeSchema = true)
    Page<ManagedProduct> page(Caller caller, Paging paging, HttpServletRequest request, HttpServletResponse response) {
        var page = products.page(caller, paging).map(ManagedProduct::of);
        PageLinks.add(request, response, paging, page.total());
        return page;
    }

    @GetMapping(ONE)
    @Operation(operationId = "getManagedProduct", summary = "Show a product")
    @ApiResponse(responseCode = "200", description = "The product.", useReturnTypeSchema = true)
    ManagedProduct find(Caller caller, ProductAddress address) {
        return ManagedProduct.of(products.find(caller, address));
    }

    @PatchMapping(ONE)
    @Operation(
            operationId = "changeProduct",
            summary = "Change a product",
            description = "A list that is sent replaces the whole list. The slug stays, whatever the name becomes.")
    @ApiResponse(responseCode = "200", description = "The product as it is now.", useReturnTypeSchema = true)
    ManagedProduct change(Caller caller, ProductAddress address, @RequestBody ProductRequest product) {
        return ManagedProduct.of(products.change(caller, address, product::over));
    }
}
