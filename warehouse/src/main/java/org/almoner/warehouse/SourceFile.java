package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.util.HexFormat;

import org.almoner.dataset.disk.Sha256;

/**
 * A file as it was when it was hashed.
 *
 * @param size in bytes
 * @param sha256 lower-case hexadecimal
 */
record SourceFile(Path path, long size, FileTime modified, String sha256) {

    private static final int READ = 1 << 20;

    static SourceFile of(Path path) throws IOException {
        var modified = Files.getLastModifiedTime(path);
        var digest = Sha256.digest();
        long size = 0;
        try (var in = new DigestInputStream(Files.newInputStream(path), digest)) {
            byte[] buffer = new byte[READ];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                size += count;
            }
        }
        return new SourceFile(path, size, modified, HexFormat.of().formatHex(digest.digest()));
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    /** @throws WarehouseException if somebody has changed the file since it was hashed */
    void requireUnchanged() throws IOException {
        if (Files.size(path) != size || !Files.getLastModifiedTime(path).equals(modified)) {
            throw new WarehouseException(
                    path + " was changed while it was read. Run the command again when it is whole.");
        }
    }
}
