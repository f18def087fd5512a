package org.almoner.codeset.rule;

import java.io.IOException;
import java.util.HashMap;
import java.util.stream.Collectors;

import org.almoner.codeset.Release;
import org.almoner.codeset.Release.Part;
import org.almoner.codeset.profile.ExpectedFile;
import org.almoner.codeset.profile.ExpectedFile.Occurs;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.ReleaseFiles;

/** The release has the files that every release of its code set has, one of a kind. */
final class FilesRule {

    private final Release release;
    private final Findings findings;

    FilesRule(Release release, Findings findings) {
        this.release = release;
        this.findings = findings;
    }

    void check() throws IOException {
        if (release.parts().isEmpty()) {
            found(
                    Severity.ERROR,
                    String.valueOf(release.path().getFileName()),
                    "no name in it is one of the files of " + release.profile().name()
                            + "; keep the names that they were released with: "
                            + release.profile().files().stream()
                                    .map(file -> file.name().pattern())
                                    .distinct()
                                    .limit(10)
                                    .collect(Collectors.joining(", ")));
            return;
        }
        // Somebody who has one file of a release wants that one checked.
        if (ReleaseFiles.holdsMany(release.path())) {
            missing();
        }
        twice();
        release.unknown()
                .forEach(name -> found(
                        Severity.WARNING,
                        name,
                        "is not one of the files of " + release.profile().name() + ", and was not looked at"));
    }

    private void missing() {
        var there =
                release.parts().stream().map(part -> part.expected().table()).collect(Collectors.toSet());
        release.profile().files().stream()
                .filter(file -> file.occurs() == Occurs.ONCE && !there.contains(file.table()))
                .map(ExpectedFile::table)
                .distinct()
                .forEach(table -> found(
                        Severity.ERROR,
                        String.valueOf(release.path().getFileName()),
                        "has no file for '" + table + "', which every release of "
                                + release.profile().name() + " has"));
    }

    private void twice() {
        var byTable = new HashMap<String, Part>();
        for (var part : release.parts()) {
            var other = byTable.putIfAbsent(part.expected().table(), part);
            if (other != null && part.expected().occurs() != Occurs.ANY) {
                found(
                        Severity.ERROR,
                        part.file().name(),
                        "is a second file for '" + part.expected().table() + "', beside "
                                + other.file().name());
            }
        }
    }

    private void found(Severity severity, String file, String message) {
        findings.add(new Finding(RuleKind.FILES, severity, file, 0, "", message));
    }
}
