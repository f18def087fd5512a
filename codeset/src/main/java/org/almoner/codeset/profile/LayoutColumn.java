package org.almoner.codeset.profile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One column of a layout.
 *
 * @param name lower-case letters, digits and underscores
 * @param place where its cells are in a record
 * @param optional whether a file may be without it; its cells are then absent
 * @param trimmed whether blanks around a cell are no part of it
 * @param absent texts that mean that there is no value, as the empty one always does
 * @param keepsText whether a cell that is no value of the type is taken for what it is, and kept as it is written beside an absent
 *     value; otherwise it is an error
 * @param description for people; empty if nobody wrote one
 */
public record LayoutColumn(
        String name,
        ValueType type,
        Place place,
        boolean optional,
        boolean trimmed,
        Set<String> absent,
        boolean keepsText,
        String description) {

    public LayoutColumn {
        absent = Set.copyOf(absent);
    }

    /** Where cells are. */
    public sealed interface Place {

        /** Under a heading: one of several spellings, or whatever a pattern matches. Case and white space do not matter. */
        record Heading(List<String> spellings, Optional<Pattern> pattern) implements Place {

            private static final Pattern WHITE = Pattern.compile("[\\s\\u00a0]+");

            public Heading {
                spellings = List.copyOf(spellings);
            }

            /** Whether a heading of a file is meant. */
            public boolean means(String heading) {
                var normal = normal(heading);
                return pattern.map(each -> each.matcher(normal).matches())
                        .orElseGet(() ->
                                spellings.stream().anyMatch(each -> normal(each).equals(normal)));
            }

            /** A heading as it is compared: without what differs from one release to the next. */
            static String normal(String heading) {
                return WHITE.matcher(heading).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
            }

            @Override
            public String toString() {
                return pattern.map(Pattern::pattern).orElseGet(() -> String.join(" or ", spellings));
            }
        }

        /** The field of a number, or the group of a pattern, from 1 on. */
        record Ordinal(int number) implements Place {

            @Override
            public String toString() {
                return Integer.toString(number);
            }
        }

        /**
         * Characters of a line, from 1 on.
         *
         * @param to the last one; nothing if it goes on to the line's end
         */
        record Span(int from, Optional<Integer> to) implements Place {

            @Override
            public String toString() {
                return to.filter(last -> last == from).isPresent()
                        ? Integer.toString(from)
                        : from + "-" + to.map(String::valueOf).orElse("");
            }
        }
    }
}
