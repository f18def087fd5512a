package org.almoner.codeset.rule;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.RowReader;

/** Takes what is found in the rows of one file. */
final class FileFindings {

    private static final int LONGEST_KEY = 100;

    private final Findings findings;
    private final String file;
    private final int[] key;

    /** @param key columns that tell a row */
    FileFindings(Findings findings, String file, int[] key) {
        this.findings = findings;
        this.file = file;
        this.key = key;
    }

    String file() {
        return file;
    }

    /** @param message is only made if it is kept */
    void found(RuleKind rule, Severity severity, RowReader row, Supplier<String> message) {
        findings.add(rule, severity, () -> new Finding(rule, severity, file, row.line(), key(row), message.get()));
    }

    /** Something that is found when its row is no longer there. */
    void found(RuleKind rule, Severity severity, long line, Supplier<String> message) {
        findings.add(rule, severity, () -> new Finding(rule, severity, file, line, "", message.get()));
    }

    /** A row's key for people. */
    String key(RowReader row) {
        var text = new StringBuilder();
        for (int column : key) {
            row.text(column)
                    .ifPresent(cell -> text.append(text.isEmpty() ? "" : " ").append(cell));
        }
        return shortened(text.toString());
    }

    /** What a cell holds, in quotes, for people. */
    static String shown(RowReader row, int column) {
        return "'" + shortened(row.text(column).orElse("")) + "'";
    }

    /** A key of several columns, for people. */
    static String shown(byte[] bytes, int start, int end) {
        return "'" + shortened(new String(bytes, start, end - start, StandardCharsets.UTF_8).replace('\0', ' ')) + "'";
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_KEY ? text : text.substring(0, LONGEST_KEY) + "...";
    }
}
