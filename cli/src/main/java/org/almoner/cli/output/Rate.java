package org.almoner.cli.output;

import java.util.Locale;
import java.util.regex.Pattern;

/** Rates as people write them. */
public final class Rate {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([kMG]?)B?(/s)?", Pattern.CASE_INSENSITIVE);

    private Rate() {}

    /**
     * Reads a number of bytes a second, in powers of ten: {@code 10M}, {@code 500k}.
     *
     * @throws IllegalArgumentException if it is none, or nothing at all
     */
    public static long parse(String text) {
        var parts = FORM.matcher(text.strip());
        if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
            throw new IllegalArgumentException("'" + text + "' is not a number of bytes a second, such as 10M or 500k");
        }
        long unit = switch (parts.group(2).toLowerCase(Locale.ROOT)) {
            case "k" -> 1_000;
            case "m" -> 1_000_000;
            case "g" -> 1_000_000_000;
            default -> 1;
        };
        return Long.parseLong(parts.group(1)) * unit;
    }
}
