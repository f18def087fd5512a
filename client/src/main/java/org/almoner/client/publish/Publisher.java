package org.almoner.client.publish;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.almoner.client.admin.Admin;
import org.almoner.client.admin.ManagedVersion;
import org.almoner.client.admin.ManagedVersion.State;
import org.almoner.client.admin.Versions;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.codeset.VersionCheck;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;

/**
 * Publishes files on disk as a version. It can be broken off and repeated at any point: it finds the draft of the same
 * name, sends only what is not there yet, and says so when everything is done already.
 */
public final class Publisher {

    /** So that whoever looks on sees now and then that the check goes on. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final Api api;
    private final Versions versions;
    private final Maker maker;
    private final long partSize;

    /** @param partSize how many bytes of an upload go out before the server acknowledges them; at least 1 */
    public Publisher(Api api, long partSize) {
        this.api = api;
        this.versions = new Admin(api).versions();
        this.maker = new Maker(api.patience());
        this.partSize = partSize;
    }

    /**
     * Publishes a release.
     *
     * @throws AlmonerException.Blocked if there is a version of that name with other contents, or a retracted one
     * @throws AlmonerException.Local if a file cannot be read or changes meanwhile
     * @throws AlmonerException if the server refuses or cannot be reached; what has arrived is kept for the next attempt
     */
    public PublishReport publish(Release release, PublishListener listener) {
        requirePublishable(release.files());
        var found = find(release);
        if (found.isPresent()) {
            switch (found.get().state()) {
                case COMMITTED -> {
                    return alreadyPublished(release, found.get(), listener);
                }
                case RETRACTED -> throw retracted(found.get());
                case DRAFT -> {}
            }
        }
        return new Publication(release, listener).run(found);
    }

    /**
     * Makes sure that files can be those of a version.
     *
     * @throws AlmonerException.Local if one cannot be read, or two have the same name
     */
    public static void requirePublishable(List<Path> files) {
        var names = new HashSet<String>();
        for (var file : files) {
            if (!Files.exists(file)) {
                throw new AlmonerException.Local("No such file: " + file);
            }
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new AlmonerException.Local("Not a file that can be read: " + file);
            }
            // A version is unpacked by its clients on file systems that do not tell cases apart.
            if (!names.add(LocalFile.nameOf(file).toLowerCase(Locale.ROOT))) {
                throw new AlmonerException.Local(
                        "Two of the files are called " + file.getFileName() + ". A version holds one file of a name.");
            }
        }
    }

    /** The version of that name or slug: a draft before a committed one, and that before a retracted one. */
    private Optional<ManagedVersion> find(Release release) {
        var named = versions.all(release.productSlug(), release.subProductSlug())
                .filter(version -> version.versionName().equals(release.versionName())
                        || version.versionSlug().equals(release.versionName()))
                .toList();
        for (var state : State.values()) {
            var those =
                    named.stream().filter(version -> version.state() == state).toList();
            if (those.size() > 1 && state == State.DRAFT) {
                throw new AlmonerException.Blocked("There are several drafts called " + release.versionName() + ": "
                        + String.join(
                                ", ",
                                those.stream().map(ManagedVersion::versionSlug).toList())
                        + ". Name one of them by its slug, or discard those not wanted.");
            }
            if (!those.isEmpty()) {
                return Optional.of(those.getFirst());
            }
        }
        return Optional.empty();
    }

    private static AlmonerException.Blocked retracted(ManagedVersion version) {
        return new AlmonerException.Blocked("Version " + version.versionName() + " was retracted"
                + (version.retractionReason() == null ? "" : " (" + version.retractionReason() + ")")
                + ". Publish the correction under another name.");
    }

    private static VersionAddress address(Release release, ManagedVersion version) {
        return new VersionAddress(release.productSlug(), release.subProductSlug(), version.versionSlug());
    }

    private PublishReport alreadyPublished(Release release, ManagedVersion version, PublishListener listener) {
        var address = address(release, version);
        var different = Differences.of(release.version(), version);
        var contents = new Contents(versions.files(address).toList());
        var files = release.files().stream()
                .map(path -> LocalFile.read(path, listener))
                .toList();
        files.stream().filter(file -> !contents.has(file)).map(LocalFile::name).forEach(different::add);
        if (!different.isEmpty()) {
            throw new AlmonerException.Blocked("Version " + version.versionName()
                    + " is published already, and differs in: " + String.join(", ", different)
                    + ". A published version never changes: publish a new one.");
        }
        var done = files.stream()
                .map(file ->
                        new PublishedFile(file.name(), file.size(), file.sha256(), PublishedFile.How.ALREADY_THERE))
                .toList();
        done.forEach(listener::fileDone);
        return new PublishReport(
                address,
                version,
                PublishReport.Outcome.ALREADY_PUBLISHED,
                done,
                contents.namesBeside(done),
                Optional.empty());
    }

    /** One way from files to a version. */
    private final class Publication {

        private final Release release;
        private final PublishListener listener;

        Publication(Release release, PublishListener listener) {
            this.release = release;
            this.listener = listener;
        }

        PublishReport run(Optional<ManagedVersion> found) {
            var draft = found.map(this::adjusted).orElseGet(this::newDraft);
            var address = address(release, draft);
            listener.draftReady(address, draft, found.isPresent());
            var uploads = new DraftUploads(versions, new Uploader(api, partSize), maker, address, listener);
            var done = release.files().stream()
                    .map(path -> uploads.put(path, release.replace()))
                    .toList();
            var contents = new Contents(versions.files(address).toList());
            var check = contents.checkable() ? check(address) : Optional.<VersionCheck>empty();
            var outcome = outcome(check);
            var version = outcome == PublishReport.Outcome.PUBLISHED ? commit(address) : draft;
            return new PublishReport(address, version, outcome, done, contents.namesBeside(done), check);
        }

        private PublishReport.Outcome outcome(Optional<VersionCheck> check) {
            if (!release.commit()) {
                return PublishReport.Outcome.DRAFT;
            }
            boolean refused = check.isPresent() && check.get().state() == VersionCheck.State.REFUSED;
            return refused && !release.check().acceptFindings()
                    ? PublishReport.Outcome.REFUSED
                    : PublishReport.Outcome.PUBLISHED;
        }

        private Optional<VersionCheck> check(VersionAddress address) {
            VersionCheck check;
            try {
                check = versions.check(address, release.check().profile());
            } catch (AlmonerException.NotFound _) {
                // Other servers publish without looking into files. If it is the draft that is gone, its commit says
                // so.
                return Optional.empty();
            }
            listener.checking(address, check);
            while (!check.state().finished()) {
                check = versions.checkResult(address, WAIT);
                listener.checking(address, check);
            }
            return Optional.of(check);
        }

        private ManagedVersion newDraft() {
            return maker.make(
                    () -> versions.draft(release.productSlug(), release.subProductSlug(), release.version()),
                    () -> find(release).filter(version -> version.state() == State.DRAFT));
        }

        private ManagedVersion adjusted(ManagedVersion draft) {
            return Differences.of(release.version(), draft).isEmpty()
                    ? draft
                    : versions.change(address(release, draft), Differences.withoutName(release.version()));
        }

        private ManagedVersion commit(VersionAddress address) {
            return maker.make(
                    () -> versions.commit(address, release.check().acceptFindings()),
                    () -> Optional.of(versions.get(address)).filter(version -> version.state() == State.COMMITTED));
        }
    }
}
