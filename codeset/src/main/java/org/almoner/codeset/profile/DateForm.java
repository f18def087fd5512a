package org.almoner.codeset.profile;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How days are written.
 *
 * @param pattern {@code yyyy}, {@code MM} and {@code dd} once each, in any order, and other characters as they stand there
 * @param year where the year begins, from 0 on
 * @param month where the month begins
 * @param day where the day begins
 */
public record DateForm(String pattern, int year, int month, int day) {

    private static final Pattern WANTED = Pattern.compile("(?=.*yyyy)(?=.*MM)(?=.*dd)[ yMd/.-]{8,10}");

    /** The form of a pattern; nothing if it is none. */
    static Optional<DateForm> of(String pattern) {
        boolean once = pattern.chars().filter(c -> c == 'y').count() == 4
                && pattern.chars().filter(c -> c == 'M').count() == 2
                && pattern.chars().filter(c -> c == 'd').count() == 2;
        return once && WANTED.matcher(pattern).matches()
                ? Optional.of(
                        new DateForm(pattern, pattern.indexOf("yyyy"), pattern.indexOf("MM"), pattern.indexOf("dd")))
                : Optional.empty();
    }
}
