package org.almoner.codeset.profile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.almoner.codeset.profile.DeclaredRule.When;

/**
 * How the rows of one kind of file are written.
 *
 * @param name that of its file in the profile's folder, without {@code .layout.json}
 * @param description a sentence for people
 * @param encoding of files without a byte order mark
 * @param data where the rows begin and end in a file
 * @param continuation how a row goes on in the records after its first one; nothing if it never does
 * @param key the columns that tell rows apart; empty if a whole row is needed
 * @param life what columns say of a row's life
 * @param rules what must be true of rows, beside what the layout itself says
 * @param comparison how rows of two releases are compared
 * @param replaced what says which codes are to be used instead of others; nothing if nothing does
 */
public record Layout(
        String name,
        String description,
        Form form,
        Encoding encoding,
        DataPart data,
        Optional<Continuation> continuation,
        List<LayoutColumn> columns,
        List<String> key,
        Life life,
        List<DeclaredRule> rules,
        Comparison comparison,
        Optional<Replaced> replaced) {

    public Layout {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        rules = List.copyOf(rules);
    }

    /** Where a column is among all; -1 if there is none of that name. */
    public int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    /** How a record is taken apart. */
    public sealed interface Form {

        /**
         * Fields with a character between them.
         *
         * @param delimiter ASCII
         * @param quotes whether fields may be in double quotes (RFC 4180 §2.5 to 2.7); otherwise a quote is a character like others
         * @param header the header is among so many records; 0 if there is none
         */
        record Delimited(char delimiter, boolean quotes, int header) implements Form {}

        /**
         * Columns of fixed width.
         *
         * @param blanks characters that are blank in every line, from 1 on: lines of another layout are told by them
         */
        record Fixed(List<Integer> blanks) implements Form {

            public Fixed {
                blanks = List.copyOf(blanks);
            }
        }

        /**
         * Lines that a pattern matches; its groups are the columns, and other lines are no data. For small files of free text.
         *
         * @param opens what a row begins with, if one may go on over lines: one that has this and does not match goes on until it does
         */
        record Lines(Pattern pattern, Optional<Pattern> opens) implements Form {}
    }

    /**
     * Where the data are.
     *
     * @param begins found in the first line of data, or in the line before it; nothing if the file begins with data
     * @param after whether it is the line before
     * @param endsAtBlankLine whether a blank line ends the data; otherwise blank lines are passed over
     */
    public record DataPart(Optional<Pattern> begins, boolean after, boolean endsAtBlankLine) {}

    /**
     * A record that goes on with the one before it.
     *
     * @param column tells such records
     * @param values that it has in them
     * @param appended the column whose text goes on; pieces are joined with a blank
     */
    public record Continuation(String column, Set<String> values, String appended) {

        public Continuation {
            values = Set.copyOf(values);
        }
    }

    /**
     * What is known of a row's life, each by the name of a column.
     *
     * @param status tells whether it is in force
     * @param active texts of that column that mean that it is
     * @param from the day it came into force
     * @param until the day it ceased to be
     * @param changed the day of its last change
     */
    public record Life(
            Optional<String> status,
            Set<String> active,
            Optional<String> from,
            Optional<String> until,
            Optional<String> changed) {

        public Life {
            active = Set.copyOf(active);
        }
    }

    /**
     * How rows of two releases are compared.
     *
     * @param code columns that tell of which code a row is, where a code has several rows; empty if each row is one of its own, which is
     *     then told by its key
     * @param ignored columns that change without the code changing, such as its position
     * @param targets columns that say what a code is mapped to
     * @param endRetires whether a code is retired once {@link Life#until} has a day
     */
    public record Comparison(List<String> code, Set<String> ignored, Set<String> targets, boolean endRetires) {

        /** What holds where a layout says nothing. */
        public static final Comparison USUAL = new Comparison(List.of(), Set.of(), Set.of(), false);

        public Comparison {
            code = List.copyOf(code);
            ignored = Set.copyOf(ignored);
            targets = Set.copyOf(targets);
        }
    }

    /**
     * Codes that are to be used instead of another.
     *
     * @param code the column with the code that is not to be used
     * @param by columns with those to use
     * @param when which rows say so; all if nothing is said
     */
    public record Replaced(String code, List<String> by, Optional<When> when) {

        public Replaced {
            by = List.copyOf(by);
        }
    }
}
