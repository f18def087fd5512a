package org.almoner.server.syndication;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to read a source besides its address, such as a user and a password. Any of it may be secret: it is kept wrapped
 * with the master key, never shown, and never printed.
 *
 * @param values what they are, by name
 */
public record SourceOptions(Map<String, String> values) {

    static final SourceOptions NONE = new SourceOptions(Map.of());

    private static final int MOST = 50;
    private static final int LONGEST = 4000;
    private static final int LONGEST_TOGETHER = 8000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,62}");

    public SourceOptions {
        values = Map.copyOf(values);
    }

    /** @throws Invalid if a name is none, or there is more than can be kept */
    static SourceOptions checked(@Nullable Map<String, @Nullable String> sent) {
        if (sent == null) {
            return NONE;
        }
        if (sent.size() > MOST) {
            throw new Invalid("source_options has more than " + MOST + " entries.");
        }
        var together = 0;
        for (var option : sent.entrySet()) {
            var value = option.getValue();
            if (!NAME.matcher(option.getKey()).matches() || value == null || value.length() > LONGEST) {
                throw new Invalid("source_options must have names of letters, digits, '_', '.' and '-', and texts of at"
                        + " most " + LONGEST + " characters.");
            }
            together += option.getKey().length() + value.length();
        }
        if (together > LONGEST_TOGETHER) {
            throw new Invalid("source_options is longer than " + LONGEST_TOGETHER + " characters in all.");
        }
        return new SourceOptions(Map.copyOf(sent));
    }

    /** All that may be shown of them. */
    SortedSet<String> names() {
        return new TreeSet<>(values.keySet());
    }

    @Override
    public String toString() {
        return "SourceOptions" + names();
    }
}
