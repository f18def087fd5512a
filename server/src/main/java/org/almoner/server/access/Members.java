package org.almoner.server.access;

import java.util.function.Function;

import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;

/** Reads the members of a JSON body once, at the border. */
final class Members {

    private Members() {}

    /** @throws Invalid if the member is absent or null */
    static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new Invalid("The member '" + name + "' is missing; send it.");
        }
        return value;
    }

    /** @throws Invalid if the member is absent or null, or is not what the parser takes */
    static <T> T required(String name, @Nullable String text, Function<String, T> parser) {
        return parsed(required(name, text), parser);
    }

    /** @throws Invalid if the text is not what the parser takes */
    static <T> T parsed(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new Invalid(String.valueOf(e.getMessage()));
        }
    }
}
