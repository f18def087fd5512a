package org.almoner.dataset.bulk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.almoner.dataset.disk.Disk;
import tools.jackson.core.JacksonException;

/** The folder of an export: what is known of it, its files, and the parts of files. One process at a time. */
final class ExportFolder implements AutoCloseable {

    private static final String STATE = "bulk-export.json";
    private static final String LOCK = "bulk-export.lock";

    /** How the files of an export are called here, finished or not. */
    private static final Pattern OURS = Pattern.compile(
            "[A-Z][A-Za-z]{0,63}\\.[0-9]{6,}\\.(ndjson|ndjson\\.gz|outcomes|part|part\\.tag|part\\.tag\\.new)");

    private static final Pattern NDJSON = Pattern.compile(".*\\.ndjson(\\.gz)?");

    private final Path folder;
    private final Disk disk;
    private final FileChannel lock;

    private ExportFolder(Path folder, Disk disk, FileChannel lock) {
        this.folder = folder;
        this.disk = disk;
        this.lock = lock;
    }

    static ExportFolder open(Path folder, Disk disk) {
        try {
            Files.createDirectories(folder);
            var lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(lock)) {
                lock.close();
                throw new BulkExportException.Unfinished("Another process is fetching into " + folder + " just now.");
            }
            return new ExportFolder(folder, disk, lock);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    static BulkExportException.Unfinished unusable(Path path, IOException cause) {
        return new BulkExportException.Unfinished(
                path + " cannot be read or written: " + Wire.reason(cause)
                        + ". What is there is kept; see to room and permissions and fetch again.",
                cause);
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    Disk disk() {
        return disk;
    }

    Optional<ExportState> state() {
        try {
            return Optional.of(Json.MAPPER.readValue(Files.readString(path(STATE)), ExportState.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new BulkExportException.Unfinished(
                    path(STATE) + " is not what an export leaves there. Fetch into another folder.", e);
        } catch (IOException e) {
            throw unusable(path(STATE), e);
        }
    }

    void save(ExportState state) {
        write(STATE, Json.MAPPER.writeValueAsString(state));
    }

    /** All of a small file, or as it was before. */
    void write(String name, String text) {
        var unfinished = path(name + ".new");
        try {
            Files.deleteIfExists(unfinished);
            try (var channel = disk.create(unfinished)) {
                protect(unfinished);
                var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            disk.publish(unfinished, path(name));
        } catch (IOException e) {
            throw unusable(path(name), e);
        }
    }

    /** The addresses in it may open the files to whoever has them. */
    private static void protect(Path file) throws IOException {
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** @throws BulkExportException.Failed if there are files that are not of this export, and would be taken for its own */
    void requireNoNdjson() {
        for (var file : files()) {
            if (NDJSON.matcher(file.getFileName().toString()).matches()) {
                throw new BulkExportException.Failed(folder + " already holds NDJSON, such as " + file.getFileName()
                        + ". Export to an empty folder.");
            }
        }
    }

    private List<Path> files() {
        try (var all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Removes the files of the export, and nothing else. */
    void clear() {
        removeMatching(OURS);
    }

    /** Removes what is only needed until the files are whole. */
    void clearParts() {
        removeMatching(Pattern.compile("[A-Z][A-Za-z]{0,63}\\.[0-9]{6,}\\.part(\\.tag(\\.new)?)?"));
    }

    private void removeMatching(Pattern names) {
        for (var file : files()) {
            if (names.matcher(file.getFileName().toString()).matches()) {
                remove(file);
            }
        }
    }

    /** Removes all that is known of the export, its files first. */
    void forget() {
        clear();
        forgetState();
    }

    void forgetState() {
        remove(path(STATE));
        remove(path(STATE + ".new"));
    }

    void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }
}
