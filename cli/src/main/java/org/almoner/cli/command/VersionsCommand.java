package org.almoner.cli.command;

import java.util.List;

import org.almoner.cli.output.Table;
import org.almoner.client.admin.ManagedVersion;
import org.almoner.client.catalog.Version;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner versions} */
@Command(
        name = "versions",
        description = "List the versions of a sub-product that this client may fetch, newest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner versions icd-10-cm/code-descriptions",
            "  almoner versions icd-10-cm/code-descriptions --all"
        })
public final class VersionsCommand implements Runnable {

    private final Context context;

    @Parameters(
            paramLabel = "PRODUCT/SUB_PRODUCT",
            converter = Address.SubProductConverter.class,
            description = "Slugs or names.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private Address.OfSubProduct meant;

    @Option(names = "--all", description = "As its publisher sees it: drafts and what is not launched yet, too.")
    private boolean all;

    VersionsCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (all) {
            managed();
        } else {
            listed();
        }
    }

    private void listed() {
        var catalog = context.reader().catalog();
        var listed = new Listed(catalog);
        var product = listed.product(meant.product());
        var subProduct = listed.subProduct(product, meant.subProduct());
        var versions = catalog.versions(product.productSlug(), subProduct.subProductSlug())
                .toList();
        context.out().table(versions, () -> listedTable(versions), "Nothing has been published here yet.");
    }

    private static Table listedTable(List<Version> versions) {
        var table = new Table("VERSION", "NAME", "EFFECTIVE", "LAUNCHED", "REMARK");
        versions.forEach(each -> table.row(
                each.versionSlug(),
                each.versionName(),
                each.effectiveDate(),
                each.launchDate(),
                remark(each.retractedAt() != null, each.retractionReason(), each.retentionDate())));
        return table;
    }

    private void managed() {
        var admin = context.admin().admin();
        var managed = new Managed(admin);
        var product = managed.product(meant.product());
        var subProduct = managed.subProduct(product, meant.subProduct());
        var versions = admin.versions()
                .all(product.productSlug(), subProduct.subProductSlug())
                .toList();
        context.out().table(versions, () -> managedTable(versions), "There is no version here, not even a draft.");
    }

    private static Table managedTable(List<ManagedVersion> versions) {
        var table = new Table("VERSION", "NAME", "STATE", "EFFECTIVE", "LAUNCH", "REMARK");
        versions.forEach(each -> table.row(
                each.versionSlug(),
                each.versionName(),
                state(each),
                each.effectiveDate(),
                each.launchDate(),
                remark(each.retractedAt() != null, each.retractionReason(), each.retentionDate())));
        return table;
    }

    private static String state(ManagedVersion version) {
        return switch (version.state()) {
            case DRAFT -> "draft";
            case COMMITTED -> version.launched() ? "launched" : "committed";
            case RETRACTED -> "retracted";
        };
    }

    private static String remark(boolean retracted, @Nullable String reason, @Nullable Object retention) {
        if (retracted) {
            return "retracted: " + (reason == null ? "" : reason);
        }
        return retention == null ? "" : "kept until " + retention;
    }
}
