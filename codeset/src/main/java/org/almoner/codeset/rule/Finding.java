package org.almoner.codeset.rule;

import org.almoner.codeset.profile.Severity;

/**
 * A rule that does not hold.
 *
 * @param file without folders
 * @param line from 1 on; 0 if it is about all of the file
 * @param key of the row, its columns with blanks between; empty if there is no row, or none that can be read
 * @param message a sentence for people
 */
public record Finding(RuleKind rule, Severity severity, String file, long line, String key, String message) {

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
