package org.almoner.codeset.rule;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Rule;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.RowReader;

/** Codes end in the digit that their other digits come to. */
final class CheckDigitRule implements RowRule {

    private final Rule.CheckDigit rule;
    private final Severity severity;
    private final int column;

    CheckDigitRule(Rule.CheckDigit rule, Severity severity, Layout layout) {
        this.rule = rule;
        this.severity = severity;
        this.column = layout.indexOf(rule.column());
    }

    @Override
    public void look(RowReader row, FileFindings findings) {
        if (row.isAbsent(column)) {
            return;
        }
        byte[] bytes = row.bytes();
        int start = row.start(column);
        int end = row.end(column);
        boolean right = switch (rule.scheme()) {
            case LOINC -> CheckDigits.isLoinc(bytes, start, end);
            case VERHOEFF -> CheckDigits.isVerhoeff(bytes, start, end);
        };
        if (!right) {
            findings.found(
                    RuleKind.CHECK_DIGIT,
                    severity,
                    row,
                    () -> "its " + rule.column() + " " + FileFindings.shown(row, column)
                            + " does not end in the check digit that its other digits come to");
        }
    }
}
