package org.almoner.server.storage;

import java.util.regex.Pattern;

/** The permanent name of an object in the store: made by the server, never from what a caller sent. */
public record ObjectKey(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public ObjectKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an object key: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
