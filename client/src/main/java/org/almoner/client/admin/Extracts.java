package org.almoner.client.admin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;
import org.almoner.client.syndication.ExtractType;
import org.jspecify.annotations.Nullable;

/** The extracts of a server, and the jobs that make them. */
public final class Extracts {

    private static final Route ALL = Admin.V1.then("extracts");
    private static final Route JOBS = Admin.V1.then("extract-jobs");

    private final Api api;

    Extracts(Api api) {
        this.api = api;
    }

    /**
     * Asks for an extract.
     *
     * @param datasetType null for LONG_REC
     * @param version null for the newest
     * @return the job that makes it
     */
    public ExtractJob run(
            String organization,
            String population,
            ExtractType type,
            @Nullable String datasetType,
            @Nullable String version) {
        return api.post(
                Populations.one(organization, population).then("jobs"),
                new Run(type, datasetType, version),
                ExtractJob.class);
    }

    private record Run(
            ExtractType extractType,
            @Nullable String datasetType,
            @Nullable String version) {}

    /**
     * Jobs, newest first.
     *
     * @param organization null for all
     * @param population of that organization; null for all
     * @param state as on the wire; null for all
     */
    public Stream<ExtractJob> jobs(@Nullable String organization, @Nullable String population, @Nullable String state) {
        return api.items(
                JOBS.with("organization", organization)
                        .with("population", population)
                        .with("state", state),
                ExtractJob.class);
    }

    public ExtractJob job(String id) {
        return api.get(JOBS.then(id), ExtractJob.class);
    }

    /**
     * Waits until a job has ended, however it does.
     *
     * @param interval how long to wait between two looks at it
     * @param seen hears of the job at each look
     * @return the job as it ended
     */
    public ExtractJob follow(String id, Duration interval, Consumer<ExtractJob> seen) {
        while (true) {
            var job = job(id);
            seen.accept(job);
            if (job.state().ended()) {
                return job;
            }
            api.patience().pause(interval);
        }
    }

    /**
     * Has a job given up: at once if it waits, within seconds if it runs.
     *
     * @throws AlmonerException.Conflict if it has come to another end
     */
    public ExtractJob cancel(String id) {
        return api.post(JOBS.then(id, "cancel"), Map.of(), ExtractJob.class);
    }

    /**
     * Extracts, newest first, with those that were withdrawn.
     *
     * @param organization null for all
     * @param population of that organization; null for all
     */
    public Stream<ManagedExtract> all(@Nullable String organization, @Nullable String population) {
        return api.items(ALL.with("organization", organization).with("population", population), ManagedExtract.class);
    }

    public ManagedExtract get(long id) {
        return api.get(ALL.then(Long.toString(id)), ManagedExtract.class);
    }

    /** Withdraws an extract: nobody can have it any more. */
    public ManagedExtract withdraw(long id, String reason) {
        return api.post(ALL.then(Long.toString(id), "withdraw"), Map.of("reason", reason), ManagedExtract.class);
    }

    /** How far an import is; empty if there is none of that name. */
    public Optional<ArchiveImport> findImport(String organization, String population, String fileName) {
        try {
            return Optional.of(api.get(importRoute(organization, population, fileName), ArchiveImport.class));
        } catch (AlmonerException.NotFound e) {
            return Optional.empty();
        }
    }

    /** Announces an archive; its bytes follow at {@link #importRoute}. */
    public ArchiveImport announceImport(
            String organization, String population, String fileName, long size, Sha256 sha256) {
        return api.post(
                Populations.one(organization, population).then("imports"),
                new Announced(fileName, size, sha256),
                ArchiveImport.class);
    }

    private record Announced(String fileName, long sizeInBytes, Sha256 sha256) {}

    /** Where the bytes of an archive go. */
    public static Route importRoute(String organization, String population, String fileName) {
        return Populations.one(organization, population).then("imports", fileName);
    }
}
