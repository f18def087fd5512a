package org.almoner.client.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import static java.nio.file.StandardOpenOption.READ;

/** Brings the names of a folder to disk: one sync serves all who asked before it began. */
final class FolderSync {

    private final Map<Path, Asked> folders = new ConcurrentHashMap<>();

    private static final class Asked {
        private final AtomicLong asked = new AtomicLong();
        private final ReentrantLock lock = new ReentrantLock();
        private long served;
    }

    /** Returns when all names that were there when it was called are on disk. */
    void sync(Path folder) {
        var state = folders.computeIfAbsent(folder, _ -> new Asked());
        long ticket = state.asked.incrementAndGet();
        state.lock.lock();
        try {
            if (state.served < ticket) {
                long upTo = state.asked.get();
                force(folder);
                state.served = upTo;
            }
        } finally {
            state.lock.unlock();
        }
    }

    private static void force(Path folder) {
        try (var opened = FileChannel.open(folder, READ)) {
            opened.force(true);
        } catch (IOException e) {
            // Not every system lets a folder be opened; those sync names by themselves.
            return;
        }
    }
}
