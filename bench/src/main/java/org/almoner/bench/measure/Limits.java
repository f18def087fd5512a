package org.almoner.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the system allows this program and those it starts. */
public final class Limits {

    private Limits() {}

    /** How many files and connections one process may have open. The JVM uses all that the hard limit gives. */
    public static long openFiles() {
        try (var lines = Files.lines(Path.of("/proc/self/limits"))) {
            return lines.filter(line -> line.startsWith("Max open files"))
                    .map(line ->
                            line.substring("Max open files".length()).strip().split(" +", -1)[1])
                    .mapToLong(hard -> "unlimited".equals(hard) ? Long.MAX_VALUE : Long.parseLong(hard))
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
