package org.almoner.client.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Signed manifests as files: the JWS, and a line end behind it. */
final class Manifests {

    /** More than any manifest has; so much is read of a file that claims to be one. */
    private static final int LARGEST = 64 << 20;

    private Manifests() {}

    static String read(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8).strip();
        }
    }
}
