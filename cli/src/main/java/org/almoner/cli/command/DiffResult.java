package org.almoner.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.almoner.cli.output.Plain;
import org.almoner.cli.output.Table;
import org.almoner.codeset.diff.Change;
import org.almoner.codeset.diff.Change.CellChange;
import org.almoner.codeset.diff.Change.Kind;
import org.almoner.codeset.diff.TableChanges;
import org.jspecify.annotations.Nullable;

/** What has changed, as JSON and as lines. */
record DiffResult(String profile, List<TableResult> tables, List<ChangeResult> first) {

    private static final int SHOWN = 70;

    /** A table in numbers. */
    record TableResult(
            String table,
            long rowsBefore,
            long rowsAfter,
            Map<String, Long> inForce,
            Map<String, Long> others,
            List<String> columnsGone,
            List<String> columnsNew) {

        private static TableResult of(TableChanges changes) {
            return new TableResult(
                    changes.table(),
                    changes.rowsBefore(),
                    changes.rowsAfter(),
                    words(changes.inForce()),
                    words(changes.others()),
                    changes.columnsGone(),
                    changes.columnsNew());
        }

        /** All kinds, as a program would have to ask whether they are there. */
        private static Map<String, Long> words(Map<Kind, Long> counts) {
            var words = new LinkedHashMap<String, Long>();
            Arrays.stream(Kind.values()).forEach(kind -> words.put(kind.word(), counts.getOrDefault(kind, 0L)));
            return words;
        }
    }

    /** One change. */
    record ChangeResult(String change, String table, Map<String, String> key, boolean inForce, List<CellResult> cells) {

        static ChangeResult of(Change change) {
            var key = new LinkedHashMap<String, String>();
            change.key().forEach(cell -> key.put(cell.column(), cell.text()));
            return new ChangeResult(
                    change.kind().word(),
                    change.table(),
                    key,
                    change.inForce(),
                    change.cells().stream().map(CellResult::of).toList());
        }

        private String line() {
            return Plain.text("  %s %s in %s%s"
                    .formatted(
                            change,
                            String.join(" ", key.values()),
                            table,
                            cells.stream()
                                    .filter(cell -> !key.containsKey(cell.column()))
                                    .map(CellResult::text)
                                    .limit(4)
                                    .collect(Collectors.joining(", ", ": ", ""))));
        }
    }

    /** A cell that is different. */
    record CellResult(
            String column,
            @Nullable String before,
            @Nullable String after) {

        static CellResult of(CellChange cell) {
            return new CellResult(
                    cell.column(), cell.before().orElse(null), cell.after().orElse(null));
        }

        private String text() {
            return column + " "
                    + (before == null
                            ? shortened(String.valueOf(after))
                            : shortened(before) + " -> " + (after == null ? "nothing" : shortened(after)));
        }

        private static String shortened(String text) {
            return "'" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "'";
        }
    }

    static DiffResult of(String profile, List<TableChanges> tables, List<Change> first) {
        return new DiffResult(
                profile,
                tables.stream().map(TableResult::of).toList(),
                first.stream().map(ChangeResult::of).toList());
    }

    List<String> lines() {
        var table = new Table(
                "TABLE", "", "ADDED", "REMOVED", "RETIRED", "REACTIVATED", "REMAPPED", "REVISED", "ROWS", "BEFORE");
        for (var each : tables) {
            row(table, each, "in force", each.inForce());
            if (each.others().values().stream().anyMatch(count -> count > 0)) {
                row(table, each, "others", each.others());
            }
        }
        var lines = new ArrayList<>(table.lines());
        for (var each : tables) {
            if (!each.columnsGone().isEmpty() || !each.columnsNew().isEmpty()) {
                lines.add("%s: not compared, as only one release has them: %s"
                        .formatted(
                                each.table(),
                                String.join(
                                        ", ",
                                        Stream.concat(each.columnsGone().stream(), each.columnsNew().stream())
                                                .toList())));
            }
        }
        if (!first.isEmpty()) {
            lines.add("");
            first.forEach(change -> lines.add(change.line()));
        }
        return lines;
    }

    private static void row(Table table, TableResult result, String what, Map<String, Long> counts) {
        table.row(
                result.table(),
                what,
                counts.get("added"),
                counts.get("removed"),
                counts.get("retired"),
                counts.get("reactivated"),
                counts.get("remapped"),
                counts.get("revised"),
                what.equals("in force") ? result.rowsAfter() : "",
                what.equals("in force") ? result.rowsBefore() : "");
    }
}
