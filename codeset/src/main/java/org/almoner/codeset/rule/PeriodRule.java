package org.almoner.codeset.rule;

import java.util.Arrays;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Rule;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.RowReader;

/** What begins does not end before. Days are compared as they are written in ISO 8601, where later ones are greater. */
final class PeriodRule implements RowRule {

    private final Rule.Period rule;
    private final Severity severity;
    private final int from;
    private final int until;

    PeriodRule(Rule.Period rule, Severity severity, Layout layout) {
        this.rule = rule;
        this.severity = severity;
        this.from = layout.indexOf(rule.from());
        this.until = layout.indexOf(rule.until());
    }

    @Override
    public void look(RowReader row, FileFindings findings) {
        if (row.isAbsent(from) || row.isAbsent(until)) {
            return;
        }
        if (Arrays.compare(row.bytes(), row.start(from), row.end(from), row.bytes(), row.start(until), row.end(until))
                > 0) {
            findings.found(
                    RuleKind.PERIOD,
                    severity,
                    row,
                    () -> "its " + rule.until() + " " + FileFindings.shown(row, until) + " is before its " + rule.from()
                            + " " + FileFindings.shown(row, from));
        }
    }
}
