package org.almoner.server.syndication;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.access.Caller;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.almoner.server.storage.ReprDigest;
import org.almoner.server.storage.Sha256;
import org.almoner.server.storage.UploadFields;
import org.almoner.server.syndication.ArchiveImports.Status;
import org.almoner.server.syndication.PopulationAdmin.Owned;
import org.almoner.server.syndication.SyndicationJson.ImportJson;
import org.almoner.server.syndication.SyndicationJson.ImportRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Archives made elsewhere, for operators. They are uploaded as the files of versions are. */
@RestController
@RequiresScope(Scope.ADMIN)
@Tag(name = "Populations")
class ImportController {

    private static final String ALL = PopulationController.ONE + "/imports";
    private static final String ONE = ALL + "/{file_name}";
    private static final String PARTIAL = "application/partial-upload";

    private final PopulationAdmin populations;
    private final ArchiveImports imports;

    ImportController(PopulationAdmin populations, ArchiveImports imports) {
        this.populations = populations;
        this.imports = imports;
    }

    @PostMapping(ALL)
    @Operation(
            operationId = "announceImport",
            summary = "Announce an archive made elsewhere",
            description = "Its bytes follow by PATCH to the address in Location, in as many parts as it takes.")
    @ApiResponse(responseCode = "201", description = "The import, with nothing in it yet.")
    ResponseEntity<ImportJson> announce(
            @PathVariable("mnemonic") Mnemonic owner,
            @PathVariable("population_mnemonic") Mnemonic mnemonic,
            @RequestBody ImportRequest body) {
        var owned = populations.find(owner, mnemonic);
        if (body.sizeInBytes() != null && body.sizeInBytes() < 0) {
            throw new Invalid("size_in_bytes must be a whole number from 0.");
        }
        var digest = Optional.ofNullable(body.sha256())
                .map(text -> new Sha256(Texts.digest("sha256", text)))
                .orElse(null);
        var status = imports.announce(
                owned, name(owned, Texts.required("file_name", body.fileName())), body.sizeInBytes(), digest);
        return fields(
                        ResponseEntity.created(URI.create("/admin/v1/organizations/" + owner + "/populations/"
                                + mnemonic + "/imports/" + status.fileName())),
                        status)
                .body(ImportJson.of(status, owned));
    }

    @GetMapping(ONE)
    @Operation(operationId = "getImport", summary = "Show an import, and the job that takes it in")
    @ApiResponse(responseCode = "200", description = "The import.", useReturnTypeSchema = true)
    ResponseEntity<ImportJson> one(
            @PathVariable("mnemonic") Mnemonic owner,
            @PathVariable("population_mnemonic") Mnemonic mnemonic,
            @PathVariable("file_name") String fileName) {
        var owned = populations.find(owner, mnemonic);
        var status = imports.find(owned, ArchiveName.inPath(fileName));
        return fields(ResponseEntity.ok(), status).body(ImportJson.of(status, owned));
    }

    @RequestMapping(path = ONE, method = RequestMethod.HEAD)
    @Operation(
            operationId = "importProgress",
            summary = "Tell how far the upload of an import is",
            description = "Upload-Offset says where to go on, Upload-Complete whether there is more to come.")
    @ApiResponse(responseCode = "204", description = "The headers tell.")
    ResponseEntity<Void> progress(
            @PathVariable("mnemonic") Mnemonic owner,
            @PathVariable("population_mnemonic") Mnemonic mnemonic,
            @PathVariable("file_name") String fileName) {
        return fields(
                        ResponseEntity.noContent().header(HttpHeaders.CACHE_CONTROL, "no-store"),
                        imports.find(populations.find(owner, mnemonic), ArchiveName.inPath(fileName)))
                .build();
    }

