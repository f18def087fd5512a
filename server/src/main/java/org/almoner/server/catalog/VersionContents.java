package org.almoner.server.catalog;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.almoner.server.access.Caller;
import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.catalog.Contents.Content;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Gone;
import org.almoner.server.failure.NotFound;
import org.almoner.server.storage.Links.Link;
import org.almoner.server.storage.ObjectKey;
import org.springframework.stereotype.Component;

/** What versions consist of, for those who look into files. */
@Component
public class VersionContents {

    private static final int NAMES_IN_A_SENTENCE = 5;

    private final Versions versions;
    private final ReleaseFiles files;
    private final FileLinks links;

    VersionContents(Versions versions, ReleaseFiles files, FileLinks links) {
        this.versions = versions;
        this.files = files;
        this.links = links;
    }

    /** What is in the store of a version. */
    public Contents of(UUID versionId) {
        return of(versions.find(versionId));
    }

    /**
     * What a draft consists of.
     *
     * @throws NotFound if the caller publishes no such version
     * @throws Conflict if it is no draft any more, has no files, or one of them is not whole
     */
    public Contents draft(Caller caller, VersionAddress address) {
        var version = versions.find(address, Reach.of(caller)).orElseThrow(address::notFound);
        version.requireCanBecome(VersionState.COMMITTED);
        return whole(version);
    }

    /**
     * The id of a version in any state, for its publisher.
     *
     * @throws NotFound if the caller publishes no such version
     */
    public UUID managed(Caller caller, VersionAddress address) {
        return versions.find(address, Reach.of(caller))
                .orElseThrow(address::notFound)
                .id();
    }

    /**
     * The id of a version that can be had, for whoever may download it.
     *
     * @throws NotFound if the caller sees no such version
     * @throws Gone if it was retracted
     */
    public UUID visible(Caller caller, VersionAddress address) {
        return links.version(caller, address);
    }

    /**
     * A fresh link to something that was made of a version, for whoever may download that.
     *
     * @param fileName what it is to be saved as
     * @throws NotFound if the caller sees no such version
     * @throws Gone if it was retracted
     */
    public Link link(Caller caller, VersionAddress address, String fileName, ObjectKey object, String contentType) {
        return links.issue(caller, links.find(caller, address), new FileName(fileName), object, contentType);
    }

    /** The id of the version that one follows: the newest of those that are in force, and seen, no later than it. Nothing if it is the first. */
    public Optional<UUID> before(UUID versionId) {
        return versions.before(versionId);
    }

    /** What a draft consists of; {@link Conflict} if it has no files, or one of them is not whole. */
    Contents whole(Version draft) {
        var all = files.of(draft.id());
        if (all.isEmpty()) {
            throw new Conflict("The version has no files. Upload at least one before you commit it.");
        }
        var missing = all.stream()
                .filter(file -> file.upload() != null)
                .map(file -> file.name().text())
                .toList();
        if (!missing.isEmpty()) {
            throw new Conflict("Not all files are whole. Finish or delete the upload of: "
                    + missing.stream().limit(NAMES_IN_A_SENTENCE).collect(Collectors.joining(", "))
                    + (missing.size() > NAMES_IN_A_SENTENCE
                            ? " and " + (missing.size() - NAMES_IN_A_SENTENCE) + " more."
                            : "."));
        }
        return of(draft);
    }

    private Contents of(Version version) {
        return new Contents(
                version.id(),
                version.slug().text(),
                version.details().name(),
                version.details().effectiveDate(),
                files.of(version.id()).stream()
                        .flatMap(VersionContents::content)
                        .toList());
    }

    private static Stream<Content> content(ReleaseFile file) {
        var stored = file.stored();
        return stored == null
                ? Stream.empty()
                : Stream.of(new Content(file.name().text(), stored.object(), stored.sizeInBytes(), stored.sha256()));
    }
}
