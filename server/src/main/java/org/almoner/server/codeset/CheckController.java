package org.almoner.server.codeset;

import java.time.Duration;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.almoner.server.access.Caller;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.catalog.VersionContents;
import org.almoner.server.codeset.CodeSetSettings.Checks;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Checks of versions, for their publishers. */
@RestController
@RequiresScope(Scope.PUBLISH)
@Tag(name = "Publishing")
class CheckController {

    private static final String CHECK =
            "/admin/v1/products/{product_slug}/sub-products/{sub_product_slug}/versions/{version_slug}/check";

    private static final long LONGEST_WAIT = 60;

    private final Checking checking;
    private final CodeSetLibrary library;
    private final VersionContents versions;
    private final Checks checks;

    CheckController(Checking checking, CodeSetLibrary library, VersionContents versions, CodeSetSettings settings) {
        this.checking = checking;
        this.library = library;
        this.versions = versions;
        this.checks = settings.checks();
    }

    @PostMapping(CHECK)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "checkDraft",
            summary = "Check a draft",
            description =
                    "Holds the files that the draft has now against the profiles of the code sets that they are releases of, and"
                            + " compares them with the version before: the newest of those that are in force no later. What has been"
                            + " checked is not checked again. 409 if it is no draft any more, has no files, or one of them is not whole.")
    @ApiResponse(responseCode = "202", description = "The check, which may not be over.", useReturnTypeSchema = true)
    CheckJson check(
            Caller caller, VersionAddress address, @RequestBody(required = false) @Nullable CheckRequest request) {
        var draft = versions.draft(caller, address);
        if (checks == Checks.OFF) {
            throw new Conflict("This server does not check releases. Its operator can have it do so, with the setting"
                    + " almoner.code-sets.checks.");
        }
        var profile = request == null ? null : request.profile();
        return json(checking.begin(
                draft, profile == null ? null : library.named(profile).name()));
    }

    @GetMapping(CHECK)
    @Operation(
            operationId = "getManagedCheck",
            summary = "Show what came of a check",
            description = "Of a draft or of a committed version. 404 if it was never checked.")
    @ApiResponse(responseCode = "200", description = "The check.", useReturnTypeSchema = true)
    CheckJson find(
            Caller caller,
            VersionAddress address,
            @RequestParam(defaultValue = "0")
                    @Parameter(
                            description = "How many seconds to wait for the check to be over: 0 to 60.",
                            schema = @Schema(minimum = "0", maximum = "60"))
                    long wait) {
        if (wait < 0 || wait > LONGEST_WAIT) {
            throw new Invalid("The query parameter wait must be a whole number from 0 to " + LONGEST_WAIT + ".");
        }
        return checking.await(versions.managed(caller, address), Duration.ofSeconds(wait))
                .map(this::json)
                .orElseThrow(() -> new NotFound("This version was never checked."));
    }

    private CheckJson json(Check check) {
        return CheckJson.of(check, check.previousId() == null ? null : versions.of(check.previousId()));
    }

    /** What a draft is to be held against. */
    @Schema(name = "CheckRequest")
    record CheckRequest(
            @Schema(
                    description = "The profile whose releases the files are; recognized if it is left out.",
                    example = "icd-10-cm")
            @Nullable
            String profile) {}
}
