package org.almoner.cli.command;

import java.util.ArrayList;
import java.util.List;

import org.almoner.cli.output.Plain;
import org.almoner.cli.output.Table;
import org.almoner.client.codeset.CheckedRelease;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.rule.CheckReport;
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

    private record FindingResult(String rule, String severity, String file, long line, String key, String message) {

        private String shown() {
            return "  " + file + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ") + message;
        }
    }

    /** What a server has found. */
    static CheckResult of(CheckedRelease release) {
        return new CheckResult(
                release.profile(),
                release.version(),
                release.passes(),
                release.errors(),
                release.warnings(),
                release.files().stream()
                        .map(file ->
                                new FileResult(file.name(), file.table(), file.rows(), file.rowsBefore(), file.whole()))
                        .toList(),
                release.rules().stream()
                        .map(rule -> new RuleResult(
                                rule.rule(),
                                rule.severity(),
                                rule.findings(),
                                rule.explanation() == null ? "" : rule.explanation()))
                        .toList(),
                release.findings().stream()
                        .map(finding -> new FindingResult(
                                finding.rule(),
                                finding.severity(),
                                finding.file(),
                                finding.line(),
                                finding.key(),
                                finding.message()))
                        .toList(),
                release.unchecked());
    }

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
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(Plain.text(heading()));
        var table = new Table("TABLE", "ROWS", "BEFORE", "FILE");
        for (var file : files) {
            table.row(
                    file.table(),
                    file.rows(),
                    file.rowsBefore(),
                    file.name() + (file.whole() ? "" : " (not read to its end)"));
        }
        lines.addAll(table.lines());
        for (var rule : rules) {
            lines.add("");
            lines.add(Plain.text(
                    "%s %s: %d. %s".formatted(rule.severity(), rule.rule(), rule.findings(), rule.explanation())));
            findings.stream()
                    .filter(finding -> finding.rule().equals(rule.rule())
                            && finding.severity().equals(rule.severity()))
                    .forEach(finding -> lines.add(Plain.text(finding.shown())));
        }
        if (!unchecked.isEmpty()) {
            lines.add("");
            lines.add("Not checked:");
            unchecked.forEach(sentence -> lines.add(Plain.text("  " + sentence)));
        }
        return lines;
    }

    /** What was checked, and whether it is right. */
    String heading() {
        return profile
                + (version == null ? "" : " " + version)
                + ": "
                + (passes ? "passes" : "does not pass") + ", "
                + Plain.count(errors, "error") + " and "
                + Plain.count(warnings, "warning") + " in "
                + Plain.count(files.stream().mapToLong(FileResult::rows).sum(), "row");
    }
}
