package org.almoner.codeset.diff;

import java.util.List;
import java.util.Map;

import org.almoner.codeset.diff.Change.Kind;

/**
 * What has changed in a table, in numbers.
 *
 * @param rowsBefore that were compared; 0 if the release before has no such table
 * @param rowsAfter that they were compared with
 * @param inForce codes that are in force, or were before, by what has become of them; kinds that there are none of are left out
 * @param others headers, and codes that are only listed as past
 * @param columnsGone that only the release before has; they were not compared
 * @param columnsNew that only the release after has
 */
public record TableChanges(
        String table,
        long rowsBefore,
        long rowsAfter,
        Map<Kind, Long> inForce,
        Map<Kind, Long> others,
        List<String> columnsGone,
        List<String> columnsNew) {

    public TableChanges {
        inForce = Map.copyOf(inForce);
        others = Map.copyOf(others);
        columnsGone = List.copyOf(columnsGone);
        columnsNew = List.copyOf(columnsNew);
    }

    /** How many of both. */
    public long count(Kind kind) {
        return inForce.getOrDefault(kind, 0L) + others.getOrDefault(kind, 0L);
    }

    /** Whether nothing has changed. */
    public boolean isEmpty() {
        return inForce.isEmpty() && others.isEmpty();
    }
}
