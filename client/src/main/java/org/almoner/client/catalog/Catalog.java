package org.almoner.client.catalog;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;

/**
 * The Download API: what this client may fetch. Listings of any length are streams that ask for a page when they get
 * there. All methods throw {@link AlmonerException}; an address that is wrong, or not this client's to see, is
 * {@link AlmonerException.NotFound}.
 */
public final class Catalog {

    private static final Route V1 = Route.of("download", "v1");
    private static final Route V2 = Route.of("download", "v2");

    private final Api api;

    public Catalog(Api api) {
        this.api = api;
    }

    public Stream<Product> products() {
        return api.items(V1.then("products"), Product.class);
    }

    public Stream<SubProduct> subProducts(String productSlug) {
        return api.items(V2.then("products", productSlug, "sub-products"), SubProduct.class);
    }

    /** The launched versions of a sub-product, newest first. */
    public Stream<Version> versions(String productSlug, String subProductSlug) {
        return api.items(V2.then("products", productSlug, "sub-products", subProductSlug, "versions"), Version.class);
    }

    /**
     * The files of a version, each with a fresh link.
     *
     * @throws AlmonerException.Gone if the version was retracted
     */
    public List<ReleaseFile> files(VersionAddress version) {
        return api.items(route(version), ReleaseFile.class).toList();
    }

    /** Where the files of a version are listed. */
    public URI address(VersionAddress version) {
        return api.address(route(version));
    }

    private static Route route(VersionAddress version) {
        return V1.then("products", version.productSlug())
                .then("sub-products", version.subProductSlug())
                .then("versions", version.versionSlug(), "files");
    }
}
