package org.almoner.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.client.failure.AlmonerException;

/**
 * A command for the shell that somebody has set. What it prints goes to standard error, since standard output is for Almoner's own results; it reads
 * nothing.
 */
final class ShellCommand {

    private final String text;
    private final Map<String, String> variables;
    private final PrintStream err;

    ShellCommand(Context context, String text) {
        this.text = text;
        this.variables = context.variables();
        this.err = context.err();
    }

    /**
     * Runs it to its end.
     *
     * @param more variables of its environment
     * @return its exit code
     * @throws CommandFailure if it cannot be run
     * @throws AlmonerException.Interrupted if the thread is interrupted; it is ended then
     */
    int run(Path folder, Map<String, String> more) {
        var builder = new ProcessBuilder(shell(text)).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        builder.environment().putAll(more);
        try {
            var process = builder.start();
            try {
                process.getOutputStream().close();
                process.getInputStream().transferTo(err);
                return process.waitFor();
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "Cannot run '" + text + "': " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(e);
        }
    }

    private static List<String> shell(String command) {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")
                ? List.of("cmd", "/c", command)
                : List.of("/bin/sh", "-c", command);
    }

    @Override
    public String toString() {
        return text;
    }
}
