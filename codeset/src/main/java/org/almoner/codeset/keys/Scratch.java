package org.almoner.codeset.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What may be used beside the files that are read: so much memory, and a folder for what does not fit. Nothing is in the folder before
 * something does not. Safe for several threads.
 */
public final class Scratch implements AutoCloseable {

    private static final int PARTS = 64;

    private final Path parent;
    private final long seed;
    private final int parts;
    private final AtomicLong left;
    private final AtomicInteger files = new AtomicInteger();
    private final Object opening = new Object();
    private volatile boolean used;
    private final Path folder;

    /**
     * Uses nothing yet.
     *
     * @param parent where the folder is made, if it is needed
     * @param seed of the hashes; drawn anew for each scratch, nobody can write a file whose keys all have one hash
     * @param memory in bytes, for all tables together
     */
    public Scratch(Path parent, long seed, long memory) {
        this(parent, seed, memory, PARTS);
    }

    /** @param parts into how many parts a set is divided that does not fit */
    Scratch(Path parent, long seed, long memory, int parts) {
        this.parent = parent;
        this.seed = seed;
        this.parts = parts;
        this.left = new AtomicLong(memory);
        this.folder = parent.resolve("almoner-keys-" + Long.toHexString(seed));
    }

    public long seed() {
        return seed;
    }

    /** Into how many parts a set is divided that does not fit. */
    public int parts() {
        return parts;
    }

    /**
     * Takes memory, if there is so much left.
     *
     * @return whether it was taken
     */
    public boolean take(long bytes) {
        long now = left.get();
        while (bytes <= now) {
            if (left.compareAndSet(now, now - bytes)) {
                return true;
            }
            now = left.get();
        }
        return false;
    }

    /** Gives memory back. */
    public void give(long bytes) {
        left.addAndGet(bytes);
    }

    /** A name for another file. */
    Path file() throws IOException {
        synchronized (opening) {
            if (!used) {
                Files.createDirectories(parent);
                Files.createDirectory(folder);
                used = true;
            }
        }
        return folder.resolve(Integer.toString(files.incrementAndGet()));
    }

    /** Removes whatever is in the folder, and the folder. */
    @Override
    public void close() throws IOException {
        if (used) {
            try (var all = Files.list(folder)) {
                for (var file : all.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        }
    }
}
