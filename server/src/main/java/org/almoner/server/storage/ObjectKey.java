package org.almoner.server.storage;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The permanent name of an object in the store: made by the server, never from what a caller sent. */
public record ObjectKey(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public ObjectKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an object key: '" + value + "'");
        }
    }

    /** The key of a text that may be one. */
    static Optional<ObjectKey> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ObjectKey(text)) : Optional.empty();
    }

    /** The key of an id that is unique. */
    static ObjectKey of(UUID id) {
        return new ObjectKey(id.toString().replace("-", ""));
    }

    @Override
    public String toString() {
        return value;
    }
}
