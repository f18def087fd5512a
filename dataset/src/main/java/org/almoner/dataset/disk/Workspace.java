package org.almoner.dataset.disk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * A folder of one run's own for what it cannot keep in memory. Give a run the same folder each time it is taken up:
 * opening it throws away what a killed run left there. Should be on the file system that takes the results, as they are
 * renamed out of it.
 *
 * <p>Safe for use by several threads.
 */
public final class Workspace implements AutoCloseable {

    private final Path folder;
    private final Disk disk;
    private final BooleanSupplier cancelled;
    private final AtomicLong numbers = new AtomicLong();
    private final Set<ScratchFile> open = ConcurrentHashMap.newKeySet();

    private Workspace(Path folder, Disk disk, BooleanSupplier cancelled) {
        this.folder = folder;
        this.disk = disk;
        this.cancelled = cancelled;
    }

    /**
     * Opens the folder, which is made if it does not exist and emptied of files if it does.
     *
     * @throws IOException also if the folder holds folders: then it is not one of ours
     */
    public static Workspace open(Path folder, Disk disk) throws IOException {
        return open(folder, disk, () -> false);
    }

    /**
     * The same for a run that can be cancelled.
     *
     * @param cancelled asked before each write to one of its files, by the thread that writes; when it says so, the write fails with
     *     {@link CancellationException}. Files are published without asking, so that a run whose results appear is never cut between two
     */
    public static Workspace open(Path folder, Disk disk, BooleanSupplier cancelled) throws IOException {
        Files.createDirectories(folder);
        empty(folder);
        return new Workspace(folder, disk, cancelled);
    }

    /** A new, empty file; gone when it or this is closed. */
    public ScratchFile create() throws IOException {
        Path file = folder.resolve("%06d.part".formatted(numbers.getAndIncrement()));
        ScratchFile created = new ScratchFile(file, disk.create(file), this);
        open.add(created);
        return created;
    }

    /** Closes and deletes all files that are still there. Whoever uses one fails. */
    @Override
    public void close() throws IOException {
        for (ScratchFile file : open) {
            file.close();
        }
        empty(folder);
        Files.delete(folder);
    }

    /** @throws CancellationException if the run is cancelled */
    void goOn() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("The extract was cancelled");
        }
    }

    void publish(Path file, Path name) throws IOException {
        disk.publish(file, name);
    }

    void closed(ScratchFile file) {
        open.remove(file);
    }

    private static void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.isDirectory(file)) {
                    throw new IOException("Not a workspace, for it holds a folder: " + folder);
                }
                Files.delete(file);
            }
        }
    }
}
