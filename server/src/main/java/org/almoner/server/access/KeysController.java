package org.almoner.server.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The signing keys, for operators. */
@RestController
@RequiresScope(Scope.ADMIN)
class KeysController {

    private final SigningKeys keys;

    KeysController(SigningKeys keys) {
        this.keys = keys;
    }

    /** @param keyId the {@code kid} of the key that is about to sign */
    record Rotated(String keyId) {}

    /** Changes to a new key. Tokens signed with the one before stay good until they expire. */
    @PostMapping("/admin/v1/keys/rotate")
    Rotated rotate() {
        return new Rotated(keys.rotate());
    }

    @DeleteMapping("/admin/v1/keys/{key_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "withdrawKey",
            summary = "Withdraw a signing key that has leaked",
            description =
                    "Tokens signed with it are refused: by this server at once, by others on its database within two"
                            + " seconds. If it is the key that signs, a new one takes its place.")
    @ApiResponse(responseCode = "204", description = "It is worth nothing any more.")
    void withdraw(@PathVariable("key_id") String keyId) {
        keys.withdraw(keyId);
    }
}
