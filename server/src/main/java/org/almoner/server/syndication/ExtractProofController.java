package org.almoner.server.syndication;

import java.io.IOException;

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
    private final Objects objects;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;

    ExtractProofController(ExtractHistory history, Objects objects, JsonMapper json, ApplicationEventPublisher events) {
        this.history = history;
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

    private OrganizationId tenant(Caller caller, HttpServletRequest request) {
        return Tenant.of(caller, request.getServerName(), request.getRequestURI(), events);
    }
}
