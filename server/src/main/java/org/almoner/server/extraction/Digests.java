package org.almoner.server.extraction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.almoner.server.storage.Sha256;
import org.almoner.server.syndication.CancelToken;
import org.almoner.server.syndication.JobStopped;

/** SHA-256 of files. */
final class Digests {

    private static final int PIECE = 256 << 10;

    private Digests() {}

    /** @throws JobStopped if it is cancelled meanwhile: an archive may take a while to be read */
    static Sha256 sha256(Path file, CancelToken cancelled) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var digest = Sha256.digest();
            var piece = new byte[PIECE];
            for (int count; (count = in.read(piece)) >= 0; ) {
                cancelled.check();
                digest.update(piece, 0, count);
            }
            return Sha256.of(digest.digest());
        }
    }
}
