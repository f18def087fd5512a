package org.almoner.server.extraction;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.almoner.dataset.bulk.Authentication;
import org.almoner.dataset.bulk.BulkExport;
import org.almoner.dataset.bulk.BulkExportException;
import org.almoner.dataset.bulk.BulkLimits;
import org.almoner.dataset.bulk.BulkListener;
import org.almoner.dataset.bulk.BulkRequest;
import org.almoner.dataset.bulk.BulkRequest.Level;
import org.almoner.dataset.bulk.BulkWorld;
import org.almoner.dataset.bulk.FetchedExport;
import org.almoner.dataset.bulk.SigningKey;
import org.almoner.server.syndication.CancelToken;
import org.almoner.server.syndication.ExtractFailed;
import org.almoner.server.syndication.JobStopped;
import org.almoner.server.syndication.ProgressListener;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Fetches the records of populations from FHIR servers. An export lies in a folder of its population's own until an extract was made of
 * it, so that a job that is taken up again after a crash goes on with the export that was under way.
 */
final class BulkSource {

    private static final String USUAL_SCOPE = "system/*.rs";

    private final Path folder;
    private final BulkWorld world;

    /** @param folder has a folder for each population */
    BulkSource(Path folder, BulkWorld world) {
        this.folder = folder;
        this.world = world;
    }

    /** An export that is there. Closing it removes its files. */
    record Fetched(Path folder, FetchedExport export) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /**
     * Fetches, or finishes fetching, what a population's server has.
     *
     * @param population names the folder
     * @param types the resource types that are needed
     * @param options of the population's source
     * @throws ExtractFailed if the server does not come up with an export, or the options make no sense
     */
    Fetched fetch(
            String population,
            URI base,
            Set<String> types,
            Map<String, String> options,
            ProgressListener progress,
            CancelToken cancelled)
            throws ExtractFailed, IOException {
        var into = folder.resolve(population);
        Files.createDirectories(folder);
        try {
            var export = new BulkExport(
                    new BulkRequest(base, level(options), types),
                    authentication(options),
                    BulkLimits.USUAL,
                    Boolean.parseBoolean(options.get("despite_errors")),
                    world);
            return new Fetched(into, export.fetch(into, new Watching(progress, cancelled)));
        } catch (CancellationException _) {
            throw new JobStopped();
        } catch (BulkExportException | IllegalArgumentException e) {
            throw new ExtractFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private static Level level(Map<String, String> options) throws ExtractFailed {
        var group = options.get("group");
        var level = options.getOrDefault("level", group == null ? "patient" : "group");
        return switch (level) {
            case "group" -> new Level.Group(required(options, "group"));
            case "patient" -> new Level.Patients();
            case "system" -> new Level.Everything();
            default ->
                throw new ExtractFailed("The source option level is group, patient or system, not " + level + ".");
        };
    }

    private static Authentication authentication(Map<String, String> options) throws ExtractFailed {
        var tokenEndpoint = Optional.ofNullable(options.get("token_url")).map(URI::create);
        var scope = options.getOrDefault("scope", USUAL_SCOPE);
        if (options.containsKey("private_key")) {
            var key = SigningKey.pem(required(options, "key_id"), required(options, "private_key"));
            return new Authentication.SignedAssertion(required(options, "client_id"), key, tokenEndpoint, scope);
        }
        if (options.containsKey("client_secret")) {
            return new Authentication.ClientSecret(
                    required(options, "client_id"), required(options, "client_secret"), tokenEndpoint, scope);
        }
        var token = options.get("bearer_token");
        return token == null ? new Authentication.None() : new Authentication.Bearer(token);
    }

    private static String required(Map<String, String> options, String name) throws ExtractFailed {
        @Nullable String value = options.get(name);
        if (value == null) {
            throw new ExtractFailed("The source option " + name + " is missing.");
        }
        return value;
    }

    /** Passes on what the export tells, and what it is told. */
    private record Watching(ProgressListener listener, CancelToken cancelled) implements BulkListener {

        @Override
        public void progress(Progress progress) {
            switch (progress) {
                case Progress.Preparing _ -> listener.at(new ProgressListener.Progress(0, 0, null));
                case Progress.Downloading downloading ->
                    listener.at(new ProgressListener.Progress(0, downloading.bytes(), null));
            }
        }

        @Override
        public boolean isCancelled() {
            return cancelled.isCancelled();
        }
    }
}
