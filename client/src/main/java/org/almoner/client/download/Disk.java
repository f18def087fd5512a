package org.almoner.client.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/** Where files are written: a parameter, so that a full disk can be tested. */
interface Disk {

    /** An option of the JDK that is exported and not standard, so that it is looked for by its name. */
    Optional<OpenOption> PAST_THE_CACHE = pastTheCache();

    /** This machine's. */
    Disk REAL = new Disk() {
        @Override
        public FileChannel open(Path file) throws IOException {
            // A link planted under this name must not make the bytes go elsewhere.
            return FileChannel.open(file, Set.of(CREATE, READ, WRITE, LinkOption.NOFOLLOW_LINKS));
        }

        @Override
        public Optional<FileChannel> openDirectly(Path file) throws IOException {
            if (PAST_THE_CACHE.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(
                        FileChannel.open(file, Set.of(WRITE, LinkOption.NOFOLLOW_LINKS, PAST_THE_CACHE.get())));
            } catch (UnsupportedOperationException | FileSystemException e) {
                // Some file systems know nothing of it.
                return Optional.empty();
            }
        }

        @Override
        public long room(Path folder) {
            return folder.toFile().getUsableSpace();
        }
    };

    private static Optional<OpenOption> pastTheCache() {
        try {
            return Stream.of(
                            Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
                    .map(OpenOption.class::cast)
                    .filter(option -> option.toString().equals("DIRECT"))
                    .findFirst();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Opens a file to be read and written, which is made if it is not there. */
    FileChannel open(Path file) throws IOException;

    /**
     * Opens a file that is there once more, to be written past the system's cache: in whole pages ({@link Buffers#PAGE}), from memory that
     * begins at one. Empty where that cannot be done.
     */
    default Optional<FileChannel> openDirectly(Path file) throws IOException {
        return Optional.empty();
    }

    /** How many bytes can still be written there. */
    long room(Path folder) throws IOException;
}
