package org.almoner.client.download;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.almoner.client.failure.AlmonerException;

/** The room on disks, with what downloads under way are still going to take of it. */
final class Room {

    private final Disk disk;
    private final Map<FileStore, AtomicLong> promised = new ConcurrentHashMap<>();
    private final Map<Path, AtomicLong> promisedIn = new ConcurrentHashMap<>();

    Room(Disk disk) {
        this.disk = disk;
    }

    /** Room for one download. */
    static final class Promise implements AutoCloseable {

        private final AtomicLong all;
        private final AtomicLong left;

        private Promise(AtomicLong all, long bytes) {
            this.all = all;
            this.left = new AtomicLong(bytes);
        }

        /** Some of it has been taken. */
        void used(long bytes) {
            left.addAndGet(-bytes);
            all.addAndGet(-bytes);
        }

        @Override
        public void close() {
            used(left.get());
        }
    }

    /**
     * Promises room.
     *
     * @throws AlmonerException.Local if there is too little, with how much is missing
     */
    Promise promise(Path folder, long bytes, String fileName) throws IOException {
        var all = of(folder);
        long missing = all.addAndGet(bytes) - disk.room(folder);
        var promise = new Promise(all, bytes);
        if (missing > 0) {
            promise.close();
            throw new AlmonerException.Local("The disk of " + folder + " has too little room for " + fileName + ": "
                    + missing + " bytes more are needed. What has arrived is kept; free them and start again.");
        }
        return promise;
    }

    /** Which disk a folder is on is found out once: some systems read through all their disks for it. */
    private AtomicLong of(Path folder) throws IOException {
        var known = promisedIn.get(folder);
        if (known == null) {
            known = promised.computeIfAbsent(Files.getFileStore(folder), _ -> new AtomicLong());
            promisedIn.put(folder, known);
        }
        return known;
    }
}
