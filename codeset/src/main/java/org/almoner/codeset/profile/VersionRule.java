package org.almoner.codeset.profile;

import java.time.Month;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a release's version.
 *
 * @param where to look
 * @param pattern is searched for, in any case
 * @param template the version, with {@code {GROUP}} for what a named group of the pattern has found; of a group {@code month}, the name of
 *     a month becomes its number
 */
public record VersionRule(Where where, Pattern pattern, String template) {

    private static final String MONTH = "month";
    private static final int SHORTEST_MONTH = 3;
    private static final Pattern GROUP = Pattern.compile("\\{([a-z]+)}");

    /** Where to look. */
    public enum Where {
        /** The names of the release's files, and of the ZIP that they are in. */
        NAME,
        /** The first lines of files. */
        LINE
    }

    /** The version that a name or a line tells; nothing if it tells none, or a month of it is none. */
    public Optional<String> version(String text) {
        var found = pattern.matcher(text);
        while (found.find()) {
            var version = version(found);
            if (version.isPresent()) {
                return version;
            }
        }
        return Optional.empty();
    }

    private Optional<String> version(Matcher found) {
        var version = new StringBuilder();
        var groups = GROUP.matcher(template);
        while (groups.find()) {
            var value = value(groups.group(1), found);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            groups.appendReplacement(version, Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(groups.appendTail(version).toString());
    }

    private static Optional<String> value(String group, Matcher found) {
        var text = found.group(group) == null ? "" : found.group(group).toLowerCase(Locale.ROOT);
        return group.equals(MONTH) ? month(text) : Optional.of(text);
    }

    /** By its name or the beginning of it. */
    private static Optional<String> month(String text) {
        return Arrays.stream(Month.values())
                .filter(month -> text.length() >= SHORTEST_MONTH
                        && month.name().toLowerCase(Locale.ROOT).startsWith(text))
                .findFirst()
                .map(month -> String.format(Locale.ROOT, "%02d", month.getValue()));
    }
}
