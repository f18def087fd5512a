package org.almoner.codeset.rule;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Rule;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.RowReader;

/** Cells that always have a value have one. */
final class RequiredRule implements RowRule {

    private final Layout layout;
    private final Severity severity;
    private final int[] columns;

    RequiredRule(Rule.Required rule, Severity severity, Layout layout) {
        this.layout = layout;
        this.severity = severity;
        this.columns = rule.columns().stream().mapToInt(layout::indexOf).toArray();
    }

    @Override
    public void look(RowReader row, FileFindings findings) {
        for (int column : columns) {
            if (row.isAbsent(column)) {
                findings.found(
                        RuleKind.REQUIRED,
                        severity,
                        row,
                        () -> "has no " + layout.columns().get(column).name());
            }
        }
    }
}
