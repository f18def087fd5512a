package org.almoner.server.manifest;

import java.util.UUID;

/** What a manifest is about. */
public sealed interface Subject {

    /** A version of the catalogue. */
    record Version(UUID id) implements Subject {}

    /** An extract. */
    record Extract(long id) implements Subject {}

    /** What the table calls it. */
    default String text() {
        return switch (this) {
            case Version(var id) -> "version/" + id;
            case Extract(var id) -> "extract/" + id;
        };
    }
}
