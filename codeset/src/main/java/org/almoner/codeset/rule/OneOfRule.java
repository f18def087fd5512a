package org.almoner.codeset.rule;

import java.util.stream.Collectors;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Rule;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.RowReader;

/** Cells have one of the texts that they may have. */
final class OneOfRule implements RowRule {

    private final Rule.OneOf rule;
    private final Severity severity;
    private final int column;
    private final Remembered right = new Remembered();

    OneOfRule(Rule.OneOf rule, Severity severity, Layout layout) {
        this.rule = rule;
        this.severity = severity;
        this.column = layout.indexOf(rule.column());
    }

    @Override
    public void look(RowReader row, FileFindings findings) {
        if (row.isAbsent(column) || right.is(row, column)) {
            return;
        }
        if (rule.values().contains(row.text(column).orElse(""))) {
            right.remember(row, column);
        } else {
            findings.found(
                    RuleKind.ONE_OF,
                    severity,
                    row,
                    () -> "its " + rule.column() + " " + FileFindings.shown(row, column) + " is not one of "
                            + rule.values().stream().sorted().collect(Collectors.joining(", ")));
        }
    }
}
