package org.almoner.codeset.diff;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What has become of a code.
 *
 * @param table where its rows are
 * @param key the columns that tell it, in their order
 * @param inForce whether it is in force, or was before; headers and what is only listed as past are not
 * @param cells what is different; of a code that was added or removed all that is or was there
 */
public record Change(Kind kind, String table, List<KeyCell> key, boolean inForce, List<CellChange> cells) {

    public Change {
        key = List.copyOf(key);
        cells = List.copyOf(cells);
    }

    /** What it has become. */
    public enum Kind {
        /** It is new. */
        ADDED("added"),
        /** It is no longer there. */
        REMOVED("removed"),
        /** It is there, but no longer in force. */
        RETIRED("retired"),
        /** It is in force again. */
        REACTIVATED("reactivated"),
        /** It is mapped to something else. */
        REMAPPED("remapped"),
        /** Anything else of it is different. */
        REVISED("revised");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Its name in documents. */
        public String word() {
            return word;
        }

        public static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word.equals(word))
                    .findFirst();
        }
    }

    /**
     * A column of the key.
     *
     * @param text empty if the cell is absent
     */
    public record KeyCell(String column, String text) {}

    /**
     * A cell that is different. Where a code has several rows, their texts stand with {@code "; "} between.
     *
     * @param before nothing if it was absent
     * @param after nothing if it is absent
     */
    public record CellChange(String column, Optional<String> before, Optional<String> after) {}

    /** The key for people: its texts with blanks between. */
    public String code() {
        return key.stream().map(KeyCell::text).filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
    }
}
