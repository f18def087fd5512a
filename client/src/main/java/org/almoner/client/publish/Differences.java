package org.almoner.client.publish;

import java.util.ArrayList;
import java.util.List;

import org.almoner.client.admin.ManagedVersion;
import org.almoner.client.admin.VersionChange;
import org.jspecify.annotations.Nullable;

/** What is asked of a version and what it is. */
final class Differences {

    private Differences() {}

    /** In which of the things asked for a version differs; a new list. What was not asked for does not differ. */
    static List<String> of(VersionChange asked, ManagedVersion version) {
        var differences = new ArrayList<String>();
        compare("effective date", asked.effectiveDate(), version.effectiveDate(), differences);
        compare("launch date", asked.launchDate(), version.launchDate(), differences);
        compare("retention date", asked.retentionDate(), version.retentionDate(), differences);
        compare("metadata", asked.versionMetadata(), version.versionMetadata(), differences);
        compare("menu actions", asked.versionMenuActions(), version.versionMenuActions(), differences);
        return differences;
    }

    private static void compare(String what, @Nullable Object asked, @Nullable Object there, List<String> differences) {
        if (asked != null && !asked.equals(there)) {
            differences.add(what);
        }
    }

    static VersionChange withoutName(VersionChange asked) {
        return new VersionChange(
                null,
                asked.effectiveDate(),
                asked.launchDate(),
                asked.retentionDate(),
                asked.versionMetadata(),
                asked.versionMenuActions());
    }
}
