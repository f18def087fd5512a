package org.almoner.dataset.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Where files are made. All writing goes through it, so that a test can let the disk be full at any byte. */
public interface Disk {

    /**
     * A new file, open for reading and writing.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one already
     */
    FileChannel create(Path file) throws IOException;

    /** A file, new or not, open for writing at its end. */
    FileChannel append(Path file) throws IOException;

    /** Gives a finished and synced file its name at once, replacing what had it, and syncs the folder. */
    void publish(Path from, Path to) throws IOException;

    static Disk local() {
        return LocalDisk.INSTANCE;
    }
}
