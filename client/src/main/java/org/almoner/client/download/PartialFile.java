package org.almoner.client.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * The bytes of a download so far, and the state beside them that says which of them are there. Locked against other processes. Bytes may
 * be written while others are committed; all else is for one thread at a time.
 */
final class PartialFile implements AutoCloseable {

    private final Path path;
    private final Path statePath;
    private final Disk disk;
    private final FileChannel channel;
    private volatile @Nullable FileChannel past;
    private volatile boolean pastRefused;
    private final ReentrantLock stating = new ReentrantLock();
    private volatile Identity identity;
    private List<Span> resumed = List.of();
    private boolean stated;

    private PartialFile(Path path, Disk disk, FileChannel channel, Remote remote) {
        this.path = path;
        this.statePath = path.resolveSibling(path.getFileName() + LocalName.STATE);
        this.disk = disk;
        this.channel = channel;
        this.identity = Identity.of(remote);
    }

    /**
     * Opens what there is of a file, or a new empty one.
     *
     * @throws AlmonerException.Local if another process is at it
     */
    static PartialFile open(Path path, Remote remote, Disk disk) throws IOException {
        var channel = disk.open(path);
        try {
            if (!locked(channel)) {
                throw new AlmonerException.Local("Another process is fetching " + remote.fileName() + " into "
                        + path.getParent() + " just now.");
            }
            if (!samePlace(path)) {
                throw new AlmonerException.Local(
                        "Another process has just fetched " + remote.fileName() + " into " + path.getParent() + ".");
            }
            var part = new PartialFile(path, disk, channel, remote);
            part.takeUp(remote);
            return part;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Makes the partial file of a file that is in place and damaged: what is sound of it need not be fetched again.
     *
     * @param sound in their order
     */
    static void take(Path target, Remote remote, List<Span> sound) throws IOException {
        var folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
        var part = LocalName.of(String.valueOf(target.getFileName())).partIn(folder);
        forget(target);
        // The state first: without the bytes it claims nothing, while bytes without it would all be fetched again.
        try (var state = FileChannel.open(
                part.resolveSibling(part.getFileName() + LocalName.STATE),
                Set.of(CREATE_NEW, WRITE, LinkOption.NOFOLLOW_LINKS))) {
            writeAll(state, PartialState.line(Identity.of(remote)));
            writeAll(state, PartialState.line(sound));
            state.force(true);
        }
        long end = sound.isEmpty() ? 0 : sound.getLast().to();
        try (var damaged = FileChannel.open(target, Set.of(WRITE, LinkOption.NOFOLLOW_LINKS))) {
            damaged.truncate(end);
        }
        Files.move(target, part, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes what there is of a file. */
    static void forget(Path target) throws IOException {
        var name = LocalName.of(String.valueOf(target.getFileName()));
        var part = name.partIn(Objects.requireNonNull(target.toAbsolutePath().getParent()));
        Files.deleteIfExists(part.resolveSibling(part.getFileName() + LocalName.STATE));
        Files.deleteIfExists(part);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Between opening and locking, the other process may have given the file its own name. */
    private static boolean samePlace(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private void takeUp(Remote remote) throws IOException {
        long length = channel.size();
        if (length == 0 && !Files.exists(statePath, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var state = readState().filter(known -> known.identity().continuesAs(remote));
        if (state.isEmpty()) {
            reset(identity);
            return;
        }
        identity = state.get().identity();
        // What is claimed beyond the end was cut off by somebody else.
        resumed = state.get().done().stream()
                .filter(span -> span.from() < length)
                .map(span -> new Span(span.from(), Math.min(span.to(), length)))
                .toList();
        stated = true;
    }

    private Optional<PartialState> readState() throws IOException {
        return Files.isRegularFile(statePath, LinkOption.NOFOLLOW_LINKS)
                ? PartialState.read(Files.readAllBytes(statePath))
                : Optional.empty();
    }

    Identity identity() {
        return identity;
    }

    /** What an earlier process left. */
    List<Span> resumed() {
        return resumed;
    }

    FileChannel channel() {
        return channel;
    }

    /** Says more of what this is a part of. */
    void identify(Identity known) throws IOException {
        stating.lock();
        try {
            if (!identity.equals(known)) {
                identity = known;
                if (stated) {
                    append(PartialState.line(known));
                }
            }
        } finally {
            stating.unlock();
        }
    }

    /** Forgets what there is, and starts with another object, or the same from its beginning. */
    void reset(Identity object) throws IOException {
        // The state first: it must not speak of bytes that are another object's.
        Files.deleteIfExists(statePath);
        channel.truncate(0);
        stated = false;
        resumed = List.of();
        identity = object;
    }

    /** @throws AlmonerException.Local if the disk does not take it */
    void write(ByteBuffer bytes, long position) {
        long at = position;
        try {
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (IOException e) {
            // Not to be mistaken for a broken connection, which is worth another attempt.
            throw unwritable(e);
        }
    }

    /** Whether {@link #writeDirectly} goes past the system's cache. For one thread at a time. */
    boolean writesDirectly() {
        if (past == null && !pastRefused) {
            try {
                past = disk.openDirectly(path).orElse(null);
            } catch (IOException e) {
                throw unwritable(e);
            }
            pastRefused = past == null;
        }
        return !pastRefused;
    }

    /**
     * Writes whole pages past the system's cache, or through it once the disk has refused that.
     *
     * @throws AlmonerException.Local if the disk does not take them
     */
    void writeDirectly(ByteBuffer pages, long position) {
        int begin = pages.position();
        var direct = past;
        try {
            while (direct != null && !pastRefused && pages.hasRemaining()) {
                direct.write(pages, position + pages.position() - begin);
            }
        } catch (IOException e) {
            // A full disk says so again, and a file system that cannot do it, or not with such pages, does it the usual
            // way.
            pastRefused = true;
        }
        write(pages, position + pages.position() - begin);
    }

    AlmonerException.Local unwritable(IOException cause) {
        return new AlmonerException.Local("Cannot write " + path + ": " + cause.getMessage() + shortOfRoom(), cause);
    }

    private String shortOfRoom() {
        var size = identity.size();
        try {
            var folder = path.toAbsolutePath().getParent();
            if (size == null || folder == null) {
                return "";
            }
            long missing = size - channel.size() - disk.room(folder);
            return missing <= 0
                    ? ""
                    : ". The disk has too little room: about " + missing
                            + " bytes more are needed. What has arrived is kept; free them and start again.";
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Makes sure that bytes survive a crash of the machine, and only then says that they are there.
     *
     * @param done all that has been written before this was called
     */
    void commit(List<Span> done) throws IOException {
        channel.force(false);
        stating.lock();
        try {
            if (!stated) {
                try (var fresh = FileChannel.open(statePath, Set.of(CREATE, WRITE, LinkOption.NOFOLLOW_LINKS))) {
                    fresh.truncate(0);
                    writeAll(fresh, PartialState.line(identity));
                    fresh.force(true);
                }
                stated = true;
            }
            append(PartialState.line(done));
        } finally {
            stating.unlock();
        }
    }

    private void append(byte[] line) throws IOException {
        try (var state = FileChannel.open(statePath, Set.of(WRITE, APPEND, LinkOption.NOFOLLOW_LINKS))) {
            writeAll(state, line);
        }
    }

    private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
        for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
            channel.write(left);
        }
    }

    /** Gives the file its own name, when its bytes are on disk. */
    void moveTo(Path target, FolderSync folders) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(statePath);
        @Nullable Path folder = target.toAbsolutePath().getParent();
        if (folder != null) {
            folders.sync(folder);
        }
    }

    /** Removes all there is. */
    void discard() throws IOException {
        Files.deleteIfExists(statePath);
        Files.deleteIfExists(path);
    }

    /** Removes what a later process could make no use of. */
    void discardUnlessStated() throws IOException {
        if (!stated) {
            discard();
        }
    }

    @Override
    public void close() throws IOException {
        // Not before: the lock ends with whichever channel is closed first.
        var direct = past;
        if (direct != null) {
            direct.close();
        }
        channel.close();
    }
}
