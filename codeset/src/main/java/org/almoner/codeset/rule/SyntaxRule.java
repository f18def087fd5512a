package org.almoner.codeset.rule;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Rule;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.RowReader;

/** Codes are written as codes of their set are. */
final class SyntaxRule implements RowRule {

    private final Rule.Syntax rule;
    private final Severity severity;
    private final int column;
    private final Cell cell = new Cell();
    private final Matcher matcher;
    private final Remembered right = new Remembered();

    SyntaxRule(Rule.Syntax rule, Severity severity, Layout layout) {
        this.rule = rule;
        this.severity = severity;
        this.column = layout.indexOf(rule.column());
        this.matcher = rule.pattern().matcher("");
    }

    @Override
    public void look(RowReader row, FileFindings findings) {
        if (row.isAbsent(column) || right.is(row, column)) {
            return;
        }
        if (matches(row)) {
            right.remember(row, column);
        } else {
            findings.found(
                    RuleKind.SYNTAX,
                    severity,
                    row,
                    () -> "its " + rule.column() + " " + FileFindings.shown(row, column) + " is not of the form "
                            + rule.pattern());
        }
    }

    private boolean matches(RowReader row) {
        CharSequence text = cell.at(row, column) ? cell : row.text(column).orElse("");
        return matcher.reset(text).matches();
    }

    /** The cell as characters, without copying it: codes are ASCII, and there are millions. */
    private static final class Cell implements CharSequence {

        private byte[] bytes = new byte[0];
        private int start;
        private int end;

        /** @return false if a byte of the cell is not a character */
        boolean at(RowReader row, int column) {
            bytes = row.bytes();
            start = row.start(column);
            end = row.end(column);
            for (int i = start; i < end; i++) {
                if (bytes[i] < 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int length() {
            return end - start;
        }

        @Override
        public char charAt(int index) {
            return (char) bytes[start + index];
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return toString().substring(from, to);
        }

        @Override
        public String toString() {
            return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
        }
    }
}
