package org.almoner.bench.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.almoner.bench.measure.BenchFailure;
import org.almoner.bench.measure.Workplace;

/** Records what a JVM does while it is measured. This costs it a few hundredths of its speed. */
final class FlightRecorder {

    private final Path jcmd;
    private final Path recordings;
    private final Workplace workplace;

    /** @param recordings folder for the recordings; made if it isn't there */
    FlightRecorder(Path javaHome, Path recordings, Workplace workplace) {
        this.jcmd = javaHome.resolve("bin/jcmd");
        this.recordings = recordings.toAbsolutePath();
        this.workplace = workplace;
        try {
            Files.createDirectories(recordings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does the work while the process is recorded into {@code NAME.jfr}. */
    <T> T record(long pid, String name, Supplier<T> work) {
        jcmd(pid, "JFR.start", "name=" + name, "settings=profile", "jdk.CPUTimeSample#enabled=true");
        try {
            return work.get();
        } finally {
            jcmd(pid, "JFR.stop", "name=" + name, "filename=" + recordings.resolve(name + ".jfr"));
        }
    }

    private void jcmd(long pid, String... arguments) {
        var command = new ArrayList<>(List.of(jcmd.toString(), Long.toString(pid)));
        command.addAll(List.of(arguments));
        var process = workplace.start(new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD));
        try {
            if (process.waitFor() != 0) {
                throw new BenchFailure("jcmd failed: " + String.join(" ", arguments));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted", e);
        }
    }
}
