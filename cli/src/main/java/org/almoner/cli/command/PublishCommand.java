package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Plain;
import org.almoner.client.AlmonerClient;
import org.almoner.client.admin.ProductChange;
import org.almoner.client.admin.SubProductChange;
import org.almoner.client.admin.VersionChange;
import org.almoner.client.catalog.Product;
import org.almoner.client.catalog.SubProduct;
import org.almoner.client.catalog.Version;
import org.almoner.client.publish.PublishReport;
import org.almoner.client.publish.Publisher;
import org.almoner.client.publish.Release;
import org.almoner.codeset.rule.ReleaseCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner publish} */
@Command(
        name = "publish",
        description = {
            "Publish files as a version.",
            "Nothing of it is seen by anybody until all files have arrived and have been verified. If it is broken off, the"
                    + " same command goes on where it stopped; if it is repeated after it has succeeded, it says so and"
                    + " changes nothing. Without a FILE it publishes the draft as it is.",
            "Files of a known code set are checked against its profile before anything is sent, and by the server, which knows the version"
                    + " before, when they are there. A release with errors is not published unless --accept-findings says so."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner publish ICD-10-CM/\"Code descriptions\" 2026 codes.zip addenda.zip",
            "  almoner publish loinc/table 2.82 Loinc_2.82.zip --create \\",
            "      --effective-date 2027-01-15 --launch-date 2027-01-15 --metadata codes=104672",
            "  almoner publish loinc/table 2.82 Loinc_2.82.zip --draft",
            "  almoner publish loinc/table 2.82"
        })
public final class PublishCommand implements Runnable {

    private final Context context;

    @Parameters(
            index = "0",
            paramLabel = "PRODUCT/SUB_PRODUCT",
            converter = Address.SubProductConverter.class,
            description = "Slugs or names.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private Address.OfSubProduct meant;

    @Parameters(index = "1", paramLabel = "VERSION", description = "Name of the version, or slug of its draft.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private String version;

    @Parameters(index = "2..*", paramLabel = "FILE", description = "Files of the version.")
    private List<Path> files = List.of();

    @Option(
            names = "--effective-date",
            paramLabel = "DATE",
            description = "From when its contents apply, such as 2026-10-01. Otherwise today.")
    private @Nullable LocalDate effectiveDate;

    @Option(
            names = "--launch-date",
            paramLabel = "DATE",
            description = "From when it is visible, at the start of that day in UTC. Otherwise at once.")
    private @Nullable LocalDate launchDate;

    @Option(names = "--retention-date", paramLabel = "DATE", description = "Until when it is promised to be kept.")
    private @Nullable LocalDate retentionDate;

    @Option(
            names = "--metadata",
            paramLabel = "KEY=VALUE",
            description = "Something said of the version. May be repeated.")
    private @Nullable Map<String, String> metadata;

    @Option(
            names = "--menu-action",
            paramLabel = "OPTION=URL",
            description = "A link shown to people with the version. May be repeated.")
    private @Nullable Map<String, String> menuActions;

    @Option(names = "--create", description = "Add the product and the sub-product if they are not there yet.")
    private boolean create;

    @Option(names = "--draft", description = "Leave it a draft: complete, and not published yet.")
    private boolean draft;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "Whose release the files are; tried out if not given. Others are published unchecked.")
    private @Nullable String profile;

    @Option(
            names = "--no-check",
            description = "Do not check the files before they are sent. The server checks them all the same.")
    private boolean unchecked;

    @Option(
            names = "--accept-findings",
            description = "Publish it whatever the checks find. Everybody who sees the version sees what they found.")
    private boolean acceptFindings;

    @Mixin
    private final CodeSetOptions known = new CodeSetOptions();

    @Option(names = "--replace", description = "Replace files of the draft that have other bytes.")
    private boolean replace;

    PublishCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        Publisher.requirePublishable(files);
        var checks = unchecked || files.isEmpty() ? List.<CheckResult>of() : ReleaseInput.reading(this::checkedHere);
        var client = context.admin();
        var release = release(client);
        try (var display = new PublishDisplay(context.out())) {
            var report = client.publisher().publish(release, display);
            display.ended();
            var found = report.check().map(ServerFindings::new);
            context.out().result(PublishResult.of(report, checks), () -> lines(report, found));
            found.ifPresent(findings -> findings.note(context.out()));
            if (report.outcome() != PublishReport.Outcome.ALREADY_PUBLISHED && !acceptFindings) {
                found.ifPresent(findings -> findings.requirePassed(report.address()));
            }
        }
    }

