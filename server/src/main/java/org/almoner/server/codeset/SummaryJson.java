package org.almoner.server.codeset;

import java.time.LocalDate;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.codeset.ReleaseReport.TableReport;
import org.almoner.server.storage.Links.Link;
import org.jspecify.annotations.Nullable;

/** What has changed in a version, in numbers. */
@Schema(name = "ChangeSummary")
record SummaryJson(Since since, List<OfRelease> releases, AllChanges file) {

    SummaryJson {
        releases = List.copyOf(releases);
    }

    static SummaryJson of(Compared compared, Link link) {
        var file = compared.file();
        return new SummaryJson(
                new Since(
                        compared.since().slug(),
                        compared.since().name(),
                        compared.since().effectiveDate()),
                compared.releases().stream()
                        .map(release -> new OfRelease(release.profile(), release.changes()))
                        .toList(),
                new AllChanges(
                        ChangeFile.NAME,
                        file.sizeInBytes(),
                        file.sha256().hex(),
                        link.address().toString()));
    }

    /** The version that all of it is compared with. */
    @Schema(name = "ChangesSince")
    record Since(
            @Schema(example = "2024-33") String versionSlug,
            @Schema(example = "2024") String versionName,
            LocalDate effectiveDate) {}

    /** One release in the version. */
    @Schema(name = "ReleaseChanges")
    record OfRelease(
            @Schema(example = "icd-10-cm") String profile,

            @Schema(description = "Null if it was not compared, as it is the first of its kind.") @Nullable
            List<TableReport> tables) {}

    /** All changes in one file. */
    @Schema(
            name = "ChangesFile",
            description = "All changes, a line of JSON each, by table and then by what became of the codes.")
    record AllChanges(
            @Schema(example = ChangeFile.NAME) String fileName,
            @Schema(example = "1048576") long sizeInBytes,
            String sha256,

            @Schema(description = "Works for a few minutes and needs no token.")
            String downloadUrl) {}
}
