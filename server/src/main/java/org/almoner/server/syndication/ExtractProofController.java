package org.almoner.server.syndication;

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
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.manifest.ManifestKeySet;
import org.almoner.server.manifest.Manifests;
import org.almoner.server.storage.BlocksJson;
import org.almoner.server.storage.Objects;
import org.almoner.server.web.Rendered;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What proves that an archive is the one that was released. */
@RestController
@RequiresScope(Scope.SYNDICATION)
@Tag(name = "Syndication")
@SyndicationAnswers
class ExtractProofController {

    private static final String ONE = "/api/extracts/{extract_id}";
    private static final String REVALIDATED = "private, no-cache";

    private final ExtractHistory history;
    private final ExtractManifests manifests;
    private final Objects objects;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;

    ExtractProofController(
            ExtractHistory history,
            ExtractManifests manifests,
            Objects objects,
            JsonMapper json,
            ApplicationEventPublisher events) {
        this.history = history;
        this.manifests = manifests;
        this.objects = objects;
        this.json = json;
        this.events = events;
    }

    @GetMapping(path = ONE + "/blocks", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getExtractBlockHashes",
            summary = "Show the hashes of an archive's blocks",
            description =
                    "Tells which bytes of a copy are right already, and where one is damaged. For an archive that was"
                            + " released before there were such hashes they are computed when they are first asked for, which takes"
                            + " as long as reading it. One whose stored bytes are found not to be those that were released answers"
                            + " 500.")
    @ApiResponse(
            responseCode = "200",
            description = "The hashes.",
            content = @Content(schema = @Schema(implementation = BlocksJson.class)))
    @ApiResponse(
            responseCode = "404",
            description = "There is no such extract for the caller's organization.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ExtractController.Message.class)))
    void blocks(
            Caller caller,
            @PathVariable("extract_id") String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var extract = history.find(tenant(caller, request), id);
        var object =
                extract.object() == null ? null : objects.find(extract.object()).orElse(null);
        if (object == null) {
            throw ExtractHistory.unknown();
        }
        if (!Rendered.isKnown(request, response, BlocksJson.etag(object), REVALIDATED)) {
            Rendered.write(response, json.writeValueAsBytes(BlocksJson.of(objects.blocks(object))));
        }
    }

    @GetMapping(path = ONE + "/manifest", produces = Manifests.MEDIA_TYPE)
    @Operation(
            operationId = "getExtractManifest",
            summary = "Show what the server has signed about an extract",
            description =
                    "A JWS in compact serialization (RFC 7515, RFC 8037), which was made when the extract was released:"
                            + " what it is, and the name, size and hash of its archive. The header carries the key, and proves"
                            + " nothing unless that is known to be the server's.")
    @ApiResponse(
            responseCode = "200",
            description = "The signed manifest.",
            content = @Content(mediaType = Manifests.MEDIA_TYPE, schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "404",
            description = "There is no such extract for the caller's organization.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ExtractController.Message.class)))
    void manifest(
            Caller caller,
            @PathVariable("extract_id") String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var jws = manifests.of(history.find(tenant(caller, request), id)).getBytes(StandardCharsets.US_ASCII);
        Rendered.of(jws).answer(request, response, REVALIDATED, Manifests.MEDIA_TYPE);
    }

    @GetMapping(path = "/api/manifest-keys", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listExtractManifestKeys",
            summary = "List the server's keys",
            description =
                    "The keys that the manifests of extracts are signed with, oldest first, as a JWK Set (RFC 7517)."
                            + " Each but the first carries what the key before it has signed for it, so that whoever trusts one key"
                            + " learns which came after it. That a key is listed is no reason to trust it.")
    @ApiResponse(
            responseCode = "200",
            description = "The keys.",
            content = @Content(schema = @Schema(implementation = ManifestKeySet.class)))
    void manifestKeys(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        tenant(caller, request);
        Rendered.of(json.writeValueAsBytes(manifests.keys())).answer(request, response, REVALIDATED);
    }

    private OrganizationId tenant(Caller caller, HttpServletRequest request) {
        return Tenant.of(caller, request.getServerName(), request.getRequestURI(), events);
    }
}
