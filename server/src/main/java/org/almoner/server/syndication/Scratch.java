package org.almoner.server.syndication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** The folders in which jobs work: one for each attempt, below one for each job. */
final class Scratch {

    private final Path root;

    /** @param root the folder that has them all; made when the first one is needed */
    Scratch(Path root) {
        this.root = root;
    }

    /** An empty folder for an attempt. What earlier attempts left behind here is deleted first. */
    Path open(UUID job, int attempt) throws IOException {
        delete(job);
        return Files.createDirectories(root.resolve(job.toString()).resolve(Integer.toString(attempt)));
    }

    /** Deletes all that a job has left behind. */
    void delete(UUID job) throws IOException {
        delete(root.resolve(job.toString()));
    }

    /**
     * Deletes what belongs to no running attempt, as after a crash.
     *
     * @param running the number of the attempt at a job that is running; empty if none is
     */
    void sweep(Function<UUID, OptionalInt> running) throws IOException {
        for (var ofJob : folders(root)) {
            var job = job(ofJob);
            var attempt = job.map(running).orElse(OptionalInt.empty());
            if (attempt.isEmpty()) {
                delete(ofJob);
                continue;
            }
            for (var ofAttempt : folders(ofJob)) {
                if (!ofAttempt.endsWith(Integer.toString(attempt.getAsInt()))) {
                    delete(ofAttempt);
                }
            }
        }
    }

    private static Optional<UUID> job(Path folder) {
        try {
            return Optional.of(UUID.fromString(String.valueOf(folder.getFileName())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
