package org.almoner.client.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/** Where files are written: a parameter, so that a full disk can be tested. */
interface Disk {

    /** This machine's. */
    Disk REAL = new Disk() {
        @Override
        public FileChannel open(Path file) throws IOException {
            // A link planted under this name must not make the bytes go elsewhere.
            return FileChannel.open(file, Set.of(CREATE, READ, WRITE, LinkOption.NOFOLLOW_LINKS));
        }

        @Override
        public long room(Path folder) {
            return folder.toFile().getUsableSpace();
        }
    };

    /** Opens a file to be read and written, which is made if it is not there. */
    FileChannel open(Path file) throws IOException;

    /** How many bytes can still be written there. */
    long room(Path folder) throws IOException;
}
