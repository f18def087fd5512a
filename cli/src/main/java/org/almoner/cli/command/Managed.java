package org.almoner.cli.command;

import java.util.Optional;

import org.almoner.client.admin.Admin;
import org.almoner.client.admin.ManagedVersion;
import org.almoner.client.catalog.Product;
import org.almoner.client.catalog.SubProduct;
import org.almoner.client.catalog.VersionAddress;

/** Finds what a publisher names on the command line. */
final class Managed {

    private final Admin admin;

    Managed(Admin admin) {
        this.admin = admin;
    }

    Product product(String meant) {
        return Named.find(
                "product", meant, admin.products().all().map(Finding::named).toList());
    }

    Optional<Product> productIfThere(String meant) {
        return Named.findIfThere(
                "product", meant, admin.products().all().map(Finding::named).toList());
    }

    SubProduct subProduct(Product product, String meant) {
        var all = admin.products()
                .subProducts(product.productSlug())
                .map(Finding::named)
                .toList();
        return Named.find("sub-product of " + product.productSlug(), meant, all);
    }

    Optional<SubProduct> subProductIfThere(Product product, String meant) {
        var all = admin.products()
                .subProducts(product.productSlug())
                .map(Finding::named)
                .toList();
        return Named.findIfThere("sub-product of " + product.productSlug(), meant, all);
    }

    VersionAddress version(Address.OfVersion meant) {
        var product = product(meant.subProduct().product());
        var subProduct = subProduct(product, meant.subProduct().subProduct());
        var all = admin.versions()
                .all(product.productSlug(), subProduct.subProductSlug())
                .map((ManagedVersion version) -> new Named<>(version, version.versionSlug(), version.versionName()))
                .toList();
        var version = Named.find(
                "version of " + product.productSlug() + "/" + subProduct.subProductSlug(), meant.version(), all);
        return new VersionAddress(product.productSlug(), subProduct.subProductSlug(), version.versionSlug());
    }
}
