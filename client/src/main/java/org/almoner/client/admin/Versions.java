package org.almoner.client.admin;

import java.util.Map;
import java.util.stream.Stream;

import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;

/** The versions of a publisher's sub-products, drafts among them, and their files. */
public final class Versions {

    private final Api api;

    Versions(Api api) {
        this.api = api;
    }

    public Stream<ManagedVersion> all(String productSlug, String subProductSlug) {
        return api.items(versionsOf(productSlug, subProductSlug), ManagedVersion.class);
    }

    public ManagedVersion get(VersionAddress version) {
        return api.get(route(version), ManagedVersion.class);
    }

    /** Opens a draft. */
    public ManagedVersion draft(String productSlug, String subProductSlug, VersionChange draft) {
        return api.post(versionsOf(productSlug, subProductSlug), draft, ManagedVersion.class);
    }

    /** @throws AlmonerException.Conflict if it is not a draft any more */
    public ManagedVersion change(VersionAddress draft, VersionChange change) {
        return api.patch(route(draft), change, ManagedVersion.class);
    }

    /**
     * Throws a draft away with all its files.
     *
     * @throws AlmonerException.Conflict if it is not a draft any more
     */
    public void discard(VersionAddress draft) {
        api.delete(route(draft));
    }

    /**
     * Makes a draft a version for good.
     *
     * @throws AlmonerException.Conflict if it is not a draft any more, or a file of it is not whole
     */
    public ManagedVersion commit(VersionAddress draft) {
        return api.post(route(draft).then("commit"), Map.of(), ManagedVersion.class);
    }

    /** Withdraws a committed version: it stays listed as withdrawn, its files are not to be had any more. */
    public ManagedVersion retract(VersionAddress version, String reason) {
        return api.post(route(version).then("retract"), Map.of("reason", reason), ManagedVersion.class);
    }

    public Stream<DraftFile> files(VersionAddress version) {
        return api.items(route(version).then("files"), DraftFile.class);
    }

    /**
     * Announces a file; its bytes follow at {@link #fileRoute}.
     *
     * @throws AlmonerException.Conflict if there is a file of that name, or this is not a draft any more
     */
    public DraftFile addFile(VersionAddress draft, FileRequest file) {
        return api.post(route(draft).then("files"), file, DraftFile.class);
    }

    public void removeFile(VersionAddress draft, String fileName) {
        api.delete(fileRoute(draft, fileName));
    }

    /** Where the bytes of a file go. */
    public static Route fileRoute(VersionAddress draft, String fileName) {
        return route(draft).then("files", fileName);
    }

    private static Route route(VersionAddress version) {
        return versionsOf(version.productSlug(), version.subProductSlug()).then(version.versionSlug());
    }

    private static Route versionsOf(String productSlug, String subProductSlug) {
        return Products.subProductsOf(productSlug).then(subProductSlug, "versions");
    }
}
