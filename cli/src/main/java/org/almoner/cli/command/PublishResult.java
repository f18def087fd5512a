package org.almoner.cli.command;

import java.util.List;
import java.util.Locale;

import org.almoner.client.admin.ManagedVersion;
import org.almoner.client.publish.PublishReport;
import org.almoner.client.publish.PublishedFile;

/** What {@code publish} came to, as JSON. */
record PublishResult(
        String outcome,
        String productSlug,
        String subProductSlug,
        String versionSlug,
        ManagedVersion version,
        List<File> files,
        List<String> otherFiles) {

    static PublishResult of(PublishReport report) {
        var address = report.address();
        return new PublishResult(
                word(report.outcome()),
                address.productSlug(),
                address.subProductSlug(),
                address.versionSlug(),
                report.version(),
                report.files().stream().map(File::of).toList(),
                report.otherFiles());
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
