package org.almoner.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Finds the programs that a benchmark needs, and installs what is missing where that is possible. */
public final class Programs {

    private Programs() {}

    /**
     * A program that a benchmark needs.
     *
     * @param name what it is called on the path
     * @param debianPackage what installs it on Debian and its relatives
     */
    public record Program(String name, String debianPackage) {}

    /**
     * The places of the programs, in their order; those that are missing are installed first, with apt-get, as root only.
     *
     * @throws BenchFailure if one is missing and cannot be installed; the message says how to get it
     */
    public static List<Path> findOrInstall(List<Program> programs) {
        var missing = programs.stream()
                .filter(program -> find(program.name()).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            install(missing);
        }
        return programs.stream()
                .map(program -> find(program.name())
                        .orElseThrow(() -> new BenchFailure(program.name()
                                + " is missing even after the installation of " + program.debianPackage())))
                .toList();
    }

    /** The first line that a program says when it is asked for something, such as its version. */
    public static String firstLine(Path program, String argument) {
        try {
            var process = new ProcessBuilder(program.toString(), argument)
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            return said.lines()
                    .findFirst()
                    .orElse(program.toString())
                    .replaceFirst(" Copyright.*", "")
                    .strip();
        } catch (IOException e) {
            throw new BenchFailure("Could not start " + program, e);
        }
    }

    /** Where a program is, if it is there. */
    public static Optional<Path> find(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        // nginx lives in /usr/sbin, which is not on everybody's path.
        return Stream.concat(Stream.of(path.split(":", -1)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void install(List<Program> missing) {
        var packages = missing.stream().map(Program::debianPackage).toList();
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root || find("apt-get").isEmpty()) {
            throw new BenchFailure("Missing: "
                    + String.join(", ", missing.stream().map(Program::name).toList())
                    + ". Install with: sudo apt-get install " + String.join(" ", packages));
        }
        run(List.of("apt-get", "-q", "update"));
        var command = new ArrayList<>(List.of("apt-get", "-q", "-y", "--no-install-recommends", "install"));
        command.addAll(packages);
        run(command);
    }

    private static void run(List<String> command) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        // Keeps Debian from starting its own nginx, on port 80, when the package is installed.
        builder.environment().put("SYSTEMD_OFFLINE", "1");
        builder.redirectOutput(ProcessBuilder.Redirect.to(Path.of("/dev/stderr").toFile()));
        try {
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new BenchFailure(String.join(" ", command) + " ended with " + code);
            }
        } catch (IOException e) {
            throw new BenchFailure("Could not start " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted", e);
        }
    }
}
