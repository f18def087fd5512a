package org.almoner.server.syndication;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;

import org.almoner.server.access.Caller;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.almoner.server.storage.Sha256;
import org.almoner.server.storage.StoredObject;
import org.almoner.server.storage.UploadId;
import org.almoner.server.storage.Uploads;
import org.almoner.server.syndication.Imports.Incoming;
import org.almoner.server.syndication.Job.Work;
import org.almoner.server.syndication.PopulationAdmin.Owned;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes archives that were made elsewhere. Bytes flow outside of transactions; once all have arrived, a job of the population examines
 * and releases them.
 */
@Component
class ArchiveImports {

    private final Imports imports;
    private final Populations populations;
    private final Extracts extracts;
    private final ExtractJobs jobs;
    private final JobAdmin jobAdmin;
    private final Uploads uploads;
    private final Changes changes;
    private final Ids ids;
    private final Clock clock;

    ArchiveImports(
            Imports imports,
            Populations populations,
            Extracts extracts,
            ExtractJobs jobs,
            JobAdmin jobAdmin,
            Uploads uploads,
            Changes changes,
            Ids ids,
            Clock clock) {
        this.imports = imports;
        this.populations = populations;
        this.extracts = extracts;
        this.jobs = jobs;
        this.jobAdmin = jobAdmin;
        this.uploads = uploads;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
    }

    /** How far an import is. */
    sealed interface Status {

        String fileName();

        /**
         * Bytes are still to come.
         *
         * @param length how many there will be in all; null if the sender did not say
         */
        record Uploading(
                String fileName, long offset, @Nullable Long length) implements Status {}

        /** All of it has arrived. */
        record Arrived(String fileName, long sizeInBytes, Job job) implements Status {}
    }

    /**
     * Announces an archive whose bytes will come by {@link #append}.
     *
     * @param length how many there will be in all; null if the sender does not say
     * @param digest the digest that they must have; null if the sender does not say
     * @throws Conflict if it is being imported, or there is or was an extract of this name
     */
    Status announce(Owned owned, ArchiveName name, @Nullable Long length, @Nullable Sha256 digest) {
        begin(owned, name, length, digest);
        return find(owned, name);
    }

    /** Takes an archive in one go. If the sender breaks off, {@link #append} goes on with what arrived. */
    Status put(
            Caller caller,
            Owned owned,
            ArchiveName name,
            @Nullable Long length,
            @Nullable Sha256 digest,
            InputStream bytes)
            throws IOException {
        var upload = begin(owned, name, length, digest);
        uploads.append(upload, 0, bytes);
        return complete(caller, owned, name, upload);
    }

    private UploadId begin(Owned owned, ArchiveName name, @Nullable Long length, @Nullable Sha256 digest) {
        var population = owned.population().id();
        return changes.make(() -> {
            if (!populations.lock(population)) {
                throw new NotFound("The population is gone.");
            }
            if (extracts.find(population, name.text()).isPresent()) {
                throw new Conflict(
                        "There is an extract of this name already, or has been. A name is never used again.");
            }
            imports.find(population, name).ifPresent(this::replace);
            var upload = uploads.begin(length, digest).id();
            imports.add(ids.next(), population, name, upload, Timestamps.now(clock));
            return upload;
        });
    }

    private void replace(Incoming before) {
        switch (before.progress()) {
            case Imports.Progress.Uploading(var upload) -> uploads.abandon(upload);
            case Imports.Progress.Arrived(var _, var job) -> {
                if (jobs.find(job).filter(found -> !found.state().isEnded()).isPresent()) {
                    throw new Conflict("This archive is being taken in by job " + job + ".");
                }
            }
        }
        imports.delete(before.id());
    }

    /**
     * Takes more of an archive's bytes.
     *
     * @param offset where the sender believes they belong
     * @param last whether nothing comes after them
     * @throws Conflict if the offset is not where the upload stands, or all has arrived already
     */
    Status append(Caller caller, Owned owned, ArchiveName name, long offset, boolean last, InputStream bytes)
            throws IOException {
        var upload = switch (incoming(owned, name).progress()) {
            case Imports.Progress.Uploading(var id) -> id;
            case Imports.Progress.Arrived(var _, var job) ->
                throw new Conflict("All of it has arrived; job " + job + " takes it in.");
        };
        var after = uploads.append(upload, offset, bytes);
        if (!last) {
            return new Status.Uploading(name.text(), after.offset(), after.length());
        }
        if (after.length() != null && after.offset() < after.length()) {
            throw new Invalid("Only " + after.offset() + " of the announced " + after.length()
                    + " bytes have arrived. Go on from there, and say that it is complete when it is.");
        }
        return complete(caller, owned, name, upload);
    }

    private Status complete(Caller caller, Owned owned, ArchiveName name, UploadId upload) {
        try {
            uploads.complete(upload, archive -> changes.make(() -> arrived(caller, owned, name, upload, archive)));
        } catch (Invalid refused) {
            changes.make(() -> {
                current(owned, name, upload).ifPresent(incoming -> imports.delete(incoming.id()));
                return refused;
            });
            throw refused;
        }
        return find(owned, name);
    }

    private Job arrived(Caller caller, Owned owned, ArchiveName name, UploadId upload, StoredObject archive) {
        populations.lock(owned.population().id());
        var incoming = current(owned, name, upload)
                .orElseThrow(() -> new Conflict("Meanwhile the import was given up, or begun anew by somebody else."));
        var job = jobAdmin.takeIn(caller, owned, new Work.Import(archive.key(), name.text()));
        imports.arrived(incoming.id(), archive.length(), job.id());
        return job;
    }

    private Optional<Incoming> current(Owned owned, ArchiveName name, UploadId upload) {
        return imports.find(owned.population().id(), name)
                .filter(incoming -> incoming.progress().equals(new Imports.Progress.Uploading(upload)));
    }

    /** @throws NotFound if there is no import of this name, or it was left alone for so long that it was swept */
    Status find(Owned owned, ArchiveName name) {
        return switch (incoming(owned, name).progress()) {
            case Imports.Progress.Uploading(var id) -> {
                var upload = uploads.find(id);
                yield new Status.Uploading(name.text(), upload.offset(), upload.length());
            }
            case Imports.Progress.Arrived(var size, var job) ->
                new Status.Arrived(name.text(), size, jobAdmin.find(job));
        };
    }

    /**
     * Gives up an import whose bytes have not all arrived.
     *
     * @throws Conflict if they have: then its job is to be cancelled
     */
    void delete(Owned owned, ArchiveName name) {
        changes.make(() -> {
            populations.lock(owned.population().id());
            var incoming = incoming(owned, name);
            replace(incoming);
            return incoming;
        });
    }

    private Incoming incoming(Owned owned, ArchiveName name) {
        return imports.find(owned.population().id(), name)
                .orElseThrow(() -> new NotFound("There is no import of this name."));
    }
}
