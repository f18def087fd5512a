package org.almoner.server.sns;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.almoner.server.access.Caller;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.web.Timestamps;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The keys that notifications are signed with, for operators. */
@RestController
@RequiresScope(Scope.ADMIN)
@Tag(name = "Notification keys")
class SnsKeysController {

    private static final String KEYS = "/admin/v1/notification-keys";

    private final SnsKeys keys;
    private final SnsAddresses addresses;

    SnsKeysController(SnsKeys keys, SnsAddresses addresses) {
        this.keys = keys;
        this.addresses = addresses;
    }

    /** A key whose certificate is given out. */
    @Schema(name = "NotificationKey", description = "A key that notifications are or were signed with.")
    record KeyView(
            @Schema(description = "What names its certificate.", example = "5f8b0f0e6c1e4f0c9d3f2f2c3c9f3d0a")
            String keyId,

            @Schema(
                    description = "What messages that it has signed carry as SigningCertURL.",
                    example =
                            "https://files.example.org/SimpleNotificationService-5f8b0f0e6c1e4f0c9d3f2f2c3c9f3d0a.pem")
            String certificateUrl,

            @Schema(example = "2022-12-15T20:36:54.371613+00:00")
            String createdAt,

            @Schema(description = "Whether it is the one that signs now.")
            boolean signing) {}

    @GetMapping(KEYS)
    @Operation(
            operationId = "listNotificationKeys",
            summary = "List the keys that notifications are signed with",
            description = "Oldest first. Those that sign no more are there for what they have signed.")
    @ApiResponse(responseCode = "200", description = "The keys.", useReturnTypeSchema = true)
    List<KeyView> list() {
        return keys.all().stream()
                .map(key -> new KeyView(
                        key.id(), addresses.certificate(key.id()), Timestamps.text(key.createdAt()), key.signing()))
                .toList();
    }

    @PostMapping(KEYS + "/rotate")
    @Operation(
            operationId = "rotateNotificationKey",
            summary = "Change to a new key for notifications",
            description =
                    "It signs from now on. The certificate of the one before it is still given out, so that nothing is"
                            + " refused because of it.")
    @ApiResponse(responseCode = "200", description = "The new key.", useReturnTypeSchema = true)
    KeyView rotate(Caller caller) {
        return signing(keys.rotate(caller));
    }

    @DeleteMapping(KEYS + "/{key_id}")
    @Operation(
            operationId = "withdrawNotificationKey",
            summary = "Withdraw a key for notifications that has leaked",
            description =
                    "Its certificate is given out no more, and a new key takes its place if it is the one that signs."
                            + " What it has signed and is still to be sent is signed again.")
    @ApiResponse(responseCode = "200", description = "The key that signs now.", useReturnTypeSchema = true)
    KeyView withdraw(Caller caller, @PathVariable("key_id") String keyId) {
        return signing(keys.withdraw(caller, keyId));
    }

    private KeyView signing(SnsKey key) {
        return new KeyView(key.id(), addresses.certificate(key.id()), Timestamps.text(key.createdAt()), true);
    }
}
