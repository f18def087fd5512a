package org.almoner.server.codeset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.codeset.diff.Change.Kind;
import org.almoner.server.access.Caller;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.catalog.VersionContents;
import org.almoner.server.codeset.ChangePages.Filter;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.almoner.server.web.PageLinks;
import org.almoner.server.web.Paging;
import org.almoner.server.web.Rendered;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What has changed in a version, and what came of its check, for whoever may download it. */
@RestController
@RequiresScope(Scope.DOWNLOAD)
@Tag(name = "Download")
class ChangesController {

    private static final String VERSION =
            "/download/v1/products/{product_slug}/sub-products/{sub_product_slug}/versions/{version_slug}";

    /** May be kept by the caller alone, and is asked for again each time, at the price of a 304. */
    private static final String REVALIDATED = "private, no-cache";

    /** Links are permissions: nobody keeps them. */
    private static final String NOT_KEPT = "no-store";

    private final Checking checking;
    private final ChangePages pages;
    private final ReleaseNotes notes;
    private final VersionContents versions;
    private final JsonMapper json;

    ChangesController(
            Checking checking, ChangePages pages, ReleaseNotes notes, VersionContents versions, JsonMapper json) {
        this.checking = checking;
        this.pages = pages;
        this.notes = notes;
        this.versions = versions;
        this.json = json;
    }

    @GetMapping(path = VERSION + "/check", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getCheck",
            summary = "Show what came of a version's check",
            description =
                    "Of a release of a code set: how it was held against the published layout of its standard before it was"
                            + " published. 404 if it was not checked; a retracted version answers 410.")
    @ApiResponse(
            responseCode = "200",
            description = "The check.",
            content = @Content(schema = @Schema(implementation = CheckJson.class)))
    void check(Caller caller, VersionAddress version, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var id = versions.visible(caller, version);
        var check = checking.find(id).orElseThrow(() -> new NotFound("This version was not checked."));
        var previous = check.previousId();
        Rendered.of(json.writeValueAsBytes(CheckJson.of(check, previous == null ? null : versions.of(previous))))
                .answer(request, response, REVALIDATED);
    }

    @GetMapping(path = VERSION + "/changes/summary", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getChangeSummary",
            summary = "Show what has changed, in numbers",
            description =
                    "Since the version before, with a link to a file of all changes. 404 if nothing is known of it: the first"
                            + " version of a sub-product, or no release of a known code set. A retracted version answers 410.")
    @ApiResponse(
            responseCode = "200",
            description = "The numbers.",
            content = @Content(schema = @Schema(implementation = SummaryJson.class)))
    void summary(Caller caller, VersionAddress version, HttpServletResponse response) throws IOException {
        var compared = known(caller, version, this::compared);
        var file = compared.file();
        var link = versions.link(caller, version, ChangeFile.NAME, file.object(), ChangeFile.CONTENT_TYPE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, NOT_KEPT);
        Rendered.write(response, json.writeValueAsBytes(SummaryJson.of(compared, link)));
    }

    @GetMapping(path = VERSION + "/changes", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listChanges",
            summary = "List what has changed",
            description =
                    "Since the version before: by table, and then by what became of the codes. 404 if nothing is known of it;"
                            + " a retracted version answers 410.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of changes.",
            content = @Content(schema = @Schema(implementation = ChangeJson.InPage.class)))
    void changes(
            Caller caller,
            VersionAddress version,
            Paging paging,
            @RequestParam(required = false)
                    @Parameter(
                            description = "Only those that have become this.",
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "added",
                                                "removed",
                                                "retired",
                                                "reactivated",
                                                "remapped",
                                                "revised"
                                            }))
                    @Nullable
                    String change,
            @RequestParam(required = false)
                    @Parameter(description = "Only those of this table.", example = "order")
                    @Nullable
                    String table,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        requireKind(change);
        var page = pages.page(known(caller, version, Check::changes), new Filter(change, table), paging);
        PageLinks.add(request, response, paging, page.total());
        Rendered.of(json.writeValueAsBytes(page)).answer(request, response, REVALIDATED);
    }

    @GetMapping(
            path = VERSION + "/release-notes",
            produces = {MediaType.TEXT_HTML_VALUE, MediaType.TEXT_MARKDOWN_VALUE})
    @Operation(
            operationId = "getReleaseNotes",
            summary = "Show release notes",
            description =
                    "What has changed since the version before, for people: as HTML, or as Markdown for who accepts that only."
                            + " 404 if nothing is known of it; a retracted version answers 410.")
    @ApiResponse(
            responseCode = "200",
            description = "The notes.",
            content = {
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.TEXT_MARKDOWN_VALUE, schema = @Schema(type = "string"))
            })
    void releaseNotes(Caller caller, VersionAddress version, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var compared = known(caller, version, this::compared);
        var accepted = MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        var markdown = accepted.stream().anyMatch(type -> type.equalsTypeAndSubtype(MediaType.TEXT_MARKDOWN))
                && accepted.stream().noneMatch(type -> type.includes(MediaType.TEXT_HTML));
        var text = notes.of(compared);
        Rendered.of((markdown ? text.markdown() : text.html()).getBytes(StandardCharsets.UTF_8))
                .answer(
                        request,
                        response,
                        REVALIDATED,
                        (markdown ? MediaType.TEXT_MARKDOWN_VALUE : MediaType.TEXT_HTML_VALUE) + ";charset=UTF-8");
    }

    private static void requireKind(@Nullable String change) {
        if (change != null && Kind.of(change).isEmpty()) {
            throw new Invalid("The query parameter change must be one of "
                    + Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", ")) + ".");
        }
    }

    private Optional<Compared> compared(Check check) {
        return Compared.of(check, versions::of);
    }

    private <T> T known(Caller caller, VersionAddress version, Function<Check, Optional<T>> what) {
        return checking.find(versions.visible(caller, version))
                .flatMap(what)
                .orElseThrow(() ->
                        new NotFound("Nothing is known of what has changed in this version: it is the first of its"
                                + " sub-product, or no release of a code set that this server knows."));
    }
}
