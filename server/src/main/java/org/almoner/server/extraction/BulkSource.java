package org.almoner.server.extraction;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Fetches the records of populations from FHIR servers. An export lies in a folder of its population's own until an extract was made of
 * it, so that an order that is taken up again after a stop or a crash goes on with the export that was under way. The folder says whose it is:
 *
 * <ul>
 *   <li>an order's, from the beginning of its fetch on. Another order finds it only if that one never came to an end, as when its job was
 *       cancelled while the server was down; the export shows a moment before that order was given, so it is given up;
 *   <li>nobody's, once a fetch has failed: the next order goes on with it, and says in its extract which moment it shows.
 * </ul>
 */
final class BulkSource {

    private static final Logger log = LoggerFactory.getLogger(BulkSource.class);
    private static final String USUAL_SCOPE = "system/*.rs";
    private static final String OWNER = "order.id";

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
     * @param order the id of what it is fetched for
     * @param population names the folder
     * @param types the resource types that are needed
     * @param options of the population's source
     * @throws ExtractFailed if the server does not come up with an export, or the options make no sense
     */
    Fetched fetch(
            UUID order,
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
            giveUpAnothers(order, into, export);
            Files.writeString(Files.createDirectories(into).resolve(OWNER), order.toString());
            return new Fetched(into, export.fetch(into, new Watching(progress, cancelled)));
        } catch (CancellationException _) {
            if (cancelled.isFinal()) {
                FileSystemUtils.deleteRecursively(into);
            }
            throw new JobStopped();
        } catch (BulkExportException | IllegalArgumentException e) {
            Files.deleteIfExists(into.resolve(OWNER));
            throw new ExtractFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private static void giveUpAnothers(UUID order, Path into, BulkExport export) throws IOException {
        var owner = owner(into);
        if (owner.isEmpty() || owner.get().equals(order.toString())) {
            return;
        }
        try {
            log.info("Giving up the export in {}: {}", into, export.abandon(into));
        } catch (BulkExportException e) {
            log.warn("The export in {} is deleted, and the FHIR server could not be told", into, e);
        }
        FileSystemUtils.deleteRecursively(into);
    }

    private static Optional<String> owner(Path folder) throws IOException {
        try {
            return Optional.of(Files.readString(folder.resolve(OWNER)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /**
     * Deletes the exports of orders that are not taken up again. Their FHIR servers are not told, since what it takes to be let in may
     * have changed since: they forget exports by themselves.
     */
    void sweep(Predicate<UUID> open) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var folders = Files.list(folder)) {
            for (var each : folders.toList()) {
                if (owner(each).filter(id -> !isOpen(id, open)).isPresent()) {
                    log.info("Deleting the export in {}: its job has ended", each);
                    FileSystemUtils.deleteRecursively(each);
                }
            }
        }
    }

    /** One that cannot be read was cut off by a crash before anything was fetched. */
    private static boolean isOpen(String id, Predicate<UUID> open) {
        try {
            return open.test(UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            return false;
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
        public Demand demand() {
            if (!cancelled.isCancelled()) {
                return Demand.GO_ON;
            }
            return cancelled.isFinal() ? Demand.GIVE_UP : Demand.STOP;
        }
    }
}
