package org.almoner.dataset.programs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/** Other people's programs, as judges of ours. A test that needs one that is not there is skipped. */
public final class Programs {

    private Programs() {}

    /** Runs a Python script and gives what it prints. */
    public static String python(String script, String... arguments) {
        return run(
                "python3",
                Stream.concat(Stream.of("-c", script), Stream.of(arguments)).toArray(String[]::new));
    }

    /** Runs a program and gives what it prints; fails with what it said if it fails. */
    public static String run(String program, String... arguments) {
        Assumptions.assumeTrue(isThere(program), () -> program + " is not there");
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of(program), Stream.of(arguments))
                            .toList())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(program + " failed: " + output);
            }
            return output;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(program + " could not be run", e);
        }
    }

    private static boolean isThere(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
