package org.almoner.codeset.rule;

import java.io.IOException;

import org.almoner.codeset.keys.KeyThread;
import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Rule;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.RowReader;

/** What a row names is there. */
final class ReferenceRule implements RowRule {

    private final Rule.Reference rule;
    private final Target target;
    private final int first;
    private final RowKey key;
    private final int asker;
    private final KeyThread thread;

    ReferenceRule(
            Rule.Reference rule,
            Severity severity,
            Layout layout,
            Target target,
            FileFindings findings,
            KeyThread thread) {
        this.rule = rule;
        this.thread = thread;
        this.target = target;
        this.first = layout.indexOf(rule.columns().getFirst());
        this.key = new RowKey(rule.columns(), layout);
        var named = String.join(" and ", rule.columns());
        this.asker = target.keys().asker((bytes, start, end, line) -> {
            if (!target.isBroken()) {
                findings.found(
                        RuleKind.REFERENCE,
                        severity,
                        line,
                        () -> "its " + named + " names " + FileFindings.shown(bytes, start, end) + ", which is not in "
                                + target.id());
            }
        });
    }

    @Override
    public void look(RowReader row, FileFindings findings) throws IOException {
        if (row.isAbsent(first)
                || (!rule.unless().isEmpty()
                        && rule.unless().contains(row.text(first).orElse("")))
                || !key.take(row)) {
            return;
        }
        if (!rule.without().isEmpty()) {
            key.drop((byte) rule.without().charAt(0));
        }
        rule.first().ifPresent(key::cut);
        thread.ask(target.keys(), asker, key.bytes(), 0, key.length(), row.line());
    }
}
