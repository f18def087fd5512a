package org.almoner.server.catalog;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.almoner.server.access.Caller;
import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.failure.Gone;
import org.almoner.server.failure.NotFound;
import org.almoner.server.storage.Links;
import org.almoner.server.storage.Links.Link;
import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.Objects;
import org.almoner.server.storage.StoredObject;
import org.almoner.server.web.ETags;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The files of a version, for whoever may download them. */
@Component
class FileLinks {

    private final ReleaseFiles files;
    private final ListingRenderer viewers;
    private final Links links;
    private final Objects objects;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    FileLinks(
            ReleaseFiles files,
            ListingRenderer viewers,
            Links links,
            Objects objects,
            Clock clock,
            ApplicationEventPublisher events) {
        this.files = files;
        this.viewers = viewers;
        this.links = links;
        this.objects = objects;
        this.clock = clock;
        this.events = events;
    }

    /** A file that is in the store. */
    record Linkable(ReleaseFile file, StoredFile stored) {}

    /** What can be linked to, before anything is. */
    record VersionFiles(VersionAddress address, String owner, List<Linkable> files) {

        /**
         * Weak, as two answers with the same files never have the same bytes: the links in them differ. Whoever revalidates learns that
         * the files are the same, and keeps the links it has.
         */
        String etag() {
            var meaning = files.stream()
                    .map(it -> it.file().id() + " " + it.stored() + "\n")
                    .collect(Collectors.joining());
            return ETags.weak(meaning.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * The files of the version at an address.
     *
     * @throws NotFound if the caller sees no such version
     * @throws Gone if the version was retracted
     */
    VersionFiles find(Caller caller, VersionAddress address) {
        var viewer = viewers.viewer(caller.organization().id(), LocalDate.now(clock));
        return switch (files.visible(address, viewer)) {
            case ReleaseFiles.Visible.Nothing() -> throw address.notFound();
            case ReleaseFiles.Visible.Withdrawn(var reason) ->
                throw new Gone("The version was retracted: " + reason + (reason.endsWith(".") ? "" : ".")
                        + " Take another version of the sub-product.");
            case ReleaseFiles.Visible.Files(var owner, var all) ->
                new VersionFiles(
                        address,
                        owner,
                        all.stream().flatMap(FileLinks::linkable).toList());
        };
    }

    /**
     * What is in the store of one of the files of the version at an address.
     *
     * @throws NotFound if the caller sees no such version, or it has no such file
     * @throws Gone if the version was retracted
     */
    StoredObject object(Caller caller, VersionAddress address, String fileId) {
        return find(caller, address).files().stream()
                .filter(it -> it.file().id().toString().equals(fileId))
                .findFirst()
                .flatMap(it -> objects.find(it.stored().object()))
                .orElseThrow(() -> new NotFound(
                        "There is no such file in the version. The version's list of files says which there are."));
    }

    /**
     * The id of the version at an address.
     *
     * @throws NotFound if the caller sees no such version
     * @throws Gone if the version was retracted
     */
    UUID version(Caller caller, VersionAddress address) {
        return find(caller, address).files().getFirst().file().versionId();
    }

    private static Stream<Linkable> linkable(ReleaseFile file) {
        return file.stored() == null ? Stream.empty() : Stream.of(new Linkable(file, file.stored()));
    }

    /** Issues a fresh link to each file. */
    List<FileJson> issue(Caller caller, VersionFiles version) {
        return version.files().stream().map(it -> issue(caller, version, it)).toList();
    }

    private FileJson issue(Caller caller, VersionFiles version, Linkable it) {
        var stored = it.stored();
        var link = issue(caller, version, it.file().name(), stored.object(), stored.contentType());
        return FileJson.of(it.file(), stored, link);
    }

    /** Issues a fresh link to something that belongs to a version, such as one of its files. */
    Link issue(Caller caller, VersionFiles version, FileName name, ObjectKey object, String contentType) {
        var address = version.address();
        var organization = caller.organization().id().value();
        var link = links.issue(new Links.LinkRequest(
                object,
                FileLinkNames.path(address, version.owner(), name),
                name.text(),
                contentType,
                organization,
                caller.clientId()));
        events.publishEvent(new CatalogEvent.LinkIssued(organization, caller.clientId(), address.file(name)));
        return link;
    }
}
