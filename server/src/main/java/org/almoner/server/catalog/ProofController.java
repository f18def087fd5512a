package org.almoner.server.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.swagger.v3.oas.annotations.Operation;
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
import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.manifest.ManifestKeySet;
import org.almoner.server.manifest.Manifests;
import org.almoner.server.storage.BlocksJson;
import org.almoner.server.storage.Objects;
import org.almoner.server.web.Rendered;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What proves that files are those that were published. */
@RestController
@RequiresScope(Scope.DOWNLOAD)
@Tag(name = "Download")
class ProofController {

    private static final String VERSION =
            "/download/v1/products/{product_slug}/sub-products/{sub_product_slug}/versions/{version_slug}";

    /** May be kept by the caller alone, and is asked for again each time, at the price of a 304. */
    private static final String REVALIDATED = "private, no-cache";

    private final FileLinks files;
    private final VersionManifests manifests;
    private final Objects objects;
    private final JsonMapper json;

    ProofController(FileLinks files, VersionManifests manifests, Objects objects, JsonMapper json) {
        this.files = files;
        this.manifests = manifests;
        this.objects = objects;
        this.json = json;
    }

    @GetMapping(path = VERSION + "/files/{file_id}/blocks", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getBlockHashes",
            summary = "Show the hashes of a file's blocks",
            description = "Tells which bytes of a copy are right already, and where one is damaged. For a file that was"
                    + " uploaded before there were such hashes they are computed when they are first asked for, which takes"
                    + " as long as reading it. A retracted version answers 410; a file whose stored bytes are found not to"
                    + " be those that were published answers 500.")
    @ApiResponse(
            responseCode = "200",
            description = "The hashes.",
            content = @Content(schema = @Schema(implementation = BlocksJson.class)))
    void blocks(
            Caller caller,
            VersionAddress version,
            @PathVariable("file_id") String fileId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var object = files.object(caller, version, fileId);
        if (!Rendered.isKnown(request, response, BlocksJson.etag(object), REVALIDATED)) {
            Rendered.write(response, json.writeValueAsBytes(BlocksJson.of(objects.blocks(object))));
        }
    }

    @GetMapping(path = VERSION + "/manifest", produces = Manifests.MEDIA_TYPE)
    @Operation(
            operationId = "getManifest",
            summary = "Show what the publisher has signed about a version",
            description =
                    "A JWS in compact serialization (RFC 7515, RFC 8037), which was made when the version was committed:"
                            + " names, sizes and hashes of its files. The header carries the key, and proves nothing unless that is"
                            + " known to be the publisher's. A retracted version answers 410.")
    @ApiResponse(
            responseCode = "200",
            description = "The signed manifest.",
            content = @Content(mediaType = Manifests.MEDIA_TYPE, schema = @Schema(type = "string")))
    void manifest(Caller caller, VersionAddress version, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var jws = manifests.of(files.version(caller, version)).getBytes(StandardCharsets.US_ASCII);
        Rendered.of(jws).answer(request, response, REVALIDATED, Manifests.MEDIA_TYPE);
    }

    @GetMapping(
            path = "/download/v1/products/{product_slug}/manifest-keys",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listManifestKeys",
            summary = "List the publisher's keys",
            description =
                    "The keys that the manifests of the product's versions are signed with, oldest first, as a JWK Set"
                            + " (RFC 7517). Each but the first carries what the key before it has signed for it, so that whoever"
                            + " trusts one key learns which came after it. That a key is listed is no reason to trust it.")
    @ApiResponse(
            responseCode = "200",
            description = "The keys.",
            content = @Content(schema = @Schema(implementation = ManifestKeySet.class)))
    void manifestKeys(Caller caller, ProductAddress product, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Rendered.of(json.writeValueAsBytes(manifests.keys(caller, product))).answer(request, response, REVALIDATED);
    }
}
