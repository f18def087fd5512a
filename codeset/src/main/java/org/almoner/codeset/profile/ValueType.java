package org.almoner.codeset.profile;

import java.util.Set;

/** How the text of a column's cells is to be read. */
public sealed interface ValueType {

    /** What profiles call it. */
    String word();

    /** Any text. Codes are text, also those of digits: leading zeros belong to them. */
    record Text() implements ValueType {

        @Override
        public String word() {
            return "text";
        }
    }

    /** A whole number in decimal digits, perhaps after a minus, of at most 64 bits. */
    record Whole() implements ValueType {

        @Override
        public String word() {
            return "integer";
        }
    }

    /** A number as tables have it: a minus or a {@code $} before it, commas between thousands, a fraction that may begin the number. */
    record Decimal() implements ValueType {

        @Override
        public String word() {
            return "decimal";
        }
    }

    /** One of two sets of words, in any case. */
    record Truth(Set<String> yes, Set<String> no) implements ValueType {

        public Truth {
            yes = Set.copyOf(yes);
            no = Set.copyOf(no);
        }

        @Override
        public String word() {
            return "boolean";
        }
    }

    /** A day of the calendar. */
    record Day(DateForm form) implements ValueType {

        @Override
        public String word() {
            return "date";
        }
    }
}