    @PutMapping(ONE)
    @Operation(
            operationId = "uploadImport",
            summary = "Upload an archive made elsewhere in one go",
            description =
                    "Once all of it has arrived, a job examines and releases it. If the connection breaks, what arrived is kept:"
                            + " ask with HEAD how much, and go on with PATCH.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "200", description = "The import, with its job.", useReturnTypeSchema = true)
    ResponseEntity<ImportJson> put(
            Caller caller,
            @PathVariable("mnemonic") Mnemonic owner,
            @PathVariable("population_mnemonic") Mnemonic mnemonic,
            @PathVariable("file_name") String fileName,
            @RequestHeader(name = "Repr-Digest", required = false)
                    @Parameter(
                            description = "The SHA-256 that the bytes must have (RFC 9530).",
                            example = "sha-256=:n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwDwg=:")
                    @Nullable
                    String digest,
            HttpServletRequest request)
            throws IOException {
        var owned = populations.find(owner, mnemonic);
        var length = request.getContentLengthLong();
        var status = imports.put(
                caller,
                owned,
                name(owned, fileName),
                length < 0 ? null : length,
                ReprDigest.sha256(digest),
                request.getInputStream());
        return fields(ResponseEntity.ok(), status).body(ImportJson.of(status, owned));
    }

    @PatchMapping(path = ONE, consumes = PARTIAL)
    @Operation(
            operationId = "resumeImport",
            summary = "Go on with the upload of an import",
            description =
                    "Appends the body. 409 if Upload-Offset is not where the upload stands: the answer's Upload-Offset is.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(mediaType = PARTIAL, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "200",
            description = "That was all: the import, with its job.",
            useReturnTypeSchema = true)
    @ApiResponse(responseCode = "204", description = "The bytes are kept; more must come.", content = @Content)
    ResponseEntity<ImportJson> append(
            Caller caller,
            @PathVariable("mnemonic") Mnemonic owner,
            @PathVariable("population_mnemonic") Mnemonic mnemonic,
            @PathVariable("file_name") String fileName,
            @RequestHeader("Upload-Offset") @Parameter(description = "Where the body belongs.", example = "1048576")
                    String offset,
            @RequestHeader(name = "Upload-Complete", defaultValue = "?0")
                    @Parameter(description = "?1 if nothing comes after the body.", example = "?1")
                    String complete,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var owned = populations.find(owner, mnemonic);
        var name = ArchiveName.inPath(fileName);
        var at = UploadFields.offset(offset);
        var last = UploadFields.isComplete(complete);
        try {
            var status = imports.append(caller, owned, name, at, last, request.getInputStream());
            return last
                    ? fields(ResponseEntity.ok(), status).body(ImportJson.of(status, owned))
                    : fields(ResponseEntity.noContent(), status).build();
        } catch (Conflict conflict) {
            response.setHeader(UploadFields.OFFSET, Long.toString(offset(imports.find(owned, name))));
            throw conflict;
        }
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "giveUpImport",
            summary = "Give up an import",
            description = "409 while a job takes it in: cancel that.")
    @ApiResponse(responseCode = "204", description = "It is gone.")
    void delete(
            @PathVariable("mnemonic") Mnemonic owner,
            @PathVariable("population_mnemonic") Mnemonic mnemonic,
            @PathVariable("file_name") String fileName) {
        imports.delete(populations.find(owner, mnemonic), ArchiveName.inPath(fileName));
    }

    private static ArchiveName name(Owned owned, String text) {
        return ArchiveName.checked(
                text,
                owned.organization().mnemonic().value(),
                owned.population().mnemonic().value());
    }

    private static <B extends ResponseEntity.HeadersBuilder<?>> B fields(B answer, Status status) {
        return switch (status) {
            case Status.Uploading(var _, var offset, var length) -> UploadFields.unfinished(answer, offset, length);
            case Status.Arrived(var _, var size, var _) -> UploadFields.whole(answer, size);
        };
    }

    private static long offset(Status status) {
        return switch (status) {
            case Status.Uploading(var _, var offset, var _) -> offset;
            case Status.Arrived(var _, var size, var _) -> size;
        };
    }
}
