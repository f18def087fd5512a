package org.almoner.codeset.rule;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.almoner.codeset.Recognizer;
import org.almoner.codeset.Release;
import org.almoner.codeset.profile.DeclaredRule;
import org.almoner.codeset.profile.ExpectedFile;
import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Rule;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.ReleaseException;
import org.almoner.codeset.read.RowReader;
import org.almoner.codeset.rule.CheckReport.CheckedFile;

/** A table has as many rows as releases have, and has not lost more of them than releases lose. */
final class RowsRule {

    private final Release release;
    private final Optional<Path> previous;
    private final ReadLimits limits;
    private final Findings findings;

    RowsRule(Release release, Optional<Path> previous, ReadLimits limits, Findings findings) {
        this.release = release;
        this.previous = previous;
        this.limits = limits;
        this.findings = findings;
    }

    /** @return the files with what was there before */
    List<CheckedFile> check(List<CheckedFile> files) throws IOException {
        var before = before();
        var now = new HashMap<String, Long>();
        files.forEach(file -> now.merge(file.table(), file.rows(), Long::sum));
        // How many rows there are in what could not be read to its end is not known.
        var broken = files.stream()
                .filter(file -> !file.whole())
                .map(CheckedFile::table)
                .collect(Collectors.toSet());
        for (var table : now.keySet()) {
            if (broken.contains(table)) {
                continue;
            }
            var rule = rule(table);
            long rows = now.get(table);
            var name = files.stream()
                    .filter(file -> file.table().equals(table))
                    .findFirst()
                    .orElseThrow()
                    .name();
            if (rows < rule.rule().least()) {
                found(
                        rule,
                        name,
                        "has %d rows, where releases have %d or more"
                                .formatted(rows, rule.rule().least()));
            }
            var rowsBefore = before.get(table);
            if (rowsBefore != null
                    && (rowsBefore - rows) * 100 > rowsBefore * rule.rule().lost()) {
                found(
                        rule,
                        name,
                        "has %d rows, where the release before had %d: it has lost more than %d percent of them"
                                .formatted(rows, rowsBefore, rule.rule().lost()));
            }
        }
        before.forEach((table, rows) -> {
            if (!now.containsKey(table) && rows > 0) {
                found(
                        rule(table),
                        String.valueOf(release.path().getFileName()),
                        "has no file for '" + table + "', of which the release before had " + rows + " rows");
            }
        });
        var told = new ArrayList<CheckedFile>();
        for (var file : files) {
            told.add(new CheckedFile(
                    file.name(),
                    file.table(),
                    file.rows(),
                    Optional.ofNullable(before.get(file.table())),
                    file.whole()));
        }
        return told;
    }

    private void found(Declared rule, String file, String message) {
        findings.add(new Finding(RuleKind.ROWS, rule.severity(), file, 0, "", message));
    }

    private record Declared(Rule.Rows rule, Severity severity) {}

    private Declared rule(String table) {
        var files = release.profile().files().stream()
                .filter(file -> file.table().equals(table))
                .toList();
        return files.stream()
                .flatMap(file -> file.layout().rules().stream())
                .flatMap(RowsRule::rows)
                .findFirst()
                .orElse(new Declared(
                        files.stream().anyMatch(ExpectedFile::compared) ? Rule.Rows.USUAL : Rule.Rows.OF_CHANGES,
                        Severity.ERROR));
    }

    private static Stream<Declared> rows(DeclaredRule declared) {
        return declared.rule() instanceof Rule.Rows rows
                ? Stream.of(new Declared(rows, declared.severity()))
                : Stream.empty();
    }

    private Map<String, Long> before() throws IOException {
        var rows = new HashMap<String, Long>();
        if (previous.isPresent()) {
            for (var part : Recognizer.byNames(previous.get(), release.profile(), limits)
                    .parts()) {
                if (part.expected().compared()) {
                    rows.merge(
                            part.expected().table(), rows(part, part.expected().layout()), Long::sum);
                }
            }
        }
        return rows;
    }

    /** Rows that can be read: whoever compares with a damaged release still learns something. */
    private long rows(Release.Part part, Layout layout) throws IOException {
        long count = 0;
        try (var rows = RowReader.open(part.file(), layout, limits)) {
            while (rows.next()) {
                count++;
            }
        } catch (ReleaseException _) {
            return count;
        }
        return count;
    }
}
