package org.almoner.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.almoner.cli.output.Plain;
import org.almoner.cli.output.Table;
import org.almoner.client.codeset.ChangeCounts;
import org.almoner.client.codeset.ChangeKind;
import org.almoner.client.codeset.CodeChange;
import org.almoner.client.codeset.TableChanges;
import org.almoner.codeset.diff.Change;
import org.almoner.codeset.diff.Change.Kind;

/** What has changed from one release to another, as JSON and as lines: in the very form in which servers tell it. */
record DiffResult(String profile, List<TableChanges> tables, List<CodeChange> first) {

    private static final int SHOWN = 70;

    static DiffResult of(String profile, List<org.almoner.codeset.diff.TableChanges> tables, List<CodeChange> first) {
        return new DiffResult(profile, tables.stream().map(DiffResult::table).toList(), first);
    }

    private static TableChanges table(org.almoner.codeset.diff.TableChanges changes) {
        return new TableChanges(
                changes.table(),
                changes.rowsBefore(),
                changes.rowsAfter(),
                counts(changes.inForce()),
                counts(changes.others()),
                changes.columnsGone(),
                changes.columnsNew());
    }

    private static ChangeCounts counts(Map<Kind, Long> counts) {
        return new ChangeCounts(
                counts.getOrDefault(Kind.ADDED, 0L),
                counts.getOrDefault(Kind.REMOVED, 0L),
                counts.getOrDefault(Kind.RETIRED, 0L),
                counts.getOrDefault(Kind.REACTIVATED, 0L),
                counts.getOrDefault(Kind.REMAPPED, 0L),
                counts.getOrDefault(Kind.REVISED, 0L));
    }

    /** One change that was found here. */
    static CodeChange change(String profile, Change change) {
        var key = new LinkedHashMap<String, String>();
        change.key().forEach(cell -> key.put(cell.column(), cell.text()));
        return new CodeChange(
                kind(change.kind()),
                profile,
                change.table(),
                key,
                change.inForce(),
                change.cells().stream()
                        .map(cell -> new CodeChange.Cell(
                                cell.column(),
                                cell.before().orElse(null),
                                cell.after().orElse(null)))
                        .toList());
    }

    private static ChangeKind kind(Kind kind) {
        return switch (kind) {
            case ADDED -> ChangeKind.ADDED;
            case REMOVED -> ChangeKind.REMOVED;
            case RETIRED -> ChangeKind.RETIRED;
            case REACTIVATED -> ChangeKind.REACTIVATED;
            case REMAPPED -> ChangeKind.REMAPPED;
            case REVISED -> ChangeKind.REVISED;
        };
    }

    List<String> lines() {
        var lines = tables(tables);
        if (!first.isEmpty()) {
            lines.add("");
            first.forEach(change -> lines.add(line(change)));
        }
        return lines;
    }

    /** Tables in numbers. */
    static List<String> tables(List<TableChanges> tables) {
        var table = new Table(
                "TABLE", "", "ADDED", "REMOVED", "RETIRED", "REACTIVATED", "REMAPPED", "REVISED", "ROWS", "BEFORE");
        for (var each : tables) {
            var in = each.inForce();
            table.row(
                    each.table(),
                    "in force",
                    in.added(),
                    in.removed(),
                    in.retired(),
                    in.reactivated(),
                    in.remapped(),
                    in.revised(),
                    each.rowsAfter(),
                    each.rowsBefore());
            var others = each.others();
            if (others.all() > 0) {
                table.row(
                        each.table(),
                        "others",
                        others.added(),
                        others.removed(),
                        others.retired(),
                        others.reactivated(),
                        others.remapped(),
                        others.revised(),
                        "",
                        "");
            }
        }
        var lines = new ArrayList<>(table.lines());
        for (var each : tables) {
            if (!each.columnsGone().isEmpty() || !each.columnsNew().isEmpty()) {
                lines.add(Plain.text("%s: not compared, as only one release has them: %s"
                        .formatted(
                                each.table(),
                                String.join(
                                        ", ",
                                        Stream.concat(each.columnsGone().stream(), each.columnsNew().stream())
                                                .toList()))));
            }
        }
        return lines;
    }

    /** One change, for people. */
    static String line(CodeChange change) {
        return Plain.text("  %s %s in %s%s"
                .formatted(
                        change.change().word(),
                        String.join(" ", change.key().values()),
                        change.table(),
                        change.cells().stream()
                                .filter(cell -> !change.key().containsKey(cell.column()))
                                .map(DiffResult::text)
                                .limit(4)
                                .collect(Collectors.joining(", ", ": ", ""))));
    }

    private static String text(CodeChange.Cell cell) {
        var before = cell.before();
        var after = cell.after();
        return cell.column() + " "
                + (before == null
                        ? shortened(String.valueOf(after))
                        : shortened(before) + " -> " + (after == null ? "nothing" : shortened(after)));
    }

    private static String shortened(String text) {
        return "'" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "'";
    }
}
