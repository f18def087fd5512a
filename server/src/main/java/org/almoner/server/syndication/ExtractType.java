package org.almoner.server.syndication;

import java.util.Arrays;
import java.util.Optional;

/** Whether an extract holds all, or what has changed since the one before it. Named as on the wire. */
public enum ExtractType {
    COMPLETE,
    INCREMENTAL;

    /** The type of that name on the wire; empty for an unknown one. */
    static Optional<ExtractType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
