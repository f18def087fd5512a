package org.almoner.server.sns;

import java.time.Duration;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.almoner.server.access.OpenToAll;
import org.almoner.server.failure.NotFound;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Gives out the certificates of the keys that notifications are signed with. */
@RestController
@Tag(name = "Notifications")
class CertificateController {

    /** Nothing at such an address ever changes. */
    private static final CacheControl FOR_LONG =
            CacheControl.maxAge(Duration.ofDays(1)).cachePublic().immutable();

    private final SnsKeyRows keys;

    CertificateController(SnsKeyRows keys) {
        this.keys = keys;
    }

    @GetMapping(
            path = SnsAddresses.CERTIFICATE_PREFIX + "{certificate_id}" + SnsAddresses.CERTIFICATE_SUFFIX,
            produces = "application/x-pem-file")
    @OpenToAll("Whoever receives notifications verifies them with it, and has no token")
    @Operation(
            operationId = "getSigningCertificate",
            summary = "Get the certificate of a key that notifications are signed with",
            description = "The SigningCertURL of a message leads here. One PEM block, with LF at the end of each line.")
    @ApiResponse(
            responseCode = "200",
            description = "The certificate.",
            content = @Content(mediaType = "application/x-pem-file", schema = @Schema(type = "string")))
    ResponseEntity<String> certificate(@PathVariable("certificate_id") String id) {
        return keys.certificate(id)
                .map(pem -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType("application/x-pem-file"))
                        .cacheControl(FOR_LONG)
                        .body(pem))
                .orElseThrow(() -> new NotFound("There is no certificate of this name: no key of this server has it,"
                        + " or the key was withdrawn."));
    }
}
