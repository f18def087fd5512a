package org.almoner.codeset.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import org.almoner.codeset.Release;
import org.almoner.codeset.Release.Part;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.LayoutColumn;
import org.almoner.codeset.read.ReadLimits;

/** Compares two releases of one code set. Each file is read once. */
public final class ReleaseDiff {

    private final ReadLimits limits;
    private final Scratch scratch;

    /** @param scratch for rows that wait for their counterparts; stays open */
    public ReleaseDiff(ReadLimits limits, Scratch scratch) {
        this.limits = limits;
        this.scratch = scratch;
    }

    /**
     * Compares them, table by table.
     *
     * @param sink hears of each change as it is found; within a table in no particular order
     * @return what has changed in numbers, for each table that one of them has and that is compared
     * @throws org.almoner.codeset.read.ReleaseException if a file is not of its layout
     * @throws IllegalArgumentException if they are of different code sets
     */
    public List<TableChanges> compare(Release before, Release after, ChangeSink sink) throws IOException {
        if (!before.profile().name().equals(after.profile().name())) {
            throw new IllegalArgumentException(before.path() + " is a release of "
                    + before.profile().name() + ", but " + after.path() + " is one of "
                    + after.profile().name() + ". Name two releases of one code set.");
        }
        var tables = new LinkedHashSet<String>();
        for (var file : after.profile().files()) {
            if (file.compared()) {
                tables.add(file.table());
            }
        }
        var changes = new ArrayList<TableChanges>();
        for (var table : tables) {
            var old = parts(before, table);
            var now = parts(after, table);
            if (!old.isEmpty() || !now.isEmpty()) {
                changes.add(table(table, old, now, sink));
            }
        }
        return changes;
    }

    private static List<Part> parts(Release release, String table) {
        return release.parts().stream()
                .filter(part -> part.expected().table().equals(table))
                .toList();
    }

    private TableChanges table(String table, List<Part> before, List<Part> after, ChangeSink sink) throws IOException {
        var layout = (after.isEmpty() ? before : after).getFirst().expected().layout();
        try (var old = new RowsOfTable(before, limits);
                var now = new RowsOfTable(after, limits)) {
            int count = layout.columns().size();
            var both = new boolean[count];
            for (int i = 0; i < count; i++) {
                both[i] = old.has(i) && now.has(i);
            }
            // Of a table that is new, no column is.
            boolean inBoth = !before.isEmpty() && !after.isEmpty();
            var gone = inBoth ? only(layout, old, now) : List.<String>of();
            var come = inBoth ? only(layout, now, old) : List.<String>of();
            var counter = new ChangeCounter(sink);
            try (var diff = new TableDiff(new Columns(table, layout, both), scratch, counter)) {
                diff.run(old, now);
            }
            return new TableChanges(table, old.rows(), now.rows(), counter.inForce(), counter.others(), gone, come);
        }
    }

    private static List<String> only(Layout layout, RowsOfTable one, RowsOfTable other) {
        return layout.columns().stream()
                .map(LayoutColumn::name)
                .filter(name -> one.has(layout.indexOf(name)) && !other.has(layout.indexOf(name)))
                .toList();
    }
}
