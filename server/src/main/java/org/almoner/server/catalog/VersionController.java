package org.almoner.server.catalog;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.access.Caller;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.catalog.ManagedJson.ManagedVersion;
import org.almoner.server.web.Page;
import org.almoner.server.web.PageLinks;
import org.almoner.server.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Versions, for their publishers. */
@RestController
@RequiresScope(Scope.PUBLISH)
@Tag(name = "Publishing")
class VersionController {

    private static final String ALL = "/admin/v1/products/{product_slug}/sub-products/{sub_product_slug}/versions";
    private static final String ONE = ALL + "/{version_slug}";

    private final VersionPublishing versions;
    private final Clock clock;

    VersionController(VersionPublishing versions, Clock clock) {
        this.versions = versions;
        this.clock = clock;
    }

    @PostMapping(ALL)
    @Operation(
            operationId = "draftVersion",
            summary = "Draft a version",
            description = "Nobody else sees it, nor its files, until it is committed and its launch date has come.")
    @ApiResponse(responseCode = "201", description = "The draft, with its slug.")
    ResponseEntity<ManagedVersion> draft(
            Caller caller, SubProductAddress subProduct, @RequestBody VersionRequest version) {
        var draft = ManagedVersion.of(versions.draft(caller, subProduct, version.created(LocalDate.now(clock))));
        return ResponseEntity.created(URI.create("/admin/v1/products/" + subProduct.product() + "/sub-products/"
                        + subProduct.subProduct() + "/versions/" + draft.versionSlug()))
                .body(draft);
    }

    @GetMapping(ALL)
    @Operation(
            operationId = "listManagedVersions",
            summary = "List all versions of a sub-product",
            description = "Newest first: drafts, those whose launch date has yet to come, and all others.")
    @ApiResponse(responseCode = "200", description = "A page of versions.", useReturnTypeSchema = true)
    Page<ManagedVersion> page(
            Caller caller,
            SubProductAddress subProduct,
            Paging paging,
            HttpServletRequest request,
            HttpServletResponse response) {
        var page = versions.page(caller, subProduct, paging).map(ManagedVersion::of);
        PageLinks.add(request, response, paging, page.total());
        return page;
    }

    @GetMapping(ONE)
    @Operation(operationId = "getManagedVersion", summary = "Show a version")
    @ApiResponse(responseCode = "200", description = "The version.", useReturnTypeSchema = true)
    ManagedVersion find(Caller caller, VersionAddress address) {
        return ManagedVersion.of(versions.find(caller, address));
    }

    @PatchMapping(ONE)
    @Operation(
            operationId = "changeDraft",
            summary = "Change a draft",
            description = "A list that is sent replaces the whole list. The slug stays. 409 once it is committed.")
    @ApiResponse(responseCode = "200", description = "The draft as it is now.", useReturnTypeSchema = true)
    ManagedVersion change(Caller caller, VersionAddress address, @RequestBody VersionRequest version) {
        return ManagedVersion.of(versions.change(caller, address, version::over));
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteDraft",
            summary = "Delete a draft with its files",
            description = "409 once it is committed.")
    @ApiResponse(responseCode = "204", description = "It is gone.")
    void delete(Caller caller, VersionAddress address) {
        versions.delete(caller, address);
    }

    @PostMapping(ONE + "/commit")
    @Operation(
            operationId = "commitVersion",
            summary = "Publish a draft",
            description =
                    "From now on the version is final, and it is seen from its launch date on. A release of a known code set is"
                            + " checked first, if it has not been, and compared with the version before it. 409 if it is no draft"
                            + " any more, has no files, or one of them is not whole; if it does not pass the check, unless"
                            + " accept_findings says that it is to be published all the same; and if the check takes longer than"
                            + " 45 s: then repeat the request.")
    @ApiResponse(responseCode = "200", description = "The version.", useReturnTypeSchema = true)
    ManagedVersion commit(
            Caller caller, VersionAddress address, @RequestBody(required = false) @Nullable Commit commit) {
        var accepted = commit != null && Boolean.TRUE.equals(commit.acceptFindings());
        return ManagedVersion.of(versions.commit(caller, address, accepted));
    }

    @PostMapping(ONE + "/retract")
    @Operation(
            operationId = "retractVersion",
            summary = "Withdraw a published version",
            description =
                    "It stays listed, with the reason; its files can be had no more, and links to them die at once.")
    @ApiResponse(responseCode = "200", description = "The version.", useReturnTypeSchema = true)
    ManagedVersion retract(Caller caller, VersionAddress address, @RequestBody Retraction retraction) {
        return ManagedVersion.of(versions.retract(caller, address, Texts.line("reason", retraction.reason(), 1000)));
    }

    /** How a draft is published. */
    @Schema(name = "CommitRequest")
    record Commit(
            @Schema(
                    description =
                            "Whether to publish it although the check has found errors. They stay in its report, which everybody sees"
                                    + " who sees the version. False if left out.")
            @Nullable
            Boolean acceptFindings) {}

    /** Why a version is withdrawn. */
    @Schema(name = "RetractionRequest")
    record Retraction(
            @Schema(
                    description = "Shown to all who see the version.",
                    example = "Superseded: codes missing",
                    maxLength = 1000)
            @Nullable
            String reason) {}
}
