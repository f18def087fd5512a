package org.almoner.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A process with its descendants, and what they cost together. */
public final class ProcessTree {

    private final ProcessHandle root;

    public ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** What this program itself has cost so far. */
    public static Duration cpuOfThisProgram() {
        return stat(ProcessHandle.current().pid()).own();
    }

    /** What the programs that this one has started, and that have ended, have cost in all. */
    public static Duration cpuOfEndedChildren() {
        return stat(ProcessHandle.current().pid()).ofEndedChildren();
    }

    public long pid() {
        return root.pid();
    }

    /** The processor time used so far, to a hundredth of a second, by all that are running now. */
    public Duration cpu() {
        return pids().mapToObj(pid -> stat(pid).own()).reduce(Duration.ZERO, Duration::plus);
    }

    /** Lets {@link #peakMemory} count from now on. */
    public void forgetPeakMemory() {
        pids().forEach(pid -> write(pid, "clear_refs", "5"));
    }

    /** The most memory that was resident at one moment, in bytes, each process counted at its own worst moment. */
    public long peakMemory() {
        return pids().map(pid -> status(pid, "VmHWM") * 1024).sum();
    }

    /** How many operating-system threads there are now. */
    public long threads() {
        return pids().map(pid -> status(pid, "Threads")).sum();
    }

    private LongStream pids() {
        return Stream.concat(Stream.of(root), root.descendants()).mapToLong(ProcessHandle::pid);
    }

    private static ProcStat stat(long pid) {
        try {
            return ProcStat.of(pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long status(long pid, String field) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(long pid, String file, String text) {
        try {
            Files.writeString(Path.of("/proc", Long.toString(pid), file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
