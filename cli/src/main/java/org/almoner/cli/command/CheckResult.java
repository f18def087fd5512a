package org.almoner.cli.command;

import java.util.ArrayList;
import java.util.List;

import org.almoner.cli.output.Plain;
import org.almoner.cli.output.Table;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.rule.CheckReport;
import org.almoner.codeset.rule.CheckReport.CheckedFile;
import org.almoner.codeset.rule.CheckReport.Count;
import org.jspecify.annotations.Nullable;

/** What came of a check, as JSON and as lines. */
record CheckResult(
        String profile,
        @Nullable String version,
        boolean passes,
        long errors,
        long warnings,
        List<FileResult> files,
        List<RuleResult> rules,
        List<FindingResult> findings,
        List<String> unchecked) {

    private record FileResult(
            String name, String table, long rows, @Nullable Long rowsBefore, boolean whole) {}

    private record RuleResult(String rule, String severity, long findings, String explanation) {}

    private record FindingResult(String rule, String severity, String file, long line, String key, String message) {}

    static CheckResult of(CheckReport report) {
        return new CheckResult(
                report.profile(),
                report.version().orElse(null),
                report.passes(),
                report.count(Severity.ERROR),
                report.count(Severity.WARNING),
                report.files().stream()
                        .map(file -> new FileResult(
                                file.name(),
                                file.table(),
                                file.rows(),
                                file.rowsBefore().orElse(null),
                                file.whole()))
                        .toList(),
                report.counts().stream()
                        .map(count -> new RuleResult(
                                count.rule().word(),
                                count.severity().word(),
                                count.findings(),
                                count.rule().explanation()))
                        .toList(),
                report.findings().stream()
                        .map(finding -> new FindingResult(
                                finding.rule().word(),
                                finding.severity().word(),
                                finding.file(),
                                finding.line(),
                                finding.key(),
                                finding.message()))
                        .toList(),
                report.unchecked());
    }

    /** For people. What files hold goes to a terminal, and cannot move its cursor. */
    static List<String> lines(CheckReport report) {
        var lines = new ArrayList<String>();
        lines.add(heading(report));
        var table = new Table("TABLE", "ROWS", "BEFORE", "FILE");
        for (var file : report.files()) {
            table.row(
                    file.table(),
                    file.rows(),
                    file.rowsBefore().map(String::valueOf).orElse(""),
                    file.name() + (file.whole() ? "" : " (not read to its end)"));
        }
        lines.addAll(table.lines());
        for (var count : report.counts()) {
            lines.add("");
            lines.add(heading(count));
            report.findings().stream()
                    .filter(finding -> finding.rule() == count.rule() && finding.severity() == count.severity())
                    .forEach(finding -> lines.add("  " + Plain.text(finding.toString())));
        }
        if (!report.unchecked().isEmpty()) {
            lines.add("");
            lines.add("Not checked:");
            report.unchecked().forEach(sentence -> lines.add("  " + sentence));
        }
        return lines;
    }

    /** What was checked, and whether it is right. */
    static String heading(CheckReport report) {
        return report.profile()
                + report.version().map(version -> " " + version).orElse("")
                + ": "
                + (report.passes() ? "passes" : "does not pass") + ", "
                + Plain.count(report.count(Severity.ERROR), "error") + " and "
                + Plain.count(report.count(Severity.WARNING), "warning") + " in "
                + Plain.count(
                        report.files().stream().mapToLong(CheckedFile::rows).sum(), "row");
    }

    private static String heading(Count count) {
        return "%s %s: %d. %s"
                .formatted(
                        count.severity().word(),
                        count.rule().word(),
                        count.findings(),
                        count.rule().explanation());
    }
}
