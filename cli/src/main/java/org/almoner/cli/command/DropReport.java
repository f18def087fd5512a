package org.almoner.cli.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.almoner.client.codeset.VersionCheck;
import org.jspecify.annotations.Nullable;

/**
 * What became of something in a watched folder: lies beside it, and is told.
 *
 * @param event {@code draft}, {@code published}, {@code already-published} or {@code refused}
 * @param version its address on the server; null if there is none
 * @param versionName null if nothing tells it
 * @param effectiveDate null if nothing tells it
 * @param launchDate null if it is visible at once, or the version was there before
 * @param reason why it was refused; null if it was not
 * @param notes what else is to be known
 * @param checks what was found in it here
 * @param check what the server has found; null if it did not check
 */
record DropReport(
        String event,
        Instant at,
        String folder,
        String name,
        List<String> files,
        @Nullable String version,
        @Nullable String versionName,
        @Nullable LocalDate effectiveDate,
        @Nullable LocalDate launchDate,
        @Nullable String reason,
        List<String> notes,
        List<CheckResult> checks,
        @Nullable VersionCheck check) {

    static final String REFUSED = "refused";

    /** In a sentence. */
    String sentence() {
        return switch (event) {
            case REFUSED -> name + ": refused. " + reason;
            case "draft" -> name + ": draft " + version + " waits for approval. To publish it: " + approval();
            case "already-published" -> name + ": " + version + " is published already, with just these files.";
            default ->
                name + ": published " + version
                        + (launchDate == null ? "." : "; it becomes visible on " + launchDate + ".");
        };
    }

    private String approval() {
        var address = String.valueOf(version);
        int end = address.lastIndexOf('/');
        return "almoner publish " + address.substring(0, end) + " " + address.substring(end + 1);
    }

    /** For people. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(sentence());
        lines.addAll(notes);
        for (var each : checks) {
            lines.add("");
            lines.addAll(each.lines());
        }
        if (check != null) {
            var found = new ServerFindings(check).lines();
            if (!found.isEmpty()) {
                lines.add("");
                lines.add("On the server:");
                lines.addAll(found);
            }
        }
        return lines;
    }
}
