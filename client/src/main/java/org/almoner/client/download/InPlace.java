package org.almoner.client.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

import org.almoner.client.failure.AlmonerException;

/** Looks at what stands where a file is to go. */
final class InPlace {

    private InPlace() {}

    /**
     * The file, if it is in place already; empty if there is room for it.
     *
     * @throws AlmonerException.Local if something else is there and must not be replaced
     */
    static Optional<Fetched> check(Path target, Wanted wanted, DownloadListener listener) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new AlmonerException.Local(target + " is in the way and is not a file.");
        }
        var file = wanted.remote();
        long size = Files.size(target);
        var listed = file.size();
        if (file.sha256() != null && (listed == null || listed == size)) {
            var hash = FileHash.of(target, position -> listener.checking(file.fileName(), position, size));
            if (hash.equals(file.sha256())) {
                return Optional.of(new Fetched(target, size, hash, Fetched.Proof.HASH, true));
            }
        }
        if (!wanted.overwrite()) {
            throw new AlmonerException.Local(
                    target + " exists and is not the listed file. Move it away, or ask for it to be overwritten.");
        }
        return Optional.empty();
    }
}
