package org.almoner.client.codeset;

import java.util.List;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * What has changed in a table, in numbers.
 *
 * @param inForce codes in force, or that were
 * @param others headers above codes, and what is only listed as past
 * @param columnsGone columns that only the version before has; not compared
 * @param columnsNew columns that only this version has; not compared
 */
public record TableChanges(
        String table,
        long rowsBefore,
        long rowsAfter,
        ChangeCounts inForce,
        ChangeCounts others,
        List<String> columnsGone,
        List<String> columnsNew) {

    public TableChanges {
        requireNonNull(table, "table is missing");
        requireNonNull(inForce, "in_force is missing");
        others = given(others);
        columnsGone = Lists.given(columnsGone);
        columnsNew = Lists.given(columnsNew);
    }

    private static ChangeCounts given(@Nullable ChangeCounts counts) {
        return counts == null ? ChangeCounts.NONE : counts;
    }
}
