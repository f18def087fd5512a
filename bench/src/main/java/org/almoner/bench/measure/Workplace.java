package org.almoner.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The temporary folder of one run and the processes it started. Both are gone when this is closed, and also when the run
 * is interrupted.
 */
public final class Workplace implements AutoCloseable {

    private final Path folder;
    private final List<Process> started = new ArrayList<>();
    private final List<Runnable> atEnd = new ArrayList<>();
    private final Thread atInterrupt = new Thread(this::clear, "bench-clear");
    private boolean cleared;

    private Workplace(Path folder) {
        this.folder = folder;
    }

    /** Makes a fresh folder below the system's temporary one. */
    public static Workplace open() {
        try {
            var workplace = new Workplace(Files.createTempDirectory("almoner-bench-"));
            Runtime.getRuntime().addShutdownHook(workplace.atInterrupt);
            return workplace;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** A new, empty folder in this one. */
    public Path folder(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a program that ends with this workplace at the latest. */
    public synchronized Process start(ProcessBuilder program) {
        if (cleared) {
            throw new BenchFailure("Interrupted");
        }
        try {
            var process = program.start();
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new BenchFailure("Could not start " + program.command().getFirst(), e);
        }
    }

    /** Has something done when this workplace ends, however it does, and after all programs have. */
    public synchronized void atEnd(Runnable work) {
        if (cleared) {
            throw new BenchFailure("Interrupted");
        }
        atEnd.add(work);
    }

    /** Ends a program: first politely, then, after five seconds, for certain. */
    public void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(atInterrupt);
        } catch (IllegalStateException _) {
            // The program is ending, and the hook is what is clearing.
        }
    }

    private synchronized void clear() {
        if (cleared) {
            return;
        }
        cleared = true;
        started.forEach(this::stop);
        atEnd.forEach(Runnable::run);
        for (int tries = 0; tries < 5 && !removed(folder); tries++) {
            // An interrupted run may still be writing into the folder.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** Removes a folder with all that is in it. */
    public static void clear(Path folder) {
        if (!removed(folder)) {
            throw new BenchFailure("Could not remove " + folder);
        }
    }

    private static boolean removed(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
            return true;
        } catch (IOException | UncheckedIOException _) {
            return false;
        }
    }
}
