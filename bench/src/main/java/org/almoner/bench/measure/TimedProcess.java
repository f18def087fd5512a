package org.almoner.bench.measure;

import java.io.IOException;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A process, from its start to its end.
 *
 * @param cpuSeconds processor time of the process and of those that it waited for
 * @param output what it said
 */
public record TimedProcess(double seconds, double cpuSeconds, String output) {

    /**
     * Runs a command, whose complaints go where this program's go.
     *
     * @throws BenchFailure if it fails
     */
    public static TimedProcess run(Workplace workplace, List<String> command) {
        var before = ProcessTree.cpuOfEndedChildren();
        long start = System.nanoTime();
        var process = workplace.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        try {
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchFailure(command.getFirst() + " ended with " + process.exitValue());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new TimedProcess(
                    seconds, ProcessTree.cpuOfEndedChildren().minus(before).toNanos() / 1e9, said);
        } catch (IOException e) {
            throw new BenchFailure("Could not read what " + command.getFirst() + " says", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted", e);
        }
    }
}
