package org.almoner.client.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.download.DownloadListener;
import org.almoner.client.download.Fetched;
import org.almoner.client.download.LocalName;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.proof.Manifest;
import org.almoner.client.proof.PublisherKey;
import org.almoner.client.proof.SignedManifest;

/** Files in a folder, however they came there, held against a signed manifest. Needs no server and no copy. */
public final class SignedFolder {

    private final Path folder;
    private final InstantSource clock;
    private final DownloadListener listener;

    /** @param listener hears of {@code checking}, from several threads */
    public SignedFolder(Path folder, InstantSource clock, DownloadListener listener) {
        this.folder = folder.toAbsolutePath().normalize();
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * What the manifest says.
     *
     * @throws AlmonerException.Untrusted if none of the keys has signed it
     * @throws AlmonerException.BadAnswer if it is not a manifest
     * @throws AlmonerException.Local if it cannot be read
     */
    public static Manifest manifest(Path path, Collection<PublisherKey> trusted) {
        try {
            return SignedManifest.parse(Manifests.read(path)).verify(trusted);
        } catch (IOException e) {
            throw new AlmonerException.Local("Cannot read the manifest " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Looks at each file that a manifest names.
     *
     * @throws AlmonerException.BadAnswer if a name in it is not that of a file in a folder
     */
    public VerifyReport verify(Manifest manifest) {
        var begun = clock.instant();
        var verifier = new Verifier(folder, Inventory.empty(), clock, listener);
        var files = manifest.files().stream()
                .map(file -> verifier.look(
                        expected(LocalName.of(file.fileName()).text(), file.sizeInBytes(), file.sha256())))
                .toList();
        return VerifyReport.of(folder, begun, clock.instant(), files, List.of(), List.of());
    }

    private static HeldFile expected(String name, long size, Sha256 sha256) {
        return new HeldFile(name, name, size, sha256, Fetched.Proof.HASH, Instant.EPOCH, 0);
    }
}
