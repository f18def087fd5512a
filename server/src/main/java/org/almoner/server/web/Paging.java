package org.almoner.server.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.almoner.server.failure.Invalid;

/**
 * Which page of a listing is asked for. Controllers take it as a parameter; it comes from the query parameters {@code page} (or its
 * alias {@code current_page}) and {@code page_size}.
 *
 * @param page 1 or more
 * @param pageSize 1 to {@value #MAX_SIZE}
 */
public record Paging(long page, int pageSize) {

    /** How many items a page has when nothing is asked. */
    public static final int DEFAULT_SIZE = 10;

    /** How many items a page may have. */
    public static final int MAX_SIZE = 1000;

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

    public Paging {
        if (page < 1 || pageSize < 1 || pageSize > MAX_SIZE) {
            throw new IllegalArgumentException("Not a page: " + page + " of " + pageSize + " items each");
        }
    }

    /** How many items come before this page; {@link Long#MAX_VALUE} if there are more than a number can say. */
    public long offset() {
        return page - 1 > Long.MAX_VALUE / pageSize ? Long.MAX_VALUE : (page - 1) * pageSize;
    }

    /** The number of the last page; 1 if there is nothing. */
    public long lastPage(long total) {
        return Math.max(1, Math.ceilDiv(total, pageSize));
    }

    /**
     * Reads the query parameters.
     *
     * @throws Invalid if one of them is not a number in its range, or is there twice with different numbers
     */
    static Paging of(Map<String, String[]> parameters) {
        var page = number(parameters, Long.MAX_VALUE, 1, "page", "current_page");
        var size = number(parameters, MAX_SIZE, DEFAULT_SIZE, "page_size");
        return new Paging(page, Math.toIntExact(size));
    }

    private static long number(Map<String, String[]> parameters, long max, long otherwise, String... names) {
        List<String> given = new ArrayList<>();
        for (var name : names) {
            given.addAll(Arrays.asList(parameters.getOrDefault(name, new String[0])));
        }
        var numbers = given.stream()
                .map(text -> number(names[0], text, max))
                .distinct()
                .toList();
        if (numbers.size() > 1) {
            throw new Invalid("The query says more than one " + names[0] + ". Send it once.");
        }
        return numbers.isEmpty() ? otherwise : numbers.getFirst();
    }

    private static long number(String name, String text, long max) {
        if (DIGITS.matcher(text).matches()) {
            try {
                var number = Long.parseLong(text);
                if (number >= 1 && number <= max) {
                    return number;
                }
            } catch (NumberFormatException beyondLong) {
                // Answered below like every other number out of range.
            }
        }
        throw new Invalid(
                max == Long.MAX_VALUE
                        ? "The query parameter " + name + " must be a whole number from 1."
                        : "The query parameter " + name + " must be a whole number from 1 to " + max + ".");
    }
}
