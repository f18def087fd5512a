package org.almoner.codeset.rule;

import java.util.List;
import java.util.Optional;

import org.almoner.codeset.profile.Severity;

/**
 * What came of a check.
 *
 * @param profile the name of it
 * @param version that the release tells; nothing if it tells none
 * @param files that were read
 * @param counts of all findings, by rule; rules that hold are left out
 * @param findings the first ones of each rule
 * @param unchecked what could not be checked, as something for it was not given; a sentence each
 */
public record CheckReport(
        String profile,
        Optional<String> version,
        List<CheckedFile> files,
        List<Count> counts,
        List<Finding> findings,
        List<String> unchecked) {

    public CheckReport {
        files = List.copyOf(files);
        counts = List.copyOf(counts);
        findings = List.copyOf(findings);
        unchecked = List.copyOf(unchecked);
    }

    /**
     * A file that was read.
     *
     * @param rows that could be read
     * @param rowsBefore in the release before; nothing if none was given, or it has no such table
     * @param whole whether it could be read to its end
     */
    public record CheckedFile(String name, String table, long rows, Optional<Long> rowsBefore, boolean whole) {}

    /** How often a rule does not hold. */
    public record Count(RuleKind rule, Severity severity, long findings) {}

    /** How many findings of a severity there are. */
    public long count(Severity severity) {
        return counts.stream()
                .filter(count -> count.severity() == severity)
                .mapToLong(Count::findings)
                .sum();
    }

    /** Whether the release may be given out: there may be warnings. */
    public boolean passes() {
        return count(Severity.ERROR) == 0;
    }
}
