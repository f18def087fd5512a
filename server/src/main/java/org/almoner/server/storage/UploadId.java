package org.almoner.server.storage;

import java.util.UUID;

/** An upload under way, or ended. */
public record UploadId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
