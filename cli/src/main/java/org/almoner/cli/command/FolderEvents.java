package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Wakes whoever waits when something happens in folders. Network shares tell nothing of what others do in them, and what happens deeper
 * down is not told either: so one never waits without an end.
 */
final class FolderEvents implements AutoCloseable {

    private final WatchService service;
    private final List<Path> folders;
    private final Map<Path, WatchKey> keys = new HashMap<>();

    FolderEvents(List<Path> folders) throws IOException {
        this.folders = List.copyOf(folders);
        this.service = folders.getFirst().getFileSystem().newWatchService();
    }

    /** Waits until something happens, at most for so long. */
    void await(Duration most) throws InterruptedException {
        folders.forEach(this::register);
        var key = service.poll(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS);
        while (key != null) {
            key.pollEvents();
            if (!key.reset()) {
                keys.values().remove(key);
            }
            key = service.poll();
        }
    }

    /** A folder that comes back, such as a share that is mounted again, is heard again. */
    private void register(Path folder) {
        var known = keys.get(folder);
        if (known != null && known.isValid()) {
            return;
        }
        try {
            keys.put(
                    folder,
                    folder.register(
                            service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY));
        } catch (IOException _) {
            // It is looked into all the same when the time is over, and that says what is wrong with it.
            keys.remove(folder);
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
