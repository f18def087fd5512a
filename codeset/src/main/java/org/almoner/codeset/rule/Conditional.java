package org.almoner.codeset.rule;

import java.io.IOException;

import org.almoner.codeset.profile.DeclaredRule.When;
import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.read.RowReader;

/** A rule for some rows only. */
final class Conditional implements RowRule {

    private final RowRule rule;
    private final When when;
    private final int column;

    Conditional(RowRule rule, When when, Layout layout) {
        this.rule = rule;
        this.when = when;
        this.column = layout.indexOf(when.column());
    }

    @Override
    public void look(RowReader row, FileFindings findings) throws IOException {
        if (when.texts().contains(row.text(column).orElse(""))) {
            rule.look(row, findings);
        }
    }
}
