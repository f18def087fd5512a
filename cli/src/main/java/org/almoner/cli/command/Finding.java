package org.almoner.cli.command;

import org.almoner.client.catalog.Product;
import org.almoner.client.catalog.SubProduct;
import org.almoner.client.catalog.Version;

/** How things of the catalogue are named. */
final class Finding {

    private Finding() {}

    static Named<Product> named(Product product) {
        return new Named<>(product, product.productSlug(), product.productName());
    }

    static Named<SubProduct> named(SubProduct subProduct) {
        return new Named<>(subProduct, subProduct.subProductSlug(), subProduct.subProductName());
    }

    static Named<Version> named(Version version) {
        return new Named<>(version, version.versionSlug(), version.versionName());
    }
}
