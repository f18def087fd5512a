package org.almoner.client.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

import org.almoner.client.download.DownloadListener;
import org.almoner.client.download.FileHash;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.proof.PublisherKey;
import org.almoner.client.proof.SignedManifest;
import org.jspecify.annotations.Nullable;

/** Reads a copy through and holds it against what was noted when it came, without any server. Changes nothing. */
public final class Verifier {

    private final Path folder;
    private final Inventory inventory;
    private final InstantSource clock;
    private final DownloadListener listener;

    /** @param listener hears of {@code checking}, from several threads */
    public Verifier(Path folder, Inventory inventory, InstantSource clock, DownloadListener listener) {
        this.folder = folder.toAbsolutePath().normalize();
        this.inventory = inventory;
        this.clock = clock;
        this.listener = listener;
    }

    /** @throws AlmonerException.Interrupted if the thread is interrupted */
    public VerifyReport verify() {
        var begun = clock.instant();
        var files = files();
        var signatures = inventory.holdings().stream()
                .flatMap(holding -> signature(holding).stream())
                .toList();
        var unfinished = inventory.holdings().stream()
                .filter(holding -> holding.whole() == null)
                .map(holding ->
                        holding.subject().server() + ": " + holding.subject().address())
                .toList();
        return VerifyReport.of(folder, begun, clock.instant(), files, signatures, unfinished);
    }

    private List<VerifyReport.File> files() {
        var held = inventory.holdings().stream()
                .flatMap(holding -> holding.files().stream())
                .toList();
        // As many as there are processors: hashing is what takes the time, and disks like few readers.
        try (var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var looked = held.stream()
                    .map(file -> threads.submit((Callable<VerifyReport.File>) () -> look(file)))
                    .toList();
            var found = new ArrayList<VerifyReport.File>(held.size());
            try {
                for (var each : looked) {
                    found.add(each.get());
                }
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new AlmonerException.Interrupted(e);
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw new IllegalStateException(e.getCause());
            }
            return found;
        }
    }

    /** How one file is found. */
    VerifyReport.File look(HeldFile file) {
        var path = folder.resolve(file.path());
        try {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return found(
                        file,
                        VerifyReport.State.MISSING,
                        Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                                ? "Something that is not a file is in its place."
                                : "It is not there.");
            }
            long size = Files.size(path);
            if (size != file.size()) {
                return found(
                        file, VerifyReport.State.DAMAGED, "It has " + size + " bytes instead of " + file.size() + ".");
            }
            var hash = FileHash.of(path, position -> listener.checking(file.path(), position, size));
            return hash.equals(file.sha256())
                    ? found(file, VerifyReport.State.SOUND, null)
                    : found(
                            file,
                            VerifyReport.State.DAMAGED,
                            "Its SHA-256 is " + hash + " instead of " + file.sha256() + ".");
        } catch (NoSuchFileException e) {
            return found(file, VerifyReport.State.MISSING, "It is not there.");
        } catch (IOException e) {
            return found(file, VerifyReport.State.UNREADABLE, "It cannot be read: " + e.getMessage());
        }
    }

    private static VerifyReport.File found(HeldFile file, VerifyReport.State state, @Nullable String detail) {
        return new VerifyReport.File(file.path(), state, file.size(), detail);
    }

    private Optional<VerifyReport.Signature> signature(Holding holding) {
        var whole = holding.whole();
        if (whole == null || whole.manifest() == null || whole.signer() == null) {
            return Optional.empty();
        }
        return Optional.of(new VerifyReport.Signature(
                whole.manifest(), whole.signer(), problem(holding, whole.manifest(), whole.signer())));
    }

    private @Nullable String problem(Holding holding, String path, String signer) {
        try {
            var signed = Signed.byName(SignedManifest.parse(Manifests.read(folder.resolve(path)))
                    .verify(List.of(PublisherKey.parse(signer))));
            for (var file : holding.files()) {
                var name = file.name();
                var said = signed.get(name);
                if (said == null || !said.sha256().equals(file.sha256())) {
                    return "It does not say of " + name + " what was noted when that came.";
                }
            }
            return null;
        } catch (AlmonerException.Untrusted | AlmonerException.BadAnswer e) {
            return e.getMessage();
        } catch (IOException e) {
            return "It cannot be read: " + e.getMessage();
        }
    }
}
