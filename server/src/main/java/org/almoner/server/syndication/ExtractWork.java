package org.almoner.server.syndication;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.almoner.server.access.Organization;
import org.almoner.server.access.Organizations;
import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.Objects;
import org.almoner.server.storage.Sha256;
import org.almoner.server.storage.StoredObject;
import org.almoner.server.storage.UploadId;
import org.almoner.server.storage.Uploads;
import org.almoner.server.syndication.ArchiveCheck.Candidate;
import org.almoner.server.syndication.ExtractEngine.Base;
import org.almoner.server.syndication.ExtractEngine.Order;
import org.almoner.server.syndication.Job.Leftovers;
import org.almoner.server.syndication.Job.Work;
import org.almoner.server.syndication.ProgressListener.Progress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a job consists of: an archive is made, or examined; it and its index are brought into the store; the extract is released. */
@Component
class ExtractWork {

    private static final String RUN_COMPLETE = " Run a COMPLETE.";

    private final Populations populations;
    private final Organizations organizations;
    private final Extracts extracts;
    private final ExtractJobs jobs;
    private final ExtractEngine engine;
    private final ArchiveCheck check;
    private final Release release;
    private final Uploads uploads;
    private final Objects objects;
    private final Scratch scratch;
    private final Changes changes;
    private final Clock clock;

