package org.almoner.server.storage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What tells one state of an object from another; as an object never changes, both are strong.
 *
 * @param lastModified in whole seconds, as fields can say it
 */
record Validators(EntityTag tag, Instant lastModified) {

    static Validators of(StoredObject object) {
        return new Validators(EntityTag.of(object.sha256()), object.storedAt().truncatedTo(ChronoUnit.SECONDS));
    }
}
