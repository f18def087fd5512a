package org.almoner.server.catalog;

import java.io.IOException;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.access.Caller;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.catalog.Address.ProductAddress;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.web.PageLinks;
import org.almoner.server.web.Paging;
import org.almoner.server.web.Rendered;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The Download API: list, list, list, files. */
@RestController
@RequiresScope(Scope.DOWNLOAD)
@Tag(name = "Download", description = "Lists what the caller's organization may download, and links to the files.")
class DownloadController {

    /** May be kept by the caller alone, and is asked for again each time, at the price of a 304. */
    private static final String REVALIDATED = "private, no-cache";

    /** Links are permissions: nobody keeps them. */
    private static final String NOT_KEPT = "no-store";

    private final Listings listings;
    private final FileLinks files;
    private final JsonMapper json;

    DownloadController(Listings listings, FileLinks files, JsonMapper json) {
        this.listings = listings;
        this.files = files;
        this.json = json;
    }

    @GetMapping(path = "/download/v1/products", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listProducts",
            summary = "List products",
            description =
                    "All products of which the caller's organization sees at least one sub-product, oldest first.")
    @ApiResponse(
            responseCode = "200",
            description = "The products.",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = ProductJson.class))))
    void products(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        listings.find(caller.organization().id(), new Listing.OfProducts())
                .answer()
                .answer(request, response, REVALIDATED);
    }

    @GetMapping(path = "/download/v2/products/{product_slug}/sub-products", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listSubProducts",
            summary = "List sub-products",
            description = "The sub-products of a product that are public, or belong or are granted to the caller's"
                    + " organization, oldest first.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of sub-products.",
            content = @Content(schema = @Schema(implementation = SubProductPage.class)))
    void subProducts(
            Caller caller,
            ProductAddress product,
            Paging paging,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        answer(caller, new Listing.OfSubProducts(product, paging), paging, request, response);
    }

    @GetMapping(
            path = "/download/v2/products/{product_slug}/sub-products/{sub_product_slug}/versions",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listVersions",
            summary = "List versions",
            description = "The versions of a sub-product that have been launched, newest first. Retracted ones stay"
                    + " listed, with retracted_at and retraction_reason.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of versions.",
            content = @Content(schema = @Schema(implementation = VersionPage.class)))
    void versions(
            Caller caller,
            SubProductAddress subProduct,
            Paging paging,
            @RequestParam(defaultValue = "false")
                    @Parameter(description = "Whether to list no more than the newest version that is not retracted.")
                    boolean latest,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var listing =
                latest ? new Listing.OfLatestVersion(subProduct, paging) : new Listing.OfVersions(subProduct, paging);
        answer(caller, listing, paging, request, response);
    }

    @GetMapping(
            path = "/download/v1/products/{product_slug}/sub-products/{sub_product_slug}/versions/{version_slug}/files",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listFiles",
            summary = "List files, with links",
            description = "The files of a version, each with a link that needs no token and works for a few minutes."
                    + " Every answer but a 304 has fresh links. The entity tag stands for the files, not for the links:"
                    + " revalidate to learn whether the files are the same, ask without If-None-Match to get links."
                    + " A retracted version answers 410.")
    @ApiResponse(
            responseCode = "200",
            description = "The files.",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = FileJson.class))))
    void files(Caller caller, VersionAddress version, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var found = files.find(caller, version);
        if (Rendered.isKnown(request, response, found.etag(), NOT_KEPT)) {
            return;
        }
        Rendered.write(response, json.writeValueAsBytes(files.issue(caller, found)));
    }

    private void answer(
            Caller caller, Listing listing, Paging paging, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var rendered = listings.find(caller.organization().id(), listing);
        PageLinks.add(request, response, paging, rendered.total());
        rendered.answer().answer(request, response, REVALIDATED);
    }

    @Schema(name = "SubProductPage", description = "A page of sub-products.")
    record SubProductPage(
            @Schema(example = "1") long currentPage,

            @Schema(description = "How many there are on all pages.", example = "1")
            long total,

            @Schema(example = "10") int pageSize,
            List<SubProductJson> items) {}

    @Schema(name = "VersionPage", description = "A page of versions.")
    record VersionPage(
            @Schema(example = "1") long currentPage,

            @Schema(description = "How many there are on all pages.", example = "1")
            long total,

            @Schema(example = "10") int pageSize,
            List<VersionJson> items) {}
}
