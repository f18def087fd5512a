package org.almoner.codeset.profile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells from a release's version since when it applies.
 *
 * @param pattern that the whole version has, in any case
 * @param template the day as {@code yyyy-MM-dd}, with {@code {GROUP}} for what a named group of the pattern has found. A number may be
 *     added to it or taken from it: {@code {year-1}-10-01} is a fiscal year's first day
 */
public record EffectiveRule(Pattern pattern, String template) {

    /** A group in a template, and what is added to it. */
    static final Pattern GROUP = Pattern.compile("\\{([a-z]+)([+-][0-9]{1,4})?}");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    /** The day; nothing if the version is another, or the day is none. */
    public Optional<LocalDate> date(String version) {
        var found = pattern.matcher(version);
        if (!found.matches()) {
            return Optional.empty();
        }
        var day = new StringBuilder();
        var groups = GROUP.matcher(template);
        while (groups.find()) {
            var value = value(found, groups);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            groups.appendReplacement(day, Matcher.quoteReplacement(value.get()));
        }
        try {
            return Optional.of(LocalDate.parse(groups.appendTail(day)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> value(Matcher found, Matcher group) {
        var text = found.group(group.group(1));
        var more = group.group(2);
        if (text == null || more == null) {
            return Optional.ofNullable(text);
        }
        return NUMBER.matcher(text).matches()
                ? Optional.of(Integer.toString(Integer.parseInt(text) + Integer.parseInt(more)))
                : Optional.empty();
    }
}
