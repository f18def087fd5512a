package org.almoner.codeset.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.almoner.codeset.diff.Change.CellChange;
import org.almoner.codeset.diff.Change.KeyCell;
import org.almoner.codeset.diff.Change.Kind;
import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.read.RowReader;

/** What each column of a table is for a comparison. */
final class Columns {

    private final String table;
    private final Layout layout;

    /** That tell a code. */
    private final int[] code;

    /** That tell a row that has a counterpart. */
    private final int[] key;

    /** In which rows must be the same. */
    private final int[] compared;

    /** In which of these a difference is another mapping. */
    private final boolean[] target;

    private final int status;
    private final int until;

    /** @param both columns that both releases have */
    Columns(String table, Layout layout, boolean[] both) {
        this.table = table;
        this.layout = layout;
        var comparison = layout.comparison();
        int count = layout.columns().size();
        this.compared = IntStream.range(0, count)
                .filter(i -> both[i]
                        && !comparison
                                .ignored()
                                .contains(layout.columns().get(i).name()))
                .toArray();
        boolean grouped = !comparison.code().isEmpty();
        this.key = grouped || layout.key().isEmpty() ? compared : indexes(layout.key());
        this.code = grouped ? indexes(comparison.code()) : key;
        this.target = new boolean[count];
        comparison.targets().forEach(name -> target[layout.indexOf(name)] = true);
        this.status = layout.life().status().map(layout::indexOf).orElse(-1);
        this.until = comparison.endRetires()
                ? layout.life().until().map(layout::indexOf).orElse(-1)
                : -1;
    }

    private int[] indexes(List<String> names) {
        return names.stream().mapToInt(layout::indexOf).toArray();
    }

    int count() {
        return layout.columns().size();
    }

    int[] code() {
        return code;
    }

    int[] key() {
        return key;
    }

    /** Whether a code may have several rows, which are then told apart by all that they hold. */
    boolean grouped() {
        return !layout.comparison().code().isEmpty();
    }

    /** Whether two rows are the same in all that is compared. */
    boolean same(RowReader one, RowReader other) {
        for (int column : compared) {
            if (one.isAbsent(column) || other.isAbsent(column)) {
                if (one.isAbsent(column) != other.isAbsent(column)) {
                    return false;
                }
            } else if (!Arrays.equals(
                    one.bytes(),
                    one.start(column),
                    one.end(column),
                    other.bytes(),
                    other.start(column),
                    other.end(column))) {
                return false;
            }
        }
        return true;
    }

    boolean same(RowImage one, RowImage other) {
        return Arrays.equals(one.some(compared), other.some(compared));
    }

    boolean inForce(RowImage row) {
        return (status < 0 || layout.life().active().contains(row.text(status).orElse("")))
                && (until < 0 || row.text(until).isEmpty());
    }

    /** A code that is only in one release, with its rows there. */
    Change only(Kind kind, List<RowImage> rows) {
        var cells = new ArrayList<CellChange>();
        for (int column = 0; column < count(); column++) {
            var text = joined(rows, column);
            if (text.isPresent()) {
                var name = layout.columns().get(column).name();
                cells.add(
                        kind == Kind.ADDED
                                ? new CellChange(name, Optional.empty(), text)
                                : new CellChange(name, text, Optional.empty()));
            }
        }
        return change(kind, rows.getFirst(), rows.stream().anyMatch(this::inForce), cells);
    }

    /** A code that is in both, with the rows that are not the same; one of the lists may be empty. */
    Change both(List<RowImage> before, List<RowImage> after) {
        var cells = new ArrayList<CellChange>();
        boolean remapped = false;
        for (int column : compared) {
            if (grouped() && isCode(column)) {
                continue;
            }
            var was = joined(before, column);
            var is = joined(after, column);
            if (!was.equals(is)) {
                cells.add(new CellChange(layout.columns().get(column).name(), was, is));
                remapped |= target[column];
            }
        }
        boolean wasInForce = before.stream().anyMatch(this::inForce);
        boolean isInForce = after.stream().anyMatch(this::inForce);
        var kind = kind(wasInForce, isInForce, remapped, before.isEmpty() || after.isEmpty());
        var row = after.isEmpty() ? before.getFirst() : after.getFirst();
        return change(kind, row, wasInForce || isInForce, cells);
    }

    private boolean isCode(int column) {
        return Arrays.stream(code).anyMatch(each -> each == column);
    }

    private static Kind kind(boolean wasInForce, boolean isInForce, boolean remapped, boolean otherRows) {
        // Of a code with several rows the others may be in force.
        if (!otherRows && wasInForce && !isInForce) {
            return Kind.RETIRED;
        }
        if (!otherRows && !wasInForce && isInForce) {
            return Kind.REACTIVATED;
        }
        return remapped ? Kind.REMAPPED : Kind.REVISED;
    }

    private Change change(Kind kind, RowImage row, boolean inForce, List<CellChange> cells) {
        var key = Arrays.stream(code)
                .mapToObj(column -> new KeyCell(
                        layout.columns().get(column).name(), row.text(column).orElse("")))
                .toList();
        return new Change(kind, table, key, inForce, cells);
    }

    /** The texts of several rows, which are in the order of what they hold. */
    private static Optional<String> joined(List<RowImage> rows, int column) {
        if (rows.size() == 1) {
            return rows.getFirst().text(column);
        }
        var texts = rows.stream().map(row -> row.text(column).orElse("")).toList();
        return texts.stream().allMatch(String::isEmpty) ? Optional.empty() : Optional.of(String.join("; ", texts));
    }
}
