package org.almoner.client.sync;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
import java.util.concurrent.ConcurrentHashMap;

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

    /**
     * What this process holds. Whoever looks into the lock of one of these through a channel of its own gives it up to other processes when it
     * closes that (POSIX, fcntl).
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Inventory inventory;
    private final Lock lock;

    private LocalCopy(Path folder, Inventory inventory, Lock lock) {
        this.folder = folder;
        this.inventory = inventory;
        this.lock = lock;
    }

    private sealed interface Attempt {}

    /** The copy is held by this. */
    private record Lock(Path file, FileChannel channel) implements Attempt, Closeable {
        @Override
        public void close() throws IOException {
            release(file, channel);
        }
    }

    /** The copy is held by another. */
    private record Held(String by) implements Attempt {}

    /**
     * Opens a copy to change it; begins one where there is none.
     *
     * @param folder made if it is not there
     * @param wait how long another run may still hold it
     * @throws AlmonerException.Local if another run holds it for longer, or it cannot be written
     */
    public static LocalCopy open(Path folder, Duration wait, InstantSource clock, Sleeper sleeper) {
        var absolute = folder.toAbsolutePath().normalize();
        var notes = absolute.resolve(NOTES);
        try {
            Files.createDirectories(notes);
            var lock = take(notes.toRealPath().resolve(LOCK), absolute, wait, clock, sleeper);
            try {
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

    private static Lock take(Path file, Path folder, Duration wait, InstantSource clock, Sleeper sleeper)
            throws IOException {
        var until = clock.instant().plus(wait);
        while (true) {
            switch (attempt(file, clock.instant())) {
                case Lock lock -> {
                    return lock;
                }
                case Held held -> {
                    if (!clock.instant().isBefore(until)) {
                        throw new AlmonerException.Local("Another run is keeping the copy in " + folder
                                + " just now" + held.by()
                                + ". Nothing was done; wait for it with --wait, or let it finish.");
                    }
                    sleep(sleeper);
                }
            }
        }
    }

    private static Attempt attempt(Path file, Instant now) throws IOException {
        if (!HELD.add(file)) {
            return new Held(" (in this process)");
        }
        try {
            var channel = FileChannel.open(file, Set.of(CREATE, READ, WRITE, LinkOption.NOFOLLOW_LINKS));
            try {
                if (channel.tryLock() != null) {
                    sign(channel, now);
                    return new Lock(file, channel);
                }
                var held = new Held(owner(channel));
                release(file, channel);
                return held;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            HELD.remove(file);
            throw e;
        }
    }

    private static void sign(FileChannel channel, Instant now) throws IOException {
        var owner = "process " + ProcessHandle.current().pid() + ", since " + now.truncatedTo(ChronoUnit.SECONDS);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static void release(Path file, FileChannel channel) throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }

    private static void sleep(Sleeper sleeper) {
        try {
            sleeper.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(e);
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
