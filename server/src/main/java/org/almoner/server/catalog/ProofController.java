package org.almoner.server.catalog;

import java.io.IOException;

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
import org.almoner.server.catalog.Address.VersionAddress;
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
    private final Objects objects;
    private final JsonMapper json;

    ProofController(FileLinks files, Objects objects, JsonMapper json) {
        this.files = files;
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
}
