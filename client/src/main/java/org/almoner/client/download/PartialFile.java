package org.almoner.client.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.Sha256;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Json;
import org.jspecify.annotations.Nullable;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * The bytes of a download so far, hashed as they come, with what they are a part of in a small file beside them. Locked
 * against other processes. Not for use by several threads at once.
 */
final class PartialFile implements AutoCloseable {

    private static final int BLOCK = 1 << 18;

    private final Path path;
    private final Path identityPath;
    private final FileChannel channel;
    private final MessageDigest digest = Sha256.digest();
    private long position;
    private @Nullable Identity identity;

    private PartialFile(Path path, FileChannel channel) {
        this.path = path;
        this.identityPath = path.resolveSibling(path.getFileName() + ".json");
        this.channel = channel;
    }

    /**
     * Opens what there is of a file, or a new empty one.
     *
     * @param checked hears how much of what was there has been read through
     * @throws AlmonerException.Local if another process is at it
     */
    static PartialFile open(Path path, ReleaseFile file, LongConsumer checked) throws IOException {
        // A link planted under this name must not make the bytes go elsewhere.
        var channel = FileChannel.open(path, Set.of(CREATE, READ, WRITE, LinkOption.NOFOLLOW_LINKS));
        try {
            if (!locked(channel)) {
                throw new AlmonerException.Local(
                        "Another process is fetching " + file.fileName() + " into " + path.getParent() + " just now.");
            }
            var part = new PartialFile(path, channel);
            part.takeUp(file, checked);
            return part;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void takeUp(ReleaseFile file, LongConsumer checked) throws IOException {
        identity = readIdentity().filter(known -> known.continuesAs(file)).orElse(null);
        if (identity == null) {
            channel.truncate(0);
            return;
        }
        var block = ByteBuffer.allocate(BLOCK);
        for (int read; (read = channel.read(block.clear(), position)) >= 0; ) {
            digest.update(block.flip());
            position += read;
            checked.accept(position);
        }
    }

    private Optional<Identity> readIdentity() {
        try {
            return Optional.of(Json.read(Files.readAllBytes(identityPath), Identity.class, "a partial file"));
        } catch (IOException | AlmonerException.BadAnswer e) {
            // Missing or torn: then there is nothing to go on from, and the file is fetched from its beginning.
            return Optional.empty();
        }
    }

    /** How many bytes there are. */
    long position() {
        return position;
    }

    /** The strong entity tag of the object that this is a part of. */
    Optional<String> etag() {
        return Optional.ofNullable(identity).map(Identity::etag);
    }

    /**
     * Forgets what there is and starts with another object, or the same from its beginning.
     *
     * @throws AlmonerException.Local if the disk does not take it
     */
    void restart(Identity object) {
        try {
            channel.truncate(0);
            position = 0;
            digest.reset();
            // Before the first byte: a process that dies in between leaves an empty part, not one of unknown origin.
            Files.writeString(identityPath, Json.pretty(object));
            identity = object;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** @throws AlmonerException.Local if the disk does not take it */
    void append(ByteBuffer bytes) {
        digest.update(bytes.duplicate());
        try {
            while (bytes.hasRemaining()) {
                position += channel.write(bytes, position);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Not to be mistaken for a broken connection, which is worth another attempt. */
    private AlmonerException.Local unwritable(IOException cause) {
        return new AlmonerException.Local("Cannot write " + path + ": " + cause.getMessage(), cause);
    }

    /** The hash of all there is. To be asked once, at the end. */
    Sha256 sha256() {
        return Sha256.of(digest);
    }

    /** Gives the file its own name, when its bytes are on disk. */
    void moveTo(Path target) throws IOException {
        channel.force(true);
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(identityPath);
        syncFolder(target);
    }

    /** Without this a crash of the machine could take back the name although the bytes are there. */
    private static void syncFolder(Path file) {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (var opened = FileChannel.open(folder, READ)) {
            opened.force(true);
        } catch (IOException e) {
            // Not every system lets a folder be opened; those sync names by themselves.
            return;
        }
    }

    /** Removes all there is. */
    void discard() throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(identityPath);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
