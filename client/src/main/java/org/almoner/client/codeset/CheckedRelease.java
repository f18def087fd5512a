package org.almoner.client.codeset;

import java.util.List;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A release of a code set among the files of a version, and what came of its check.
 *
 * @param profile whose release it is, such as {@code icd-10-cm}
 * @param version that its names or first lines tell; null if they tell none
 * @param passes whether there are no errors
 * @param errors how many there are, all of them
 * @param warnings how many there are, all of them
 * @param rules that do not hold
 * @param findings the first ones of each rule
 * @param unchecked what could not be checked; a sentence each
 * @param changes since the version before, by table; null if it was compared with none
 */
public record CheckedRelease(
        String profile,
        @Nullable String version,
        boolean passes,
        long errors,
        long warnings,
        List<File> files,
        List<Rule> rules,
        List<Finding> findings,
        List<String> unchecked,
        @Nullable List<TableChanges> changes) {

    public CheckedRelease {
        requireNonNull(profile, "profile is missing");
        files = Lists.given(files);
        rules = Lists.given(rules);
        findings = Lists.given(findings);
        unchecked = Lists.given(unchecked);
        changes = changes == null ? null : List.copyOf(changes);
    }

    /**
     * A file that was read.
     *
     * @param rows that could be read
     * @param rowsBefore in the version before; null if there is none, or it has no such table
     * @param whole whether it could be read to its end
     */
    public record File(
            String name, String table, long rows, @Nullable Long rowsBefore, boolean whole) {

        public File {
            requireNonNull(name, "name is missing");
            requireNonNull(table, "table is missing");
        }
    }

    /**
     * A rule that does not hold.
     *
     * @param rule such as {@code key}
     * @param severity {@code error} or {@code warning}
     * @param findings how often it does not
     * @param explanation what the rule asks for
     */
    public record Rule(
            String rule,
            String severity,
            long findings,
            @Nullable String explanation) {

        public Rule {
            requireNonNull(rule, "rule is missing");
            requireNonNull(severity, "severity is missing");
        }
    }

    /**
     * A place where a rule does not hold.
     *
     * @param line from 1 on; 0 if it is about all of the file
     * @param key of the row; empty if there is none
     * @param message a sentence for people
     */
    public record Finding(String rule, String severity, String file, long line, String key, String message) {

        public Finding {
            requireNonNull(rule, "rule is missing");
            requireNonNull(severity, "severity is missing");
            requireNonNull(file, "file is missing");
            key = key == null ? "" : key;
            requireNonNull(message, "message is missing");
        }
    }
}
