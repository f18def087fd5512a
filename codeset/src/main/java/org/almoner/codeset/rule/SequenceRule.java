package org.almoner.codeset.rule;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Rule;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.RowReader;

/** Rows are numbered from 1 on, without gaps. After a gap it goes on from there, so that one row that is missing is one finding. */
final class SequenceRule implements RowRule {

    private final Rule.Sequence rule;
    private final Severity severity;
    private final int column;
    private long expected = 1;

    SequenceRule(Rule.Sequence rule, Severity severity, Layout layout) {
        this.rule = rule;
        this.severity = severity;
        this.column = layout.indexOf(rule.column());
    }

    @Override
    public void look(RowReader row, FileFindings findings) {
        long wanted = expected;
        long number = row.text(column).map(Long::parseLong).orElse(0L);
        if (number != wanted) {
            findings.found(
                    RuleKind.SEQUENCE,
                    severity,
                    row,
                    () -> "its " + rule.column() + " is " + number + " where " + wanted + " comes next");
        }
        expected = number + 1;
    }
}