    private static List<String> lines(PublishReport report, Optional<ServerFindings> found) {
        return Stream.concat(
                        found.stream().flatMap(findings -> findings.lines().stream()),
                        report.outcome() == PublishReport.Outcome.REFUSED
                                ? Stream.empty()
                                : Stream.of(sentence(report)))
                .toList();
    }

    /** Refuses files with errors before anything of them is on the way. */
    private List<CheckResult> checkedHere() throws IOException {
        var profiles = known.profiles();
        try (var given = GivenReleases.of(files, Optional.ofNullable(profile).map(known::profile), profiles)) {
            if (!given.unrecognized().isEmpty()) {
                context.out()
                        .note("Not checked, as no profile knows such files: " + String.join(", ", given.unrecognized())
                                + ".");
            }
            var checks =
                    given.check(ReleaseCheck.KEPT).stream().map(CheckResult::of).toList();
            long errors = given.problems().size()
                    + checks.stream().mapToLong(CheckResult::errors).sum();
            if (errors == 0) {
                checks.forEach(check -> context.out().note(check.heading() + "."));
                return checks;
            }
            var lines = checks.stream().flatMap(check -> check.lines().stream()).toList();
            if (acceptFindings) {
                given.problems().forEach(context.out()::note);
                lines.forEach(context.out()::note);
                context.out().warn("Publishing it all the same, as --accept-findings says.");
                return checks;
            }
            context.out().result(PublishResult.refused(meant.product(), meant.subProduct(), checks), () -> lines);
            throw new CommandFailure(
                    ExitCode.FAILED,
                    Plain.count(errors, "error") + ", so nothing was sent. "
                            + given.problems().stream()
                                    .map(problem -> problem + ". ")
                                    .collect(Collectors.joining())
                            + "Mend the files, or publish them as they are with --accept-findings; if they are something else than what"
                            + " they were taken for, with --no-check.");
        }
    }

    private Release release(AlmonerClient client) {
        var product = product(client);
        var subProduct = subProduct(client, product);
        var details = new VersionChange(
                version,
                effectiveDate,
                launchDate,
                retentionDate,
                metadata == null
                        ? null
                        : metadata.entrySet().stream()
                                .map(each -> new Version.NameValue(each.getKey(), each.getValue()))
                                .toList(),
                menuActions == null
                        ? null
                        : menuActions.entrySet().stream()
                                .map(each -> new Version.MenuAction(each.getKey(), each.getValue()))
                                .toList());
        // A server need not know profiles of one's own; it finds out what it knows.
        var check = new Release.Check(known.own() ? null : profile, acceptFindings);
        return new Release(product.productSlug(), subProduct.subProductSlug(), details, files, replace, !draft, check);
    }

    private Product product(AlmonerClient client) {
        var managed = new Managed(client.admin());
        if (!create) {
            return managed.product(meant.product());
        }
        return managed.productIfThere(meant.product()).orElseGet(() -> {
            var added = client.admin().products().add(ProductChange.named(meant.product()));
            context.out().note("Added product " + added.productSlug() + ".");
            return added;
        });
    }

    private SubProduct subProduct(AlmonerClient client, Product product) {
        var managed = new Managed(client.admin());
        if (!create) {
            return managed.subProduct(product, meant.subProduct());
        }
        return managed.subProductIfThere(product, meant.subProduct()).orElseGet(() -> {
            var added = client.admin()
                    .products()
                    .addSubProduct(product.productSlug(), new SubProductChange(meant.subProduct(), null, null));
            context.out().note("Added sub-product " + product.productSlug() + "/" + added.subProductSlug() + ".");
            return added;
        });
    }

    private static String sentence(PublishReport report) {
        var files = report.files().size() + report.otherFiles().size();
        var what = report.address() + " (" + Plain.count(files, "file") + ")";
        return switch (report.outcome()) {
            case PUBLISHED ->
                report.version().launched()
                        ? "Published " + what + "."
                        : "Published " + what + "; it becomes visible on "
                                + report.version().launchDate() + ".";
            case ALREADY_PUBLISHED -> what + " is published already, with just these files. Nothing was changed.";
            case DRAFT -> "Draft " + what + " is complete. Publish it with the same command without --draft.";
            case REFUSED -> "Draft " + what + " is complete, and not published.";
        };
    }
}
