package org.almoner.server.catalog;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import org.almoner.server.catalog.ManagedJson.ManagedFile;
import org.almoner.server.failure.Conflict;
import org.almoner.server.storage.ReprDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** The files of versions, for their publishers. The names of the resumable way follow the IETF's draft "Resumable Uploads for HTTP". */
@RestController
@RequiresScope(Scope.PUBLISH)
@Tag(name = "Publishing")
class FileController {

    private static final String ALL =
            "/admin/v1/products/{product_slug}/sub-products/{sub_product_slug}/versions/{version_slug}/files";
    private static final String ONE = ALL + "/{file_name}";
    private static final String PARTIAL = "application/partial-upload";

    private final FilePublishing files;

    FileController(FilePublishing files) {
        this.files = files;
    }

    @PostMapping(ALL)
    @Operation(
            operationId = "announceFile",
            summary = "Announce a file of a draft",
            description = "Its bytes follow by PATCH to the address in Location, in as many parts as it takes.")
    @ApiResponse(responseCode = "201", description = "The file, with nothing in it yet.")
    ResponseEntity<ManagedFile> announce(
            Caller caller, VersionAddress version, @RequestBody FileRequest file, HttpServletRequest request) {
        var announced = files.announce(caller, version, file.checked());
        return UploadHeaders.of(ResponseEntity.created(location(request, announced.name())), announced)
                .body(ManagedFile.of(announced));
    }

    @GetMapping(ALL)
    @Operation(operationId = "listManagedFiles", summary = "List the files of a version", description = "By name.")
    @ApiResponse(responseCode = "200", description = "The files.", useReturnTypeSchema = true)
    List<ManagedFile> all(Caller caller, VersionAddress version) {
        return files.all(caller, version).stream().map(ManagedFile::of).toList();
    }

    @RequestMapping(path = ONE, method = RequestMethod.HEAD)
    @Operation(
            operationId = "uploadProgress",
            summary = "Tell how far an upload is",
            description = "Upload-Offset says where to go on, Upload-Complete whether there is more to come.")
    @ApiResponse(responseCode = "204", description = "The headers tell.")
    ResponseEntity<Void> progress(Caller caller, VersionAddress version, FileName name) {
        return UploadHeaders.of(
                        ResponseEntity.noContent().header(HttpHeaders.CACHE_CONTROL, "no-store"),
                        files.find(caller, version, name))
                .build();
    }

    @PutMapping(ONE)
    @Operation(
            operationId = "uploadFile",
            summary = "Upload a file in one go",
            description =
                    "In place of one of the same name, which stays until this one is whole. If the connection breaks,"
                            + " what arrived is kept: ask with HEAD how much, and go on with PATCH.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "200", description = "The file, whole.", useReturnTypeSchema = true)
    ResponseEntity<ManagedFile> put(
            Caller caller,
            VersionAddress version,
            FileName name,
            @RequestHeader(name = "Repr-Digest", required = false)
                    @Parameter(
                            description = "The SHA-256 that the bytes must have (RFC 9530).",
                            example = "sha-256=:n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwDwg=:")
                    @Nullable
                    String digest,
            HttpServletRequest request)
            throws IOException {
        var length = request.getContentLengthLong();
        var file = new NewFile(
                name,
                length < 0 ? null : length,
                ReprDigest.sha256(digest),
                ContentTypes.sent(request.getContentType(), name));
        var whole = files.put(caller, version, file, request.getInputStream());
        return UploadHeaders.of(ResponseEntity.ok(), whole).body(ManagedFile.of(whole));
    }

    @PatchMapping(path = ONE, consumes = PARTIAL)
    @Operation(
            operationId = "resumeUpload",
            summary = "Go on with an upload",
            description =
                    "Appends the body. 409 if Upload-Offset is not where the upload stands: the answer's Upload-Offset is.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(mediaType = PARTIAL, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "200", description = "That was all: the file, whole.", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "204", description = "The bytes are kept; more must come.", content = @Content)
    ResponseEntity<ManagedFile> append(
            Caller caller,
            VersionAddress version,
            FileName name,
            @RequestHeader("Upload-Offset") @Parameter(description = "Where the body belongs.", example = "1048576")
                    String offset,
            @RequestHeader(name = "Upload-Complete", defaultValue = "?0")
                    @Parameter(description = "?1 if nothing comes after the body.", example = "?1")
                    String complete,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var at = UploadHeaders.offset(offset);
        var last = UploadHeaders.isComplete(complete);
        try {
            var file = files.append(caller, version, name, at, last, request.getInputStream());
            return last
                    ? UploadHeaders.of(ResponseEntity.ok(), file).body(ManagedFile.of(file))
                    : UploadHeaders.of(ResponseEntity.noContent(), file).build();
        } catch (Conflict conflict) {
            var stands = UploadHeaders.offset(files.find(caller, version, name));
            response.setHeader(UploadHeaders.OFFSET, Long.toString(stands));
            throw conflict;
        }
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteFile",
            summary = "Delete a file of a draft, or give up its upload",
            description = "409 once the version is committed.")
    @ApiResponse(responseCode = "204", description = "It is gone.")
    void delete(Caller caller, VersionAddress version, FileName name) {
        files.delete(caller, version, name);
    }

    private static URI location(HttpServletRequest request, FileName name) {
        return URI.create(
                request.getRequestURI() + "/" + UriUtils.encodePathSegment(name.text(), StandardCharsets.UTF_8));
    }
}
