package org.almoner.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine that figures belong to.
 *
 * @param memory in bytes
 * @param load how busy the machine was before the run: the load average of the last minute
 */
public record Machine(
        String processor, int cores, long memory, String kernel, String operatingSystem, String jdk, double load) {

    public static Machine here() {
        return new Machine(
                field(Path.of("/proc/cpuinfo"), "model name", ":"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(field(Path.of("/proc/meminfo"), "MemTotal", ":").replaceAll("\\D", "")) * 1024,
                System.getProperty("os.version") + " " + System.getProperty("os.arch"),
                field(Path.of("/etc/os-release"), "PRETTY_NAME", "=").replace("\"", ""),
                System.getProperty("java.vm.vendor") + " " + Runtime.version(),
                Double.parseDouble(read(Path.of("/proc/loadavg")).split(" ", -1)[0]));
    }

    private static String field(Path file, String name, String separator) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(separator) + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
