package org.almoner.client.publish;

import java.nio.file.Path;

import org.almoner.client.admin.DraftFile;
import org.almoner.client.admin.FileRequest;
import org.almoner.client.admin.Versions;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.publish.PublishedFile.How;

/** Brings files into one draft, as little of them as is missing. */
final class DraftUploads {

    private final Versions versions;
    private final Uploader uploader;
    private final Maker maker;
    private final VersionAddress draft;
    private final PublishListener listener;
    private final Contents before;

    DraftUploads(Versions versions, Uploader uploader, Maker maker, VersionAddress draft, PublishListener listener) {
        this.versions = versions;
        this.uploader = uploader;
        this.maker = maker;
        this.draft = draft;
        this.listener = listener;
        this.before = contents();
    }

    /** @param replace whether a file of that name with other bytes is replaced */
    PublishedFile put(Path path, boolean replace) {
        var file = LocalFile.read(path, listener);
        var how = put(file, replace);
        var done = new PublishedFile(file.name(), file.size(), file.sha256(), how);
        listener.fileDone(done);
        return done;
    }

    private How put(LocalFile file, boolean replace) {
        if (before.has(file)) {
            return How.ALREADY_THERE;
        }
        var there = before.named(file.name());
        if (there.isPresent() && !sameUpload(there.get(), file)) {
            if (!replace) {
                throw different(there.get(), file);
            }
            versions.removeFile(draft, file.name());
            there = there.filter(_ -> false);
        }
        var announced = there.orElseGet(() -> announce(file));
        send(file, announced.uploadOffset());
        return announced.uploadOffset() > 0 ? How.RESUMED : How.UPLOADED;
    }

    private void send(LocalFile file, long offset) {
        var route = Versions.fileRoute(draft, file.name());
        var stored = uploader.send(route, file, offset, listener)
                .map(answer -> answer.read(DraftFile.class, "PATCH " + route))
                .or(() -> contents().named(file.name()));
        if (stored.filter(there ->
                        there.state() == DraftFile.State.STORED && file.sha256().equals(there.sha256()))
                .isEmpty()) {
            throw new AlmonerException.BadAnswer(
                    "The server took all of " + file.name() + " and does not have it with the hash it was sent with");
        }
    }

    private DraftFile announce(LocalFile file) {
        var request = new FileRequest(file.name(), file.size(), file.sha256(), null);
        return maker.make(
                () -> versions.addFile(draft, request),
                () -> contents().named(file.name()).filter(there -> sameUpload(there, file)));
    }

    private Contents contents() {
        return new Contents(versions.files(draft).toList());
    }

    private static boolean sameUpload(DraftFile there, LocalFile file) {
        var size = there.sizeInBytes();
        return there.state() == DraftFile.State.UPLOADING
                && size != null
                && size == file.size()
                && file.sha256().equals(there.sha256());
    }

    private static AlmonerException.Blocked different(DraftFile there, LocalFile file) {
        var state = there.state() == DraftFile.State.STORED ? "has" : "has an unfinished upload of";
        return new AlmonerException.Blocked("The draft " + state + " a file " + file.name()
                + " with other bytes. Replace it (--replace), if yours is the right one.");
    }
}