    ExtractWork(
            Populations populations,
            Organizations organizations,
            Extracts extracts,
            ExtractJobs jobs,
            Tools tools,
            Release release,
            Uploads uploads,
            Objects objects,
            Scratch scratch,
            Changes changes,
            Clock clock) {
        this.populations = populations;
        this.organizations = organizations;
        this.extracts = extracts;
        this.jobs = jobs;
        this.engine = tools.engine();
        this.check = tools.check();
        this.release = release;
        this.uploads = uploads;
        this.objects = objects;
        this.scratch = scratch;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Does all that there is to do for an attempt at a job.
     *
     * @throws ExtractFailed if that is not possible
     * @throws JobStopped if it was told to stop, or is not the running attempt any more
     * @throws IOException if the source, the scratch folder or the store fails
     */
    void perform(Job job, ProgressListener progress, CancelToken cancelled) throws ExtractFailed, IOException {
        var population = populations.find(job.populationId()).orElseThrow(JobStopped::new);
        var organization = organizations.find(population.organization()).orElseThrow();
        var folder = scratch.open(job.id(), job.attempt());
        switch (job.work()) {
            case Work.Build(var type, var dataSet) ->
                build(job, new Subject(organization, population), type, dataSet, folder, progress, cancelled);
            case Work.Import(var archive, var fileName) ->
                takeIn(job, new Subject(organization, population), archive, fileName, folder, progress, cancelled);
        }
    }

    /** How the audit calls a population. */
    String name(UUID populationId) {
        return populations
                .find(populationId)
                .map(population -> organizations
                                .find(population.organization())
                                .orElseThrow()
                                .mnemonic() + "/" + population.mnemonic())
                .orElse("");
    }

    private record Subject(Organization organization, Population population) {}

    private void build(
            Job job,
            Subject subject,
            ExtractType type,
            DataSet dataSet,
            Path folder,
            ProgressListener progress,
            CancelToken cancelled)
            throws ExtractFailed, IOException {
        if (!engine.dataSets().contains(dataSet)) {
            throw new ExtractFailed("This server has no data set " + dataSet + ".");
        }
        var population = subject.population();
        var base = type == ExtractType.INCREMENTAL ? base(population.id(), dataSet, folder, cancelled) : null;
        var order = new Order(
                job.id(),
                subject.organization().mnemonic().value(),
                population.mnemonic().value(),
                population.source(),
                population.options(),
                dataSet,
                type,
                extractTime(population.id(), dataSet, type),
                Files.createDirectories(folder.resolve("work")),
                base);
        var built = engine.build(order, progress, cancelled);
        cancelled.check();
        var index = bringIndex(job, built.index(), cancelled);
        var upload = begin(job, built.sizeInBytes(), built.sha256(), index.key(), false);
        append(upload, built.archive(), cancelled);
        Changes.insistOn(() -> uploads.complete(
                upload,
                archive -> release.release(
                        job,
                        new Extract.New(
                                population,
                                type,
                                dataSet,
                                order.extractTime(),
                                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                                archive.length(),
                                archive.sha256(),
                                built.fileName(),
                                base == null ? null : base.extractId(),
                                built.rows(),
                                built.problems(),
                                archive.key(),
                                index.key()),
                        new Progress(built.rows(), built.bytesRead(), built.bytesRead()))));
    }

    private void takeIn(
            Job job,
            Subject subject,
            ObjectKey key,
            String fileName,
            Path folder,
            ProgressListener progress,
            CancelToken cancelled)
            throws ExtractFailed, IOException {
        var archive = objects.find(key)
                .orElseThrow(() -> new ExtractFailed("The archive is gone from the store. Upload it again."));
        var population = subject.population();
        var checked = check.check(
                new Candidate(
                        subject.organization().mnemonic().value(),
                        population.mnemonic().value(),
                        fileName,
                        archive.length(),
                        () -> new StoppableStream(objects.open(archive), cancelled),
                        Files.createDirectories(folder.resolve("work"))),
                progress,
                cancelled);
        cancelled.check();
        var base = checked.type() == ExtractType.INCREMENTAL
                ? importedBase(population.id(), checked.dataSet(), checked.baseFileName())
                : null;
        var index = checked.index() == null
                ? null
                : bringIndex(job, checked.index(), cancelled).key();
        changes.insist(() -> release.release(
                job,
                new Extract.New(
                        population,
                        checked.type(),
                        checked.dataSet(),
                        checked.extractTime(),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        archive.length(),
                        archive.sha256(),
                        fileName,
                        base,
                        checked.rows(),
                        0,
                        archive.key(),
                        index),
                new Progress(checked.rows(), archive.length(), archive.length())));
    }

    /** The moment that an extract shows: now, in minutes as names of archives say it, and later than that of the one before it. */
    private Instant extractTime(UUID population, DataSet dataSet, ExtractType type) {
        var now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        return extracts.latestTime(population, dataSet.type(), type)
                .map(latest -> latest.plus(1, ChronoUnit.MINUTES))
                .filter(now::isBefore)
                .orElse(now);
    }

    /** What there is to compare with, its index in the folder. */
    private Base base(UUID population, DataSet dataSet, Path folder, CancelToken cancelled)
            throws ExtractFailed, IOException {
        var newest = extracts.newest(population, dataSet.type())
                .orElseThrow(() -> new ExtractFailed("There is no extract of this population and data set that an"
                        + " INCREMENTAL could start from." + RUN_COMPLETE));
        if (newest.withdrawal() != null) {
            throw new ExtractFailed("Extract " + newest.id() + ", which an INCREMENTAL would start from, was withdrawn."
                    + RUN_COMPLETE);
        }
        if (!newest.dataSet().equals(dataSet)) {
            throw new ExtractFailed("Extract " + newest.id() + ", which an INCREMENTAL would start from, is of version "
                    + newest.dataSet().version() + " of the data set." + RUN_COMPLETE);
        }
        var key = newest.index();
        var index = key == null ? null : objects.find(key).orElse(null);
        if (index == null) {
            throw new ExtractFailed("The index of extract " + newest.id()
                    + ", which an INCREMENTAL would start from, is" + " missing." + RUN_COMPLETE);
        }
        return new Base(newest.id(), newest.fileName(), copy(newest, index, folder.resolve("base.index"), cancelled));
    }

    private Path copy(Extract extract, StoredObject index, Path to, CancelToken cancelled)
            throws ExtractFailed, IOException {
        var digest = Sha256.digest();
        try (var in = new DigestInputStream(new StoppableStream(objects.open(index), cancelled), digest)) {
            Files.copy(in, to);
        } catch (NoSuchFileException e) {
            throw new ExtractFailed(
                    "The index of extract " + extract.id() + " is gone from the store." + RUN_COMPLETE, e);
        }
        if (!Sha256.of(digest.digest()).equals(index.sha256())) {
            throw new ExtractFailed("The index of extract " + extract.id()
                    + ", which an INCREMENTAL would start from, is" + " damaged." + RUN_COMPLETE);
        }
        return to;
    }

    private long importedBase(UUID population, DataSet dataSet, @Nullable String fileName) throws ExtractFailed {
        var newest = extracts.newest(population, dataSet.type())
                .filter(extract ->
                        extract.withdrawal() == null && extract.fileName().equals(fileName));
        return newest.orElseThrow(() -> new ExtractFailed("The archive is an INCREMENTAL that starts from "
                        + (fileName == null ? "an archive that it does not name" : fileName)
                        + ", and that is not the newest extract of this population and data set. Take in the archives"
                        + " in their order."))
                .id();
    }

    private StoredObject bringIndex(Job job, Path file, CancelToken cancelled) throws IOException {
        var upload = begin(job, Files.size(file), null, null, true);
        append(upload, file, cancelled);
        return Changes.insistOn(() ->
                uploads.complete(upload, object -> keep(job, new Leftovers(object.key(), null, null))));
    }

    private UploadId begin(Job job, long size, @Nullable Sha256 expected, @Nullable ObjectKey index, boolean ofIndex) {
        return changes.make(() -> {
            var upload = uploads.begin(size, expected).id();
            keep(job, new Leftovers(index, ofIndex ? upload : null, ofIndex ? null : upload));
            return upload;
        });
    }

    private void append(UploadId upload, Path file, CancelToken cancelled) throws IOException {
        try (var in = new StoppableStream(Files.newInputStream(file), cancelled)) {
            uploads.append(upload, 0, in);
        }
    }

    private void keep(Job job, Leftovers leftovers) {
        if (!jobs.keep(job.id(), job.attempt(), leftovers)) {
            throw new JobStopped();
        }
    }
}
