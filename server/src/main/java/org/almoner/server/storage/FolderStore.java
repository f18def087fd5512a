package org.almoner.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.StorageFull;
import org.jspecify.annotations.Nullable;

/**
 * Objects in a folder: {@code objects/ab/cd/<key>}, and while they are being uploaded {@code uploads/<key>.part}. The two
 * are on one file system, so that sealing is a rename.
 */
final class FolderStore implements ObjectStore {

    private static final String PART = ".part";

    private final Path uploads;
    private final Path objects;
    private final FileStore disk;
    private final long reserve;

    /** @param reserve how many bytes of the disk to leave free, for the database beside it does not survive a full one */
    FolderStore(Path folder, long reserve) {
        this.uploads = folder.resolve("uploads").toAbsolutePath();
        this.objects = folder.resolve("objects").toAbsolutePath();
        this.reserve = reserve;
        try {
            Files.createDirectories(uploads);
            Files.createDirectories(objects);
            this.disk = Files.getFileStore(uploads);
        } catch (IOException e) {
            throw failed("use the folder " + folder, e);
        }
    }

    @Override
    public Staging stage(ObjectKey key) {
        try {
            Files.createFile(part(key));
            force(uploads);
            return new Staging(key, "");
        } catch (IOException e) {
            throw failed("stage " + key, e);
        }
    }

    @Override
    public long kept(Staging staging) {
        try {
            return Files.size(isSealed(staging.key()) ? object(staging.key()) : part(staging.key()));
        } catch (NoSuchFileException _) {
            return 0;
        } catch (IOException e) {
            throw failed("look at " + staging.key(), e);
        }
    }

    @Override
    public Writer append(Staging staging, @Nullable Long length) {
        if (isSealed(staging.key())) {
            throw new Conflict("All bytes of this upload are there. Complete it, or start another.");
        }
        try {
            return new FileWriter(FileChannel.open(
                    part(staging.key()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw failed("open " + staging.key(), e);
        }
    }

    @Override
    public void seal(Staging staging) {
        var key = staging.key();
        try {
            if (isSealed(key)) {
                return;
            }
            force(part(key));
            createFolders(key);
            Files.move(part(key), object(key), StandardCopyOption.ATOMIC_MOVE);
            // Without these a power cut could undo the rename after it was acknowledged.
            force(folder(key));
            force(uploads);
        } catch (IOException e) {
            throw failed("seal " + key, e);
        }
    }

    @Override
    public void discard(Staging staging) {
        remove(part(staging.key()));
    }

    @Override
    public InputStream read(ObjectKey key, long first, long length) throws IOException {
        var channel = FileChannel.open(object(key), StandardOpenOption.READ);
        try {
            channel.position(first);
            return new Bounded(Channels.newInputStream(channel), length);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public Optional<Path> file(ObjectKey key) {
        return Optional.of(object(key));
    }

    @Override
    public void delete(ObjectKey key) {
        remove(object(key));
    }

    @Override
    public void requireRoom(long bytes) {
        try {
            if (disk.getUsableSpace() - reserve < bytes) {
                throw full();
            }
        } catch (IOException e) {
            throw failed("ask for free space", e);
        }
    }

    @Override
    public Stream<Trace> traces(Instant before) {
        var staged = filesIn(uploads, 1, before)
                .filter(name -> name.endsWith(PART))
                .flatMap(name -> ObjectKey.parse(name.substring(0, name.length() - PART.length())).stream())
                .<Trace>map(key -> new Trace.Staged(new Staging(key, "")));
        var sealed = filesIn(objects, 3, before)
                .flatMap(name -> ObjectKey.parse(name).stream())
                .<Trace>map(Trace.Sealed::new);
        return Stream.concat(staged, sealed);
    }

    @SuppressWarnings("StreamResourceLeak") // The caller of traces() closes it.
    private static Stream<String> filesIn(Path folder, int depth, Instant before) {
        try {
            return Files.walk(folder, depth)
                    .filter(file -> isOlder(file, before))
                    .map(file -> String.valueOf(file.getFileName()));
        } catch (IOException e) {
            throw failed("list the store", e);
        }
    }

    private static boolean isOlder(Path file, Instant moment) {
        try {
            return Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (IOException _) {
            // Sealed, discarded or deleted since it was listed.
            return false;
        }
    }

    private Path part(ObjectKey key) {
        return uploads.resolve(key.value() + PART);
    }

    private Path object(ObjectKey key) {
        return folder(key).resolve(key.value());
    }

    /** Two levels of 256 folders, since file systems and people dislike folders with a million entries. */
    private Path folder(ObjectKey key) {
        return outerFolder(key).resolve(key.value().substring(2, 4));
    }

    private Path outerFolder(ObjectKey key) {
        return objects.resolve(key.value().substring(0, 2));
    }

    private boolean isSealed(ObjectKey key) {
        return Files.exists(object(key));
    }

    private void createFolders(ObjectKey key) throws IOException {
        if (Files.isDirectory(folder(key))) {
            return;
        }
        Files.createDirectories(folder(key));
        force(outerFolder(key));
        force(objects);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("delete " + file.getFileName(), e);
        }
    }

    /** Makes a file's bytes, or a folder's entries, survive a power cut. */
    private static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static RuntimeException failed(String what, IOException cause) {
        return isFull(cause) ? full() : new UncheckedIOException("Cannot " + what, cause);
    }

    private static StorageFull full() {
        return new StorageFull("The server has no room for this. What it acknowledged is kept; try again when its"
                + " operator has made room.");
    }

    /** Java has no type for ENOSPC and EDQUOT: the system's words are all there is. */
    private static boolean isFull(IOException e) {
        var message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded");
    }

    private final class FileWriter implements Writer {

        /** How much is written between two looks at the free space. */
        private static final long STRIDE = 4L << 20;

        private final FileChannel channel;
        private long untilNextLook;

        FileWriter(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (untilNextLook <= 0) {
                requireRoom(0);
                untilNextLook = STRIDE;
            }
            untilNextLook -= length;
            try {
                var buffer = ByteBuffer.wrap(bytes, offset, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            } catch (IOException e) {
                throw failed("write", e);
            }
        }

        @Override
        public void close() {
            try (channel) {
                channel.force(false);
            } catch (IOException e) {
                throw failed("write", e);
            }
        }
    }
}
