package org.almoner.server.codeset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.codeset.diff.Change.Kind;
import org.almoner.codeset.diff.TableChanges;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.rule.CheckReport;
import org.jspecify.annotations.Nullable;

/** What came of checking one release, and of comparing it with the one before. Kept and shown in this form. */
@Schema(
        name = "ReleaseReport",
        description = "One release of a code set in a version, held against the profile of its standard.")
record ReleaseReport(
        @Schema(example = "icd-10-cm") String profile,

        @Schema(description = "The version that the release tells of itself; null if it tells none.", example = "2025")
        @Nullable
        String version,

        @Schema(description = "Whether there is no error; there may be warnings.")
        boolean passes,

        @Schema(example = "0") long errors,
        @Schema(example = "2") long warnings,
        List<FileReport> files,

        @Schema(description = "How often each rule does not hold; rules that hold are left out.")
        List<RuleReport> rules,

        @Schema(description = "The first findings of each rule.")
        List<FindingReport> findings,

        @Schema(description = "What could not be checked or compared, a sentence each.")
        List<String> unchecked,

        @Schema(
                description =
                        "What has changed from the release before, table by table; null if there is none to compare with.")
        @Nullable
        List<TableReport> changes) {

    ReleaseReport {
        files = List.copyOf(files);
        rules = List.copyOf(rules);
        findings = List.copyOf(findings);
        unchecked = List.copyOf(unchecked);
        changes = changes == null ? null : List.copyOf(changes);
    }

    /** A file that was read. */
    @Schema(name = "CheckedFile")
    record FileReport(
            @Schema(example = "icd10cm_order_2025.txt") String name,
            @Schema(example = "order") String table,
            @Schema(example = "98186") long rows,

            @Schema(description = "In the release before; null if there is none to compare with.") @Nullable
            Long rowsBefore,

            @Schema(description = "Whether it could be read to its end.")
            boolean whole) {}

    /** How often a rule does not hold. */
    @Schema(name = "BrokenRule")
    record RuleReport(
            @Schema(example = "key") String rule,
            @Schema(allowableValues = {"error", "warning"}) String severity,
            @Schema(example = "1") long findings,
            @Schema(description = "What the rule is for.") String explanation) {}

    /** Where a rule does not hold. */
    @Schema(name = "CheckFinding")
    record FindingReport(
            @Schema(example = "key") String rule,
            @Schema(allowableValues = {"error", "warning"}) String severity,
            @Schema(example = "icd10cm_order_2025.txt") String file,

            @Schema(description = "From 1 on; 0 if it is about all of the file.", example = "4711")
            long line,

            @Schema(description = "Of the row; empty if there is none that can be read.", example = "A000")
            String key,

            @Schema(example = "is there twice: before in line 4710")
            String message) {}

    /** What has changed in a table, in numbers. */
    @Schema(name = "TableChanges")
    record TableReport(
            @Schema(example = "order") String table,
            @Schema(example = "97584") long rowsBefore,
            @Schema(example = "98186") long rowsAfter,

            @Schema(
                    description =
                            "Codes that are in force, or were before, by what became of them: added, removed, retired, reactivated,"
                                    + " remapped, revised.")
            Map<String, Long> inForce,

            @Schema(description = "Likewise, headers and codes that are only listed as past.")
            Map<String, Long> others,

            @Schema(description = "Columns that only the release before has; they were not compared.")
            List<String> columnsGone,

            @Schema(description = "Columns that only this release has; they were not compared.")
            List<String> columnsNew) {

        static TableReport of(TableChanges changes) {
            return new TableReport(
                    changes.table(),
                    changes.rowsBefore(),
                    changes.rowsAfter(),
                    words(changes.inForce()),
                    words(changes.others()),
                    changes.columnsGone(),
                    changes.columnsNew());
        }

        /** All kinds, as a program would have to ask whether they are there. */
        private static Map<String, Long> words(Map<Kind, Long> counts) {
            var words = new LinkedHashMap<String, Long>();
            Arrays.stream(Kind.values()).forEach(kind -> words.put(kind.word(), counts.getOrDefault(kind, 0L)));
            return words;
        }
    }

    /**
     * How many codes in force have become something; 0 if nothing was compared. They are counted in the first table of the profile that
     * both releases have: others tell more of the same codes, or list them once more.
     */
    long changed(Kind kind) {
        return changes == null
                ? 0
                : changes.stream()
                        .filter(table -> table.rowsBefore() > 0 && table.rowsAfter() > 0)
                        .findFirst()
                        .map(table -> table.inForce().getOrDefault(kind.word(), 0L))
                        .orElse(0L);
    }

    /**
     * A report as it is kept.
     *
     * @param changes from the release before; null if there is none to compare with
     * @param uncompared why it was not compared, if it should have been; null if there is nothing to say
     * @param plain takes out of a sentence what is nobody's business, such as where this server keeps files
     */
    static ReleaseReport of(
            CheckReport report,
            @Nullable List<TableChanges> changes,
            @Nullable String uncompared,
            UnaryOperator<String> plain) {
        var unchecked = new ArrayList<>(report.unchecked());
        if (uncompared != null) {
            unchecked.add(uncompared);
        }
        return new ReleaseReport(
                report.profile(),
                report.version().orElse(null),
                report.passes(),
                report.count(Severity.ERROR),
                report.count(Severity.WARNING),
                report.files().stream()
                        .map(file -> new FileReport(
                                file.name(),
                                file.table(),
                                file.rows(),
                                file.rowsBefore().orElse(null),
                                file.whole()))
                        .toList(),
                report.counts().stream()
                        .map(count -> new RuleReport(
                                count.rule().word(),
                                count.severity().word(),
                                count.findings(),
                                count.rule().explanation()))
                        .toList(),
                report.findings().stream()
                        .map(finding -> new FindingReport(
                                finding.rule().word(),
                                finding.severity().word(),
                                plain.apply(finding.file()),
                                finding.line(),
                                finding.key(),
                                plain.apply(finding.message())))
                        .toList(),
                unchecked.stream().map(plain).toList(),
                changes == null ? null : changes.stream().map(TableReport::of).toList());
    }
}
