package org.almoner.client.events;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A place in the events of one organization: everything up to it was looked at. Only the server knows what it says; it is kept as it
 * is, and two that differ may stand for the same place.
 *
 * @param text one line of visible ASCII, 1 to 500 characters
 */
public record Cursor(@JsonValue String text) {

    private static final Pattern FORM = Pattern.compile("[!-~]{1,500}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Cursor {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a cursor: '" + text + "'");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
