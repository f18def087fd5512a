package org.almoner.cli.command;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.client.catalog.Catalog;
import org.almoner.client.catalog.Product;
import org.almoner.client.catalog.SubProduct;
import org.almoner.client.catalog.VersionAddress;

/** Finds what somebody who fetches names on the command line. */
final class Listed {

    private final Catalog catalog;

    Listed(Catalog catalog) {
        this.catalog = catalog;
    }

    Product product(String meant) {
        return Named.find(
                "product", meant, catalog.products().map(Finding::named).toList());
    }

    SubProduct subProduct(Product product, String meant) {
        var all = catalog.subProducts(product.productSlug()).map(Finding::named).toList();
        return Named.find("sub-product of " + product.productSlug(), meant, all);
    }

    VersionAddress version(Address.OfVersion meant) {
        var product = product(meant.subProduct().product());
        var subProduct = subProduct(product, meant.subProduct().subProduct());
        var all = catalog.versions(product.productSlug(), subProduct.subProductSlug())
                .map(Finding::named)
                .toList();
        var version = Named.find(
                "version of " + product.productSlug() + "/" + subProduct.subProductSlug(), meant.version(), all);
        return new VersionAddress(product.productSlug(), subProduct.subProductSlug(), version.versionSlug());
    }

    /** The newest version that can be had. */
    VersionAddress newest(Address.OfSubProduct meant) {
        var product = product(meant.product());
        var subProduct = subProduct(product, meant.subProduct());
        return catalog.versions(product.productSlug(), subProduct.subProductSlug())
                .filter(version -> version.retractedAt() == null)
                .findFirst()
                .map(version ->
                        new VersionAddress(product.productSlug(), subProduct.subProductSlug(), version.versionSlug()))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOT_FOUND,
                        "Nothing has been published under " + product.productSlug() + "/" + subProduct.subProductSlug()
                                + " yet."));
    }
}
