package org.almoner.codeset.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.rule.CheckReport.Count;

/** Counts findings, and keeps the first ones of each rule. Several threads may add. */
final class Findings {

    private final int kept;
    private final Map<Kind, Bin> bins =
            new TreeMap<>(Comparator.comparing(Kind::severity).thenComparing(Kind::rule));

    /** @param kept of each rule and severity */
    Findings(int kept) {
        this.kept = kept;
    }

    private record Kind(RuleKind rule, Severity severity) {}

    private static final class Bin {

        private final List<Finding> first = new ArrayList<>();
        private long count;
    }

    /** @param finding is only made if it is kept: there may be millions */
    synchronized void add(RuleKind rule, Severity severity, Supplier<Finding> finding) {
        var bin = bins.computeIfAbsent(new Kind(rule, severity), _ -> new Bin());
        if (bin.count++ < kept) {
            bin.first.add(finding.get());
        }
    }

    void add(Finding finding) {
        add(finding.rule(), finding.severity(), () -> finding);
    }

    /** Errors first, then in the order of the rules. */
    synchronized List<Count> counts() {
        return bins.entrySet().stream()
                .map(bin -> new Count(bin.getKey().rule(), bin.getKey().severity(), bin.getValue().count))
                .toList();
    }

    /** In the same order, and within a rule by their files and lines. */
    synchronized List<Finding> first() {
        return bins.values().stream()
                .flatMap(bin -> bin.first.stream()
                        .sorted(Comparator.comparing(Finding::file).thenComparingLong(Finding::line)))
                .toList();
    }
}
