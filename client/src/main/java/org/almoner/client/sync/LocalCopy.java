package org.almoner.client.sync;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Sleeper;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/** A folder with a copy, held by this process alone for as long as this is open. */
public final class LocalCopy implements AutoCloseable {

    /** What is not a copied file lies in a folder of this name. */
    public static final String NOTES = ".almoner";

    private static final String LOCK = "lock";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int LONGEST_OWNER = 200;

    private final Path folder;
    private final Inventory inventory;
    private final FileChannel lock;

    private LocalCopy(Path folder, Inventory inventory, FileChannel lock) {
        this.folder = folder;
        this.inventory = inventory;
        this.lock = lock;
    }

    /**
     * Opens a copy to change it; begins one where there is none.
     *
     * @param folder made if it is not there
     * @param wait how long another process may still hold it
     * @throws AlmonerException.Local if another process holds it for longer, or it cannot be written
     */
    public static LocalCopy open(Path folder, Duration wait, InstantSource clock, Sleeper sleeper) {
        var absolute = folder.toAbsolutePath().normalize();
        var notes = absolute.resolve(NOTES);
        try {
            Files.createDirectories(notes);
            var lock = FileChannel.open(notes.resolve(LOCK), Set.of(CREATE, READ, WRITE, LinkOption.NOFOLLOW_LINKS));
            try {
                take(lock, absolute, wait, clock, sleeper);
                return new LocalCopy(absolute, Inventory.open(notes, clock.instant()), lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new AlmonerException.Local(
                    "Cannot keep a copy in " + absolute + ": " + e.getMessage()
                            + ". Make it a folder that this user may write to.",
                    e);
        }
    }

    /**
     * What a copy holds, without holding it: others may change it meanwhile.
     *
     * @return empty if there is no copy in that folder
     */
    public static Optional<Inventory> look(Path folder) {
        var notes = folder.resolve(NOTES);
        try {
            return Files.isDirectory(notes) ? Optional.of(Inventory.read(notes)) : Optional.empty();
        } catch (IOException e) {
            throw new AlmonerException.Local("Cannot read the copy in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void take(FileChannel lock, Path folder, Duration wait, InstantSource clock, Sleeper sleeper)
            throws IOException {
        var until = clock.instant().plus(wait);
        while (!locked(lock)) {
            if (!clock.instant().isBefore(until)) {
                throw new AlmonerException.Local("Another process is keeping the copy in " + folder + " just now"
                        + owner(lock) + ". Nothing was done; wait for it with --wait, or let it finish.");
            }
            sleep(sleeper);
        }
        var owner = "process " + ProcessHandle.current().pid() + ", since "
                + clock.instant().truncatedTo(ChronoUnit.SECONDS);
        lock.truncate(0);
        lock.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static void sleep(Sleeper sleeper) {
        try {
            sleeper.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(e);
        }
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String owner(FileChannel lock) throws IOException {
        var bytes = ByteBuffer.allocate(LONGEST_OWNER);
        lock.read(bytes, 0);
        var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        return text.isBlank() ? "" : " (" + text + ")";
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** Where what is not a copied file lies. */
    public Path notes() {
        return folder.resolve(NOTES);
    }

    /** What it holds. */
    public Inventory inventory() {
        return inventory;
    }

    /** Says that what is to be done after has been done, for all that came and went so far. */
    public void settle(Instant now) {
        inventory.add(new Entry.Settled(now));
        inventory.force();
    }

    @Override
    public void close() {
        try (lock) {
            inventory.close();
        } catch (IOException e) {
            throw new AlmonerException.Local("Cannot write " + folder + ": " + e.getMessage(), e);
        }
    }
}
