package org.almoner.client.codeset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * What has become of one code.
 *
 * @param profile of its code set; null where the server does not say
 * @param table where its rows are
 * @param key the columns that tell it, in their order; never empty
 * @param inForce whether it is in force, or was before
 * @param cells what is different; of a code that was added or removed all that is or was there
 */
public record CodeChange(
        ChangeKind change,
        @Nullable String profile,
        String table,
        Map<String, String> key,
        boolean inForce,
        List<Cell> cells) {

    public CodeChange {
        requireNonNull(change, "change is missing");
        requireNonNull(table, "table is missing");
        requireNonNull(key, "key is missing");
        // The order of the columns is that of the code.
        key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
        if (key.isEmpty() || key.containsValue(null)) {
            throw new IllegalArgumentException("key has a column without a text, or none at all");
        }
        cells = Lists.given(cells);
    }

    /**
     * A cell that is different.
     *
     * @param before null if there was nothing
     * @param after null if there is nothing
     */
    public record Cell(
            String column,
            @Nullable String before,
            @Nullable String after) {

        public Cell {
            requireNonNull(column, "column is missing");
        }
    }
}
