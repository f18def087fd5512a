package org.almoner.cli.command;

import java.util.List;
import java.util.Locale;

import org.almoner.client.admin.ManagedVersion;
import org.almoner.client.codeset.VersionCheck;
import org.almoner.client.publish.PublishReport;
import org.almoner.client.publish.PublishedFile;
import org.jspecify.annotations.Nullable;

/**
 * What {@code publish} came to, as JSON.
 *
 * @param versionSlug null if nothing was sent
 * @param version null if nothing was sent
 * @param checks what was found here before anything was sent
 * @param check what the server has found; null if it did not check
 */
record PublishResult(
        String outcome,
        String productSlug,
        String subProductSlug,
        @Nullable String versionSlug,
        @Nullable ManagedVersion version,
        List<File> files,
        List<String> otherFiles,
        List<CheckResult> checks,
        @Nullable VersionCheck check) {

    /** What was not sent, as it does not pass the check here. */
    static PublishResult refused(String product, String subProduct, List<CheckResult> checks) {
        return new PublishResult(
                word(PublishReport.Outcome.REFUSED),
                product,
                subProduct,
                null,
                null,
                List.of(),
                List.of(),
                checks,
                null);
    }

    static PublishResult of(PublishReport report, List<CheckResult> checks) {
        var address = report.address();
        return new PublishResult(
                word(report.outcome()),
                address.productSlug(),
                address.subProductSlug(),
                address.versionSlug(),
                report.version(),
                report.files().stream().map(File::of).toList(),
                report.otherFiles(),
                checks,
                report.check().orElse(null));
    }

    /** One file of it. */
    record File(String fileName, long sizeInBytes, String sha256, String how) {

        static File of(PublishedFile file) {
            return new File(file.fileName(), file.size(), file.sha256().hex(), word(file.how()));
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
