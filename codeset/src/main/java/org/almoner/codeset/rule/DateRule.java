package org.almoner.codeset.rule;

import java.nio.charset.StandardCharsets;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.profile.ValueType;
import org.almoner.codeset.read.RowReader;

/** A cell that was kept as it is written because it has no value of its type: a date that is no day. */
final class DateRule implements RowRule {

    private final Layout layout;
    private final int[] columns;

    DateRule(Layout layout) {
        this.layout = layout;
        this.columns = layout.columns().stream()
                .filter(column -> column.keepsText() && column.type() instanceof ValueType.Day)
                .mapToInt(column -> layout.indexOf(column.name()))
                .toArray();
    }

    @Override
    public void look(RowReader row, FileFindings findings) {
        for (int column : columns) {
            if (row.isAbsent(column) && row.endAsWritten(column) > row.startAsWritten(column)) {
                var written = new String(
                        row.bytes(),
                        row.startAsWritten(column),
                        row.endAsWritten(column) - row.startAsWritten(column),
                        StandardCharsets.UTF_8);
                if (!layout.columns().get(column).absent().contains(written)) {
                    findings.found(
                            RuleKind.DATE,
                            Severity.WARNING,
                            row,
                            () -> "its " + layout.columns().get(column).name() + " '" + written + "' is no day");
                }
            }
        }
    }
}
