package org.almoner.codeset.rule;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.almoner.codeset.keys.KeyThread;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.DeclaredRule;
import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Rule;
import org.almoner.codeset.read.RowReader;
import org.jspecify.annotations.Nullable;

/** All rules that the rows of one file are held against. */
final class RowRules implements AutoCloseable {

    private final List<RowRule> rules = new ArrayList<>();
    private final FileFindings findings;
    private final @Nullable KeyRule keyRule;
    private final KeyThread thread;

    /** @param targets what a reference of the layout names; nothing if that is not there to be checked */
    RowRules(
            Layout layout,
            FileFindings findings,
            Function<Rule.Reference, Optional<Target>> targets,
            Scratch scratch,
            KeyThread thread) {
        this.findings = findings;
        this.thread = thread;
        rules.add(new TextRule(layout));
        rules.add(new DateRule(layout));
        for (var declared : layout.rules()) {
            made(declared, layout, targets)
                    .map(rule -> declared.when()
                            .<RowRule>map(when -> new Conditional(rule, when, layout))
                            .orElse(rule))
                    .ifPresent(rules::add);
        }
        keyRule = layout.key().isEmpty() ? null : new KeyRule(layout, findings, scratch, thread);
        if (keyRule != null) {
            rules.add(keyRule);
        }
    }

    private RowRules(FileFindings findings, KeyThread thread) {
        this.findings = findings;
        this.thread = thread;
        this.keyRule = null;
    }

    /** No rule yet. */
    static RowRules none(FileFindings findings, KeyThread thread) {
        return new RowRules(findings, thread);
    }

    private Optional<RowRule> made(
            DeclaredRule declared, Layout layout, Function<Rule.Reference, Optional<Target>> targets) {
        var severity = declared.severity();
        return switch (declared.rule()) {
            case Rule.Required rule -> Optional.of(new RequiredRule(rule, severity, layout));
            case Rule.Syntax rule -> Optional.of(new SyntaxRule(rule, severity, layout));
            case Rule.OneOf rule -> Optional.of(new OneOfRule(rule, severity, layout));
            case Rule.CheckDigit rule -> Optional.of(new CheckDigitRule(rule, severity, layout));
            case Rule.Period rule -> Optional.of(new PeriodRule(rule, severity, layout));
            case Rule.Sequence rule -> Optional.of(new SequenceRule(rule, severity, layout));
            case Rule.Reference rule ->
                targets.apply(rule).map(target -> new ReferenceRule(rule, severity, layout, target, findings, thread));
            // Of a table, and not of its rows.
            case Rule.Rows _ -> Optional.empty();
        };
    }

    /** Another rule. */
    void add(RowRule rule) {
        rules.add(rule);
    }

    void look(RowReader row) throws IOException {
        for (var rule : rules) {
            rule.look(row, findings);
        }
    }

    /** After the last row. */
    void settle() throws IOException {
        thread.drain();
        if (keyRule != null) {
            keyRule.settle();
        }
    }

    @Override
    public void close() throws IOException {
        if (keyRule != null) {
            keyRule.close();
        }
    }
}
