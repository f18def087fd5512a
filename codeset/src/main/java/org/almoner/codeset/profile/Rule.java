package org.almoner.codeset.profile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What must be true of the rows of a layout, as its profile says. What follows from the layout itself - that rows are of it, that keys
 * are unique - needs no saying.
 */
public sealed interface Rule {

    /** Cells of these columns have a value. */
    record Required(List<String> columns) implements Rule {

        public Required {
            columns = List.copyOf(columns);
        }
    }

    /** Cells that have a value are matched by a pattern, whole. */
    record Syntax(String column, Pattern pattern) implements Rule {}

    /** Cells that have a value have one of these. */
    record OneOf(String column, Set<String> values) implements Rule {

        public OneOf {
            values = Set.copyOf(values);
        }
    }

    /** Cells that have a value end in the right check digit. */
    record CheckDigit(String column, Scheme scheme) implements Rule {}

    /** How a check digit is computed. */
    enum Scheme {
        /** Modulus 10 of the digits before a hyphen (LOINC Users' Guide, appendix C). */
        LOINC("loinc"),
        /** Verhoeff's dihedral scheme over all digits (SNOMED CT Release File Specifications, §6.3). */
        VERHOEFF("verhoeff");

        private final String word;

        Scheme(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** A day is not after another, where there are both. */
    record Period(String from, String until) implements Rule {}

    /** The numbers of a column are 1, 2, 3 and so on. */
    record Sequence(String column) implements Rule {}

    /**
     * Cells name a row of another table, or of the same.
     *
     * @param columns whose cells name it, together
     * @param set the profile that the table is of; nothing if it is the same one
     * @param tables where the row may be: in any of them. The rule is left out if a release has none of them
     * @param to columns there, as many
     * @param unless texts of the first column that name nothing
     * @param first how many characters of the first column name it; all if nothing is said
     * @param without a character that is left out of the first column, such as the dot in codes; nothing is left out if it is empty
     */
    record Reference(
            List<String> columns,
            Optional<String> set,
            List<String> tables,
            List<String> to,
            Set<String> unless,
            Optional<Integer> first,
            String without)
            implements Rule {

        public Reference {
            columns = List.copyOf(columns);
            tables = List.copyOf(tables);
            to = List.copyOf(to);
            unless = Set.copyOf(unless);
        }
    }

    /**
     * A table has so many rows, and has not lost more of them against the release before than ever happens.
     *
     * @param least rows
     * @param lost percent of the rows of the release before
     */
    record Rows(int least, int lost) implements Rule {

        /** What holds where a layout says nothing. */
        public static final Rows USUAL = new Rows(1, 20);

        /** Of what only lists changes: there may be none. */
        public static final Rows OF_CHANGES = new Rows(0, 100);
    }
}
