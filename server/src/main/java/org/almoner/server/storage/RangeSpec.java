package org.almoner.server.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a client asks for, before anybody has looked at how long the object is (RFC 9110 §14.1.2). */
sealed interface RangeSpec {

    /** From an offset to the end. */
    record From(long first) implements RangeSpec {}

    /** From an offset to another, both included. */
    record Between(long first, long last) implements RangeSpec {}

    /** So many bytes at the end. */
    record Suffix(long length) implements RangeSpec {}

    /** RFC 9110 §14.1: "Range units are ... case-insensitive". */
    String UNIT = "bytes=";

    Pattern FORM = Pattern.compile("(\\d*)-(\\d*)");

    /**
     * The ranges of a {@code Range} field.
     *
     * @return empty if the field is to be ignored: its unit is unknown, or it is not of the form (RFC 9110 §14.2 leaves the
     *     choice to ignore or to reject the latter)
     */
    static Optional<List<RangeSpec>> parse(String field) {
        if (!field.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
            return Optional.empty();
        }
        List<RangeSpec> specs = new ArrayList<>();
        for (var element : field.substring(UNIT.length()).split(",", -1)) {
            var text = trimmed(element);
            // RFC 9110 §5.6.1.2: "A recipient MUST parse and ignore a reasonable number of empty list elements".
            if (text.isEmpty()) {
                continue;
            }
            var spec = parseOne(text);
            if (spec.isEmpty()) {
                return Optional.empty();
            }
            specs.add(spec.get());
        }
        return specs.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(specs));
    }

    private static Optional<RangeSpec> parseOne(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var first = matcher.group(1);
        var last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : Optional.of(new Suffix(number(last)));
        }
        if (last.isEmpty()) {
            return Optional.of(new From(number(first)));
        }
        // RFC 9110 §14.1.1: "An int-range is invalid if the last-pos value is present and less than first-pos."
        return number(last) < number(first) ? Optional.empty() : Optional.of(new Between(number(first), number(last)));
    }

    /** What no object is long enough for is as good as any number that no object is long enough for. */
    private static long number(String digits) {
        var significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant);
    }

    /** Without optional white space (RFC 9110 §5.6.3), which is less than what Java strips. */
    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
