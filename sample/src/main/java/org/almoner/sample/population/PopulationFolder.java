package org.almoner.sample.population;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A folder with one NDJSON file for each {@link FhirType}, as a Bulk Data export leaves it. Files get their names when all
 * of them are whole.
 *
 * @param path made if it is not there
 * @param gzip whether the files are compressed; their bytes then depend on the platform's zlib too
 * @param replace whether a sample that is in the folder may be replaced; anything else in it is never touched
 * @param threads how many make records; at least 1, without influence on what is written
 */
public record PopulationFolder(Path path, boolean gzip, boolean replace, int threads) {

    private static final int WAITING = 2;

    public PopulationFolder {
        if (threads < 1) {
            throw new IllegalArgumentException("A sample is written by 1 thread or more, not " + threads + ".");
        }
    }

    /** Plain files in a new or empty folder, made by all processors. */
    public static PopulationFolder in(Path path) {
        return new PopulationFolder(path, false, false, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Writes the population. Memory does not grow with it.
     *
     * @return the files, one for each type, in the types' order
     * @throws FolderTakenException if the folder holds what may not be replaced; nothing is written
     * @throws InterruptedIOException if the thread was interrupted; nothing is left behind, as after any failure
     */
    public List<WrittenFile> write(SamplePopulation population, PopulationListener listener) throws IOException {
        var before = Files.exists(path) ? present() : Set.<Path>of();
        Files.createDirectories(path);
        for (var file : before) {
            if (TypeFiles.isPart(file)) {
                Files.delete(file);
            }
        }
        try (var files = new TypeFiles(path, gzip)) {
            make(population, files, listener);
            // Those of the other compression too, or the folder would hold two populations.
            for (var file : before) {
                if (!TypeFiles.isPart(file)) {
                    Files.delete(file);
                }
            }
            return files.publish();
        }
    }

    /** The files of a sample that is there already. */
    private Set<Path> present() throws IOException {
        if (!Files.isDirectory(path)) {
            throw new NotDirectoryException(path.toString());
        }
        var ours = new TreeSet<Path>();
        try (var all = Files.list(path)) {
            for (var file : all.toList()) {
                if (!replace || !TypeFiles.isOurs(file)) {
                    throw new FolderTakenException(path, file.getFileName(), replace);
                }
                ours.add(file);
            }
        }
        return ours;
    }

    private void make(SamplePopulation population, TypeFiles files, PopulationListener listener) throws IOException {
        var pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().factory());
        try {
            makeWith(pool, population, files, listener);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Blocks are made by many and written in their order; only a few are waiting at any time. */
    private void makeWith(
            ExecutorService pool, SamplePopulation population, TypeFiles files, PopulationListener listener)
            throws IOException {
        int count = Block.count(population);
        var ahead = new ArrayDeque<Future<Lines>>();
        int begun = 0;
        for (int number = 0; number < count; number++) {
            for (; begun < count && ahead.size() < threads + WAITING; begun++) {
                ahead.add(pool.submit(new Block(population, begun)));
            }
            files.write(finished(ahead.remove()));
            listener.written(new Block(population, number).patients(), population.patients(), files.bytes());
        }
    }

    private static Lines finished(Future<Lines> future) throws IOException {
        try {
            // A block that is done already would be handed out to an interrupted thread too.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The writing of a sample was broken off");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A part of a sample could not be made", e.getCause());
        }
    }
}
