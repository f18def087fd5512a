package org.almoner.server.syndication;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
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
import org.almoner.server.storage.BytePath;
import org.almoner.server.storage.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The Data Syndication API. */
@RestController
@RequiresScope(Scope.SYNDICATION)
@Tag(name = "Syndication")
@SyndicationAnswers
class ExtractController {

    private static final String ALL = "/api/extracts";
    private static final String ONE = ALL + "/{extract_id}";
    private static final String BYTES = ONE + "/download";
    private static final String REVALIDATED = "private, no-cache";
    static final String ARCHIVE = "application/gzip";

    private final ExtractHistory history;
    private final Objects objects;
    private final BytePath bytes;
    private final ApplicationEventPublisher events;

    ExtractController(ExtractHistory history, Objects objects, BytePath bytes, ApplicationEventPublisher events) {
        this.history = history;
        this.objects = objects;
        this.bytes = bytes;
        this.events = events;
    }

    /** What is wrong. */
    @Schema(name = "Message", description = "What is wrong.")
    record Message(
            @Schema(example = "limit must be a whole number from 1. Leave it out for all.")
            String message) {}

    @GetMapping(path = ALL, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listExtracts",
            summary = "List extracts",
            description =
                    "The extracts of the populations of the caller's organization, oldest first; all that there are, unless"
                            + " limit says how many. Of the dates both are included, and a day is a whole UTC day.")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "extract_type",
            description = "Only those of the type.",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"COMPLETE", "INCREMENTAL"}))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "start_date",
            description = "Only those released at this moment or on this day, or later.",
            schema = @Schema(type = "string"),
            example = "2016-11-11T08:23:06Z")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "end_date",
            description = "Only those released at this moment or on this day, or earlier.",
            schema = @Schema(type = "string"),
            example = "2016-11-30")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "start",
            description = "The number of the first one to list, counted from 1.",
            schema = @Schema(type = "integer", format = "int64", minimum = "0", defaultValue = "1"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "limit",
            description = "How many to list at most.",
            schema = @Schema(type = "integer", format = "int64", minimum = "1"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "population_id",
            description = "Only those of the population.",
            schema = @Schema(type = "string", format = "uuid"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "dataset_type",
            description = "Only those of the data set.",
            schema = @Schema(type = "string"),
            example = "LONG_REC")
    @ApiResponse(
            responseCode = "200",
            description = "The extracts.",
            headers =
                    @Header(
                            name = "Link",
                            description = "Where the listing goes on, with rel=next, if limit cut it short (RFC 8288).",
                            schema = @Schema(type = "string")),
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = ExtractJson.class))))
    void all(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var tenant = tenant(caller, request);
        var query = ExtractQuery.of(request.getParameterMap());
        history.next(tenant, query).ifPresent(next -> response.setHeader(HttpHeaders.LINK, link(request, next, query)));
        response.setHeader(HttpHeaders.CACHE_CONTROL, REVALIDATED);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        history.write(tenant, query, response.getOutputStream());
    }

    @GetMapping(path = ONE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getExtract", summary = "Show an extract")
    @ApiResponse(responseCode = "200", description = "The extract.", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "404",
            description = "There is no such extract for the caller's organization.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Message.class)))
    ResponseEntity<ExtractJson> one(Caller caller, @PathVariable("extract_id") String id, HttpServletRequest request) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, REVALIDATED)
                .body(ExtractJson.of(history.find(tenant(caller, request), id)));
    }

    @GetMapping(BYTES)
    @Operation(
            operationId = "downloadExtract",
            summary = "Download an extract",
            description =
                    "The archive, whole or in the ranges that are asked for. Range, If-Range, If-None-Match and the other"
                            + " conditions of RFC 9110 are honoured.")
    @ApiResponse(
            responseCode = "200",
            description = "The archive.",
            content = @Content(mediaType = ARCHIVE, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "206",
            description = "The part or parts of it that were asked for.",
            content = @Content(mediaType = ARCHIVE, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "304", description = "The caller has it already.", content = @Content)
    @ApiResponse(
            responseCode = "404",
            description = "There is no such extract for the caller's organization.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Message.class)))
    @ApiResponse(
            responseCode = "412",
            description = "The archive is not the one that the conditions name.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Message.class)))
    @ApiResponse(
            responseCode = "416",
            description = "The range starts past the end of the archive; Content-Range tells how long it is.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Message.class)))
    void download(
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
        var download = new BytePath.Download(
                object,
                "extract/" + extract.id(),
                extract.fileName(),
                ARCHIVE,
                caller.organization().id().value(),
                caller.clientId());
        try {
            bytes.serve(request, response, download, refusal -> refuse(refusal, response));
        } catch (NoSuchFileException e) {
            // Withdrawn between the look at the row and the look at the bytes, and deleted.
            throw ExtractHistory.unknown();
        }
    }

    @RequestMapping(path = BYTES, method = RequestMethod.HEAD)
    @Operation(
            operationId = "describeExtractDownload",
            summary = "Tell what a download would be",
            description = "The header fields of the download, without the bytes.")
    @ApiResponse(responseCode = "200", description = "The header fields tell.", content = @Content)
    void describe(
            Caller caller,
            @PathVariable("extract_id") String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        download(caller, id, request, response);
    }

    private OrganizationId tenant(Caller caller, HttpServletRequest request) {
        return Tenant.of(caller, request.getServerName(), request.getRequestURI(), events);
    }

    private static void refuse(BytePath.Refusal refusal, HttpServletResponse response) throws IOException {
        var message = switch (refusal) {
            case PRECONDITION_FAILED -> "The archive is not the one that If-Match or If-Unmodified-Since names.";
            case NOT_SATISFIABLE -> "The range starts past the end of the archive. Content-Range tells how long it is.";
        };
        var body = MessageShape.json(message).getBytes(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MessageShape.JSON_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String link(HttpServletRequest request, long next, ExtractQuery query) {
        var others = request.getQueryString() == null
                ? ""
                : Arrays.stream(request.getQueryString().split("&"))
                        .filter(part -> !part.isEmpty()
                                && !part.split("=", 2)[0].equals("start")
                                && !part.split("=", 2)[0].equals("limit"))
                        .map(part -> part + "&")
                        .collect(Collectors.joining());
        return "<" + request.getRequestURL() + "?" + others + "start=" + next + "&limit=" + query.limit()
                + ">; rel=\"next\"";
    }
}
