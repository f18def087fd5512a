package org.almoner.server.catalog;

import java.util.Map;
import java.util.Optional;

import org.almoner.server.failure.NotFound;
import org.jspecify.annotations.Nullable;

/**
 * Where a thing lives in the catalogue. Things are only ever found through their whole address and the caller, in one query, so that
 * there is no way to reach one through somebody else's parent. Controllers take addresses as parameters.
 */
public sealed interface Address {

    /** What an organization can be entitled to. */
    sealed interface Grantable extends Address {}

    /** The address of a product. */
    record ProductAddress(Slug product) implements Grantable {

        SubProductAddress subProduct(Slug subProduct) {
            return new SubProductAddress(product, subProduct);
        }

        @Override
        public String toString() {
            return product.text();
        }
    }

    /** The address of a sub-product. */
    record SubProductAddress(Slug product, Slug subProduct) implements Grantable {

        VersionAddress version(Slug version) {
            return new VersionAddress(product, subProduct, version);
        }

        @Override
        public String toString() {
            return product + "/" + subProduct;
        }
    }

    /** The address of a version. */
    record VersionAddress(Slug product, Slug subProduct, Slug version) implements Address {

        /** The address of one of the version's files, for events. */
        String file(FileName name) {
            return this + "/" + name;
        }

        @Override
        public String toString() {
            return product + "/" + subProduct + "/" + version;
        }
    }

    /** Nothing is at this address that the caller may know of. */
    default NotFound notFound() {
        return switch (this) {
            case ProductAddress _ -> noProduct();
            case SubProductAddress _ -> noSubProduct();
            case VersionAddress _ -> noVersion();
        };
    }

    /**
     * The address that a request's path says.
     *
     * @param path the path's variables
     * @throws NotFound if one of them cannot be a slug: nothing was ever there
     */
    static ProductAddress product(Map<String, String> path) {
        return new ProductAddress(slug(path, "product_slug").orElseThrow(Address::noProduct));
    }

    /** Like {@link #product}, one step further. */
    static SubProductAddress subProduct(Map<String, String> path) {
        return product(path).subProduct(slug(path, "sub_product_slug").orElseThrow(Address::noSubProduct));
    }

    /** Like {@link #subProduct}, one step further. */
    static VersionAddress version(Map<String, String> path) {
        return subProduct(path).version(slug(path, "version_slug").orElseThrow(Address::noVersion));
    }

    /** The address of a product, or of one of its sub-products, of slugs that a caller sent; {@link NotFound} as above. */
    static Grantable of(String product, @Nullable String subProduct) {
        var parent = new ProductAddress(Slug.parse(product).orElseThrow(Address::noProduct));
        return subProduct == null
                ? parent
                : parent.subProduct(Slug.parse(subProduct).orElseThrow(Address::noSubProduct));
    }

    private static Optional<Slug> slug(Map<String, String> path, String variable) {
        return Optional.ofNullable(path.get(variable)).flatMap(Slug::parse);
    }

    // What was asked for is not repeated: it may be anything, and the caller knows.

    private static NotFound noProduct() {
        return new NotFound("There is no such product. The list of products says which there are.");
    }

    private static NotFound noSubProduct() {
        return new NotFound("There is no such sub-product. The product's list of sub-products says which there are.");
    }

    private static NotFound noVersion() {
        return new NotFound("There is no such version. The sub-product's list of versions says which there are.");
    }
}
