package org.almoner.client.catalog;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import org.almoner.client.codeset.ChangeQuery;
import org.almoner.client.codeset.ChangesSummary;
import org.almoner.client.codeset.CodeChange;
import org.almoner.client.codeset.VersionCheck;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;
import org.almoner.client.proof.BlockHashes;
import org.almoner.client.proof.ListedKey;
import org.almoner.client.proof.Proofs;
import org.almoner.client.proof.SignedManifest;

/**
 * The Download API: what this client may fetch. Listings of any length are streams that ask for a page when they get
 * there. All methods throw {@link AlmonerException}; an address that is wrong, or not this client's to see, is
 * {@link AlmonerException.NotFound}.
 */
public final class Catalog {

    private static final Route V1 = Route.of("download", "v1");
    private static final Route V2 = Route.of("download", "v2");

    private final Api api;
    private final Proofs proofs;

    public Catalog(Api api) {
        this.api = api;
        this.proofs = new Proofs(api);
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
        return api.items(route(version).then("files"), ReleaseFile.class).toList();
    }

    /** Where the files of a version are listed. */
    public URI address(VersionAddress version) {
        return api.address(route(version).then("files"));
    }

    /**
     * The hashes of the blocks of a file.
     *
     * @param fileId as {@link #files(VersionAddress)} lists it
     * @throws AlmonerException.Gone if the version was retracted
     * @throws AlmonerException.NotFound also of a server that has no such thing as block hashes
     */
    public BlockHashes blocks(VersionAddress version, String fileId) {
        return proofs.blocks(route(version).then("files", fileId));
    }

    /**
     * What the publisher has signed about a version.
     *
     * @throws AlmonerException.Gone if the version was retracted
     * @throws AlmonerException.NotFound also of a server that has no such thing as manifests
     */
    public SignedManifest manifest(VersionAddress version) {
        return proofs.manifest(route(version));
    }

    /**
     * The keys that the server says the manifests of a product are signed with, oldest first: the publisher's.
     *
     * @throws AlmonerException.NotFound also of a server that has no such thing as manifests
     */
    public List<ListedKey> manifestKeys(String productSlug) {
        return proofs.keys(V1.then("products", productSlug));
    }

    /**
     * What came of the check of a version's files before it was published.
     *
     * @throws AlmonerException.NotFound if it was never checked, and of a server that has no such thing as checks
     */
    public VersionCheck check(VersionAddress version) {
        return api.get(route(version).then("check"), VersionCheck.class);
    }

    /**
     * What has changed since the version before, in numbers.
     *
     * @throws AlmonerException.NotFound if that is not known: it is the first version, or not of a code set that the server knows
     * @throws AlmonerException.Gone if the version was retracted
     */
    public ChangesSummary changesSummary(VersionAddress version) {
        return api.get(route(version).then("changes", "summary"), ChangesSummary.class);
    }

    /**
     * What has become of each code since the version before, by table and then by kind. The stream throws what
     * {@link #changesSummary} does when it is used.
     */
    public Stream<CodeChange> changes(VersionAddress version, ChangeQuery query) {
        var wanted = query.kind();
        return api.items(
                route(version)
                        .then("changes")
                        .with("change", wanted == null ? null : wanted.word())
                        .with("table", query.table()),
                CodeChange.class);
    }

    private static Route route(VersionAddress version) {
        return V1.then("products", version.productSlug())
                .then("sub-products", version.subProductSlug())
                .then("versions", version.versionSlug());
    }
}
