package org.almoner.bench;

import org.almoner.bench.codesets.CodeSetsCommand;
import org.almoner.bench.download.DownloadCommand;
import org.almoner.bench.extract.ExtractCommand;
import org.almoner.bench.load.LoadCommand;
import org.almoner.bench.measure.BenchFailure;
import org.almoner.bench.sync.SyncCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code almoner bench} command. Ends with 0 when done, 1 when something failed, 2 on wrong usage. */
@Command(
        name = "almoner bench",
        description = "Measures Almoner beside other programs, on this machine, in one run.",
        subcommands = {
            DownloadCommand.class,
            ExtractCommand.class,
            LoadCommand.class,
            SyncCommand.class,
            CodeSetsCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Bench {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    boolean help;

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler((failure, command, _) -> {
            if (failure instanceof BenchFailure) {
                command.getErr().println("almoner bench: " + failure.getMessage());
            } else {
                failure.printStackTrace(command.getErr());
            }
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
    }
}
