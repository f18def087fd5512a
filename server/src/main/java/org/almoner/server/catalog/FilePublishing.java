package org.almoner.server.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.almoner.server.access.Caller;
import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.catalog.ReleaseFile.PendingUpload;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.almoner.server.storage.Objects;
import org.almoner.server.storage.StoredObject;
import org.almoner.server.storage.UploadId;
import org.almoner.server.storage.Uploads;
import org.almoner.server.web.Timestamps;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What a publisher does with the files of a draft. Bytes flow outside of transactions, so that a slow sender holds nothing up; only
 * that an upload begins, and what it has become, is written down.
 */
@Component
class FilePublishing {

    private final VersionPublishing versions;
    private final ReleaseFiles files;
    private final FileRemoval removal;
    private final Uploads uploads;
    private final Objects objects;
    private final Changes changes;
    private final Supplier<UUID> ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    FilePublishing(
            VersionPublishing versions,
            ReleaseFiles files,
            FileRemoval removal,
            Uploads uploads,
            Objects objects,
            Changes changes,
            Supplier<UUID> ids,
            Clock clock,
            ApplicationEventPublisher events) {
        this.versions = versions;
        this.files = files;
        this.removal = removal;
        this.uploads = uploads;
        this.objects = objects;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Announces a file whose bytes will come by {@link #append}.
     *
     * @throws Conflict if the version is no draft any more, or has a file of this name or one that differs only in case
     */
    DraftFile announce(Caller caller, VersionAddress address, NewFile file) {
        return changes.hidden(() -> {
            var draft = versions.lockedDraft(caller, address);
            var before = sameName(draft.id(), file.name());
            if (before.isPresent()
                    && (before.get().stored() != null || pending(before.get()).isPresent())) {
                throw new Conflict("There is a file of this name already. Go on with its upload, replace it with PUT,"
                        + " or delete it first.");
            }
            return begin(draft.id(), before, file);
        });
    }

    /**
     * Takes a file in one go, in place of one of the same name if there is one; that one stays until the new one is whole.
     *
     * @throws Conflict if the version is no draft any more, or has a file whose name differs only in case
     * @throws Invalid if the bytes are not as announced; nothing of them is kept
     * @throws IOException if the sender breaks off; what arrived is kept, and {@link #append} goes on with it
     */
    DraftFile put(Caller caller, VersionAddress address, NewFile file, InputStream bytes) throws IOException {
        var begun = changes.hidden(() -> {
            var draft = versions.lockedDraft(caller, address);
            var before = sameName(draft.id(), file.name());
            before.map(ReleaseFile::upload).ifPresent(old -> uploads.abandon(old.id()));
            return begin(draft.id(), before, file);
        });
        var upload = uploadOf(begun);
        uploads.append(upload, 0, bytes);
        return complete(caller, address, file.name(), upload);
    }

    /**
     * Takes more of a file's bytes.
     *
     * @param offset where the sender believes they belong
     * @param last whether nothing comes after them
     * @throws Conflict if the offset is not where the upload stands, or the file is whole already
     * @throws Invalid if the bytes are not as announced
     * @throws IOException if the sender breaks off; what arrived is kept
     */
    DraftFile append(Caller caller, VersionAddress address, FileName name, long offset, boolean last, InputStream bytes)
            throws IOException {
        var file = find(caller, address, name);
        var upload = switch (file.progress()) {
            case DraftFile.Uploading(var id, var _, var _, var _) -> id;
            case DraftFile.Stored _ -> throw new Conflict("The file is whole. To replace it, send it with PUT.");
        };
        var after = uploads.append(upload, offset, bytes);
        if (!last) {
            return file.at(after);
        }
        if (after.length() != null && after.offset() < after.length()) {
            throw new Invalid("Only " + after.offset() + " of the announced " + after.length()
                    + " bytes have arrived. Go on from there, and say that it is complete when it is.");
        }
        return complete(caller, address, name, upload);
    }

    /** Takes a file out of a draft. */
    void delete(Caller caller, VersionAddress address, FileName name) {
        changes.hidden(() -> {
            var draft = versions.lockedDraft(caller, address);
            var file = files.find(draft.id(), name)
                    .filter(found -> found.name().equals(name))
                    .orElseThrow(FilePublishing::noFile);
            removal.remove(file);
            events.publishEvent(new CatalogEvent.FileDeleted(
                    caller.organization().id().value(), caller.clientId(), address.file(name)));
            return file;
        });
    }

    /** The file of a version, however far it is. */
    DraftFile find(Caller caller, VersionAddress address, FileName name) {
        var version = versions.find(caller, address);
        return files.find(version.id(), name)
                .filter(found -> found.name().equals(name))
                .flatMap(this::status)
                .orElseThrow(FilePublishing::noFile);
    }

    /** All files of a version, by name. */
    List<DraftFile> all(Caller caller, VersionAddress address) {
        var version = versions.find(caller, address);
        return files.of(version.id()).stream()
                .flatMap(file -> status(file).stream())
                .toList();
    }

    private DraftFile begin(UUID draft, Optional<ReleaseFile> before, NewFile file) {
        var upload = uploads.begin(file.size(), file.sha256());
        var pending = new PendingUpload(upload.id(), file.contentType());
        var id = before.map(ReleaseFile::id).orElseGet(ids);
        if (before.isPresent()) {
            files.replaceUpload(id, pending);
        } else {
            files.add(id, draft, file.name(), pending, Timestamps.now(clock));
        }
        return DraftFile.uploading(id, file.name(), file.contentType(), upload);
    }

    /** The file that a new one of this name would replace. */
    private Optional<ReleaseFile> sameName(UUID draft, FileName name) {
        var before = files.find(draft, name);
        before.filter(file -> !file.name().equals(name)).ifPresent(file -> {
            throw new Conflict(
                    "There is a file '" + file.name()
                            + "' already, and not every system tells the two names apart. Choose another name, or delete it first.");
        });
        return before;
    }

    private DraftFile complete(Caller caller, VersionAddress address, FileName name, UploadId upload) {
        try {
            uploads.complete(upload, object -> changes.hidden(() -> keep(caller, address, name, upload, object)));
        } catch (Invalid refused) {
            changes.hidden(() -> reject(caller, address, name, upload, refused));
            throw refused;
        }
        return find(caller, address, name);
    }

    private ReleaseFile keep(
            Caller caller, VersionAddress address, FileName name, UploadId upload, StoredObject object) {
        var draft = versions.lockedDraft(caller, address);
        var file = uploadedBy(draft, name, upload)
                .orElseThrow(() -> new Conflict("Meanwhile the file was deleted, or sent anew by somebody else."));
        files.store(file.id(), object);
        if (file.stored() != null) {
            objects.delete(file.stored().object());
        }
        events.publishEvent(new CatalogEvent.FileUploaded(
                caller.organization().id().value(),
                caller.clientId(),
                address.file(name),
                object.length(),
                object.sha256().hex()));
        return file;
    }

    /** The upload is gone: the file is as it was before. */
    private Optional<ReleaseFile> reject(
            Caller caller, VersionAddress address, FileName name, UploadId upload, Invalid refused) {
        var file = uploadedBy(versions.lockedDraft(caller, address), name, upload);
        file.ifPresent(files::dropUpload);
        events.publishEvent(new CatalogEvent.FileRejected(
                caller.organization().id().value(), caller.clientId(), address.file(name), refused.getMessage()));
        return file;
    }

    private Optional<ReleaseFile> uploadedBy(Version draft, FileName name, UploadId upload) {
        return files.find(draft.id(), name)
                .filter(file -> file.upload() != null && file.upload().id().equals(upload));
    }

    /** What is there of a file; empty if it is an upload that was left alone for so long that it was swept. */
    private Optional<DraftFile> status(ReleaseFile file) {
        return pending(file)
                .or(() -> Optional.ofNullable(file.stored())
                        .map(stored -> DraftFile.stored(file.id(), file.name(), stored)));
    }

    private Optional<DraftFile> pending(ReleaseFile file) {
        var pending = file.upload();
        if (pending == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    DraftFile.uploading(file.id(), file.name(), pending.contentType(), uploads.find(pending.id())));
        } catch (NotFound swept) {
            return Optional.empty();
        }
    }

    private static UploadId uploadOf(DraftFile begun) {
        return switch (begun.progress()) {
            case DraftFile.Uploading(var id, var _, var _, var _) -> id;
            case DraftFile.Stored _ -> throw new IllegalStateException("A file just begun cannot be whole");
        };
    }

    private static NotFound noFile() {
        return new NotFound("The version has no file of this name. Its list of files says which it has.");
    }
}
