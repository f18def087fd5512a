package org.almoner.client.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

import org.almoner.client.catalog.Catalog;
import org.almoner.client.catalog.Product;
import org.almoner.client.catalog.SubProduct;
import org.almoner.client.catalog.Version;
import org.almoner.client.catalog.VersionAddress;

/** Goes through a server's catalogue for what is to be in the copy. */
final class CatalogSurvey {

    private static final Pattern NUMBER = Pattern.compile("-[0-9]+$");

    /** The API document does not say in which order versions are listed. */
    private static final Comparator<Version> NEWEST_FIRST = Comparator.comparing(
                    Version::effectiveDate, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
            .thenComparing(Version::createdAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .reversed();

    private final String server;
    private final Catalog catalog;
    private final List<Choice.OfVersions> choices;
    private final List<Subject.OfVersion> held;
    private final Listing listing;

    /** @param held what the copy has of this server */
    CatalogSurvey(
            String server,
            Catalog catalog,
            List<Choice.OfVersions> choices,
            List<Subject.OfVersion> held,
            Listing listing) {
        this.server = server;
        this.catalog = catalog;
        this.choices = choices;
        this.held = held;
        this.listing = listing;
    }

    void run() {
        if (choices.isEmpty()) {
            held.forEach(this::notChosen);
            return;
        }
        for (var product : catalog.products().toList()) {
            var fitting = choices.stream()
                    .filter(choice -> choice.product().fits(names(product.productSlug(), product.productName())))
                    .toList();
            if (fitting.isEmpty()) {
                held.stream()
                        .filter(each -> each.version().productSlug().equals(product.productSlug()))
                        .forEach(this::notChosen);
            } else {
                survey(product, fitting);
            }
        }
    }

    private void survey(Product product, List<Choice.OfVersions> fitting) {
        for (var subProduct : catalog.subProducts(product.productSlug()).toList()) {
            var those = fitting.stream()
                    .filter(choice ->
                            choice.subProduct().fits(names(subProduct.subProductSlug(), subProduct.subProductName())))
                    .toList();
            if (those.isEmpty()) {
                held.stream()
                        .filter(each -> each.version().productSlug().equals(product.productSlug())
                                && each.version().subProductSlug().equals(subProduct.subProductSlug()))
                        .forEach(this::notChosen);
            } else {
                survey(product, subProduct, those);
            }
        }
    }

    private void survey(Product product, SubProduct subProduct, List<Choice.OfVersions> fitting) {
        int newer = 0;
        for (var version : catalog.versions(product.productSlug(), subProduct.subProductSlug())
                .sorted(NEWEST_FIRST)
                .toList()) {
            var subject = new Subject.OfVersion(
                    server,
                    new VersionAddress(product.productSlug(), subProduct.subProductSlug(), version.versionSlug()));
            if (version.retractedAt() != null) {
                var reason = version.retractionReason();
                listing.others()
                        .put(subject.key(), new Listing.Left.Retracted(reason == null ? "no reason given" : reason));
                continue;
            }
            var taking = takenBy(fitting, newer++);
            if (taking.isEmpty()) {
                listing.others().put(subject.key(), new Listing.Left.Superseded());
            } else {
                var name = product.productName() + ", " + subProduct.subProductName() + ", " + version.versionName();
                listing.chosen().put(subject.key(), new Available.OfVersion(subject, name, version, taking));
            }
        }
    }

    private static List<Choice.OfVersions> takenBy(List<Choice.OfVersions> choices, int newerOnes) {
        return choices.stream()
                .filter(choice -> newerOnes < choice.versions().most())
                .toList();
    }

    private void notChosen(Subject.OfVersion subject) {
        listing.others().put(subject.key(), new Listing.Left.NotChosen());
    }

    /** A slug, the same without the number at its end, and the name. */
    private static String[] names(String slug, String name) {
        return new String[] {slug, NUMBER.matcher(slug).replaceFirst(""), name};
    }
}
