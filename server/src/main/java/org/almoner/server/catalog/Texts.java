package org.almoner.server.catalog;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;

/** What a publisher's texts must be like. Each check gives back the text, or says in a sentence what is wrong with it. */
final class Texts {

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*):");

    /** A link that people click must not be a script. */
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

    private Texts() {}

    /** One line, not blank, without blanks around it. */
    static String line(String what, @Nullable String text, int max) {
        var line = text(what, text, max).strip();
        if (line.isEmpty()) {
            throw new Invalid(what + " must not be blank.");
        }
        return line;
    }

    /** Any text without control characters. */
    static String text(String what, @Nullable String text, int max) {
        if (text == null) {
            throw new Invalid(what + " is missing.");
        }
        if (text.codePointCount(0, text.length()) > max) {
            throw new Invalid(what + " is longer than " + max + " characters.");
        }
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw new Invalid(what + " has a control character or half a character. Leave it out.");
        }
        return text;
    }

    /** A web or mail address, or part of one, perhaps with placeholders: what it must not be is a script. */
    static String address(String what, @Nullable String text, int max) {
        var address = line(what, text, max);
        var scheme = SCHEME.matcher(address);
        if (scheme.find() && !SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT))) {
            throw new Invalid(what + " must be a http, https or mailto address.");
        }
        return address;
    }

    /** A plain date of four-digit year. */
    static LocalDate date(String what, String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException impossible) {
            // Answered below like every other text that is no date.
        }
        throw new Invalid(what + " must be a date such as 2026-10-01.");
    }

    /** A list without gaps, as long as it may be; empty if there is none. */
    static <T> List<T> list(String what, @Nullable List<@Nullable T> items, int max) {
        if (items == null) {
            return List.of();
        }
        if (items.size() > max) {
            throw new Invalid(what + " has more than " + max + " entries.");
        }
        return items.stream()
                .map(item -> {
                    if (item == null) {
                        throw new Invalid(what + " has an entry that is null.");
                    }
                    return item;
                })
                .toList();
    }
}
