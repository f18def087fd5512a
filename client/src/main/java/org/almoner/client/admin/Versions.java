package org.almoner.client.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.codeset.VersionCheck;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;
import org.jspecify.annotations.Nullable;

/** The versions of a publisher's sub-products, drafts among them, and their files. */
public final class Versions {

    /** For how long a server holds the answer to {@link #checkResult} back at most. */
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** For how long a server holds a commit back that has to be checked first. */
    private static final Duration COMMITTING = Duration.ofSeconds(45);

    /** A server that is being stopped answers at once; whoever waits for it asks again not quite at once. */
    private static final Duration BREATH = Duration.ofSeconds(1);

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
     * Makes a draft a version for good. What has not been checked is checked first.
     *
     * @throws AlmonerException.Conflict if it is not a draft any more, or a file of it is not whole; if a check has found errors, or takes
     *     longer than the server holds an answer back: then it is to be repeated
     */
    public ManagedVersion commit(VersionAddress draft) {
        return commit(draft, false);
    }

    /**
     * Makes a draft a version for good. What has not been checked is checked first.
     *
     * @param acceptFindings whether it is committed although a check has found errors; they stay in its report, for everybody who sees
     *     the version
     * @throws AlmonerException.Conflict as {@link #commit(VersionAddress)}
     */
    public ManagedVersion commit(VersionAddress draft, boolean acceptFindings) {
        // A server without checks takes no such field.
        var body = acceptFindings ? Map.of("accept_findings", true) : Map.of();
        return api.post(route(draft).then("commit"), body, ManagedVersion.class, COMMITTING);
    }

    /**
     * Begins the check of just the files that a draft has now, or finds it if there is one.
     *
     * @param profile whose releases they are, such as {@code icd-10-cm}; null to have it found out
     * @throws AlmonerException.Conflict if it is not a draft any more, has no files, or one is not whole
     * @throws AlmonerException.Invalid if the server does not know the profile
     * @throws AlmonerException.NotFound also of a server that has no such thing as checks
     */
    public VersionCheck check(VersionAddress draft, @Nullable String profile) {
        return api.ensure(checkRoute(draft), new CheckRequest(profile), VersionCheck.class);
    }

    /**
     * Where the check of a version is, be it a draft or committed.
     *
     * @param wait for how long to wait for its end, up to {@link #LONGEST_WAIT}; whole seconds count. Zero answers at once. May end
     *     earlier, with a check that is not finished
     * @throws IllegalArgumentException if the wait is negative or too long
     * @throws AlmonerException.NotFound also if it was never checked
     */
    public VersionCheck checkResult(VersionAddress version, Duration wait) {
        if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("One may wait for 0 to " + LONGEST_WAIT.toSeconds() + " s, not " + wait);
        }
        var begun = now();
        var check = api.get(checkRoute(version).with("wait", wait.toSeconds()), VersionCheck.class, wait);
        var left = wait.minus(Duration.between(begun, now()));
        if (!check.state().finished() && left.isPositive()) {
            api.patience().pause(left.compareTo(BREATH) < 0 ? left : BREATH);
        }
        return check;
    }

    private Instant now() {
        return api.patience().clock().instant();
    }

    private static Route checkRoute(VersionAddress version) {
        return route(version).then("check");
    }

    private record CheckRequest(@Nullable String profile) {}

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
