package org.almoner.client.sync;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.almoner.client.download.Remote;
import org.almoner.client.proof.Manifest;
import org.almoner.client.proof.ManifestFile;
import org.almoner.client.proof.PublisherKey;
import org.almoner.client.proof.SignedManifest;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher has signed, verified.
 *
 * @param files those that were signed, by their names
 * @param pin what to note down if the key is trusted because it was the first that was seen; null if it was trusted before
 */
record Signed(
        SignedManifest manifest,
        Map<String, ManifestFile> files,
        @Nullable Pin pin) {

    static Map<String, ManifestFile> byName(Manifest content) {
        return content.files().stream().collect(Collectors.toMap(ManifestFile::fileName, Function.identity()));
    }

    /** A key that is to be trusted from now on. */
    record Pin(String server, String scope, String key) {}

    PublisherKey signer() {
        return manifest.signer();
    }

    Optional<Entry> firstSeen(Instant now) {
        return Optional.ofNullable(pin).map(each -> new Entry.Trusted(each.server(), each.scope(), each.key(), now));
    }

    /** A file with the size and hash that were signed, whatever the server says of them or does not. */
    Remote certain(Remote remote) {
        var file = Objects.requireNonNull(files.get(remote.fileName()), "compared before");
        return new Remote(remote.id(), remote.fileName(), file.sizeInBytes(), file.sha256(), remote.source());
    }
}
