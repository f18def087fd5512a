package org.almoner.client.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.download.Fetched;

/**
 * A file of a copy, as it was when it was put there.
 *
 * @param path from the copy's folder on, with {@code /} between its steps
 * @param id what told it from all other files of the server; see {@link org.almoner.client.download.Remote}
 * @param size in bytes
 * @param sha256 of its bytes
 * @param proof what the bytes could be held against
 * @param modified when it was last written, as the file system says, in milliseconds
 */
public record HeldFile(
        String path, String id, long size, Sha256 sha256, Fetched.Proof proof, Instant fetchedAt, long modified) {

    static HeldFile of(String path, String id, Fetched fetched, Instant now) throws IOException {
        return new HeldFile(
                path,
                id,
                fetched.size(),
                fetched.sha256(),
                fetched.proof(),
                now,
                Files.getLastModifiedTime(fetched.path()).toMillis());
    }

    /** The last step of its path: what the server calls it. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether it is still there and looks as it did: what can be known without reading it. */
    boolean looksUntouched(Path folder) {
        try {
            var there =
                    Files.readAttributes(folder.resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return there.isRegularFile()
                    && there.size() == size
                    && there.lastModifiedTime().toMillis() == modified;
        } catch (IOException e) {
            return false;
        }
    }
}
