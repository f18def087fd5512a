package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.client.failure.AlmonerException;

/** What is run in the shell after something came or went. Until it has ended well once, it is run again after each synchronization. */
final class AfterCommand {

    private final Context context;
    private final String command;

    AfterCommand(Context context, String command) {
        this.context = context;
        this.command = command;
    }

    /** @throws CommandFailure if it does not end with 0 */
    void run(Path folder, Path report) {
        context.out().note("Running: " + command);
        var builder = new ProcessBuilder(shell(command))
                .directory(folder.toFile())
                // Standard output is for this command's own result.
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.PIPE);
        builder.environment().putAll(context.variables());
        builder.environment().put("ALMONER_COPY", folder.toString());
        builder.environment().put("ALMONER_REPORT", report.toString());
        try {
            var process = builder.start();
            try {
                process.getOutputStream().close();
                process.getInputStream().transferTo(context.err());
                int code = process.waitFor();
                if (code != 0) {
                    throw new CommandFailure(
                            ExitCode.FAILED,
                            "The copy is up to date, but what is to be done after it ended with " + code + ": "
                                    + command + ". It is run again the next time.");
                }
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "Cannot run '" + command + "': " + e.getMessage());
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
}
