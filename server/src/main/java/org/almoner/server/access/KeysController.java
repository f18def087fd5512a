package org.almoner.server.access;

import org.springframework.web.bind.annotation.PostMapping;
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
}
