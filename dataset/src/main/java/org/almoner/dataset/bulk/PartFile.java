package org.almoner.dataset.bulk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The bytes of a download so far, and beside them which version they are of. One thread at a time. */
final class PartFile implements AutoCloseable {

    private final ExportFolder folder;
    private final String stem;
    private final Path path;
    private @Nullable FileChannel channel;
    private long position;
    private @Nullable Version version;

    /**
     * Which bytes a server sends: those of one entity tag in one encoding.
     *
     * @param tag a strong entity tag, with its quotes
     */
    record Version(String encoding, String tag) {}

    private PartFile(ExportFolder folder, String stem) {
        this.folder = folder;
        this.stem = stem;
        this.path = folder.path(stem + ".part");
    }

    static PartFile open(ExportFolder folder, String stem) {
        var part = new PartFile(folder, stem);
        try {
            part.version = part.readVersion();
            part.position = part.version != null && Files.exists(part.path) ? Files.size(part.path) : 0;
            return part;
        } catch (IOException e) {
            throw ExportFolder.unusable(part.path, e);
        }
    }

    private @Nullable Version readVersion() throws IOException {
        try {
            var text = Files.readString(tagPath());
            int end = text.indexOf('\n');
            return end < 0 ? null : new Version(text.substring(0, end), text.substring(end + 1));
        } catch (NoSuchFileException _) {
            return null;
        }
    }

    private Path tagPath() {
        return folder.path(tagName());
    }

    private String tagName() {
        return stem + ".part.tag";
    }

    Path path() {
        return path;
    }

    /** How many bytes there are that can be gone on from. */
    long position() {
        return position;
    }

    /** Which version they are of; empty if that cannot be told, and a broken download begins anew. */
    Optional<Version> version() {
        return Optional.ofNullable(version);
    }

    /** Drops what there is, and begins with a version. */
    void restart(Optional<Version> now) {
        discard();
        // Before the first byte: who dies in between leaves no bytes of a version that they are not of.
        now.ifPresent(known -> folder.write(tagName(), known.encoding() + "\n" + known.tag()));
        version = now.orElse(null);
        channel();
    }

    void discard() {
        close();
        // First the bytes, for the same reason.
        folder.remove(path);
        folder.remove(tagPath());
        version = null;
        position = 0;
    }

    void append(ByteBuffer bytes) {
        var open = channel();
        try {
            while (bytes.hasRemaining()) {
                position += open.write(bytes);
            }
        } catch (IOException e) {
            throw ExportFolder.unusable(path, e);
        }
    }

    private FileChannel channel() {
        var open = channel;
        if (open == null) {
            try {
                open = folder.disk().append(path);
            } catch (IOException e) {
                throw ExportFolder.unusable(path, e);
            }
            channel = open;
        }
        return open;
    }

    /** Lets the bytes reach the disk. */
    void sync() {
        try {
            channel().force(true);
        } catch (IOException e) {
            throw ExportFolder.unusable(path, e);
        }
        close();
    }

    /** Gives the file its own name. */
    void publish(String name) {
        try {
            folder.disk().publish(path, folder.path(name));
        } catch (IOException e) {
            throw ExportFolder.unusable(path, e);
        }
        folder.remove(tagPath());
    }

    @Override
    public void close() {
        var open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw ExportFolder.unusable(path, e);
            }
        }
    }
}
