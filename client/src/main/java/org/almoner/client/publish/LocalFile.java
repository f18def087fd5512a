package org.almoner.client.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.LongConsumer;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.failure.AlmonerException;

import static java.util.Objects.requireNonNull;

/**
 * A file on this machine as it was when it was hashed.
 *
 * @param size in bytes
 * @param modified when it was last changed
 */
record LocalFile(Path path, String name, long size, FileTime modified, Sha256 sha256) {

    private static final int BLOCK = 1 << 18;

    /**
     * Reads a file through once and hashes it.
     *
     * @throws AlmonerException.Local if it is not a file that can be read, or changes while it is read
     */
    static LocalFile read(Path path, PublishListener progress) {
        try {
            var before = attributes(path);
            var name = nameOf(path);
            var sha256 = hash(path, position -> progress.hashing(name, position, before.size()));
            var file = new LocalFile(path, name, before.size(), before.lastModifiedTime(), sha256);
            file.requireUnchanged();
            return file;
        } catch (NoSuchFileException e) {
            throw new AlmonerException.Local("No such file: " + path, e);
        } catch (IOException e) {
            throw new AlmonerException.Local("Cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    /** What a file is called on the server: its own name, however the path spells it. */
    static String nameOf(Path path) {
        return requireNonNull(path.toAbsolutePath().normalize().getFileName(), "A file has a name")
                .toString();
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new AlmonerException.Local("Not a file: " + path);
        }
        return attributes;
    }

    private static Sha256 hash(Path path, LongConsumer progress) throws IOException {
        var digest = Sha256.digest();
        var block = ByteBuffer.allocate(BLOCK);
        try (var channel = FileChannel.open(path)) {
            long position = 0;
            for (int read; (read = channel.read(block.clear())) >= 0; ) {
                digest.update(block.flip());
                position += read;
                progress.accept(position);
            }
        }
        return Sha256.of(digest);
    }

    /** @throws AlmonerException.Local if the file is not what it was when it was hashed */
    void requireUnchanged() {
        try {
            var now = attributes(path);
            if (now.size() != size || !now.lastModifiedTime().equals(modified)) {
                throw new AlmonerException.Local(
                        path + " was changed while it was being read. Try again when it is complete.");
            }
        } catch (IOException e) {
            throw new AlmonerException.Local("Cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    /** A part of the file, to be read once and closed. */
    InputStream slice(long offset, long length, LongConsumer moved) throws IOException {
        return new FileSlice(FileChannel.open(path), offset, length, moved);
    }
}
