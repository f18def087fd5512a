package org.almoner.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder that is there while something is done, and removed whatever happens: also if the process is told to end. */
final class ScratchFolder implements AutoCloseable {

    private final Path path;
    private final Thread atExit = new Thread(this::brokenOff, "almoner-scratch");

    ScratchFolder(String name) throws IOException {
        this.path = Files.createTempDirectory(name);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    Path path() {
        return path;
    }

    private void brokenOff() {
        try {
            remove();
        } catch (IOException | UncheckedIOException _) {
            // Somebody still writes into it. There is nobody left to be told.
            path.toFile().deleteOnExit();
        }
    }

    private void remove() throws IOException {
        try (var all = Files.walk(path)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (NoSuchFileException _) {
            // What is not there need not be removed.
            return;
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The process is ending already, and removes it by itself.
            return;
        }
        try {
            remove();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + path, e);
        }
    }
}
