package org.almoner.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.almoner.cli.output.Plain;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.codeset.ChangesSummary;
import org.almoner.client.codeset.CodeChange;

/** What has changed from one version to another, as JSON and as lines. */
record VersionDiff(
        VersionAddress version,
        ChangesSummary.Since since,
        List<ChangesSummary.Release> releases,
        List<CodeChange> first) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(Plain.text(version.versionSlug() + " since " + since.versionSlug()
                + (since.versionName() == null ? "" : " (" + since.versionName() + ")")));
        for (var release : releases) {
            lines.add("");
            lines.add(Plain.text(release.profile()));
            lines.addAll(DiffResult.tables(release.tables()));
            var changes = first.stream()
                    .filter(change -> change.profile() == null || Objects.equals(change.profile(), release.profile()))
                    .toList();
            if (!changes.isEmpty()) {
                lines.add("");
                changes.forEach(change -> lines.add(DiffResult.line(change)));
            }
        }
        return lines;
    }
}
