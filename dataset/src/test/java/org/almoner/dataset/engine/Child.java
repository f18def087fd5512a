package org.almoner.dataset.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM that runs a main of the tests: to be killed, or to have a small heap. */
final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param options of the JVM */
    static Child start(List<String> options, Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Kills it as soon as it says something, and nothing else than that; or else lets it end. */
    void killWhenItSays(String line) throws IOException, InterruptedException {
        var said = output.readLine();
        if (!line.equals(said)) {
            throw new AssertionError("Instead of " + line + ": " + said + rest());
        }
        process.destroyForcibly().waitFor();
    }

    /** What it printed, once it has ended well. */
    String result() throws IOException, InterruptedException {
        var all = rest();
        if (process.waitFor() != 0) {
            throw new AssertionError("It ended with " + process.exitValue() + ": " + all);
        }
        return all;
    }

    private String rest() {
        return String.join("\n", output.lines().toList());
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }
}
