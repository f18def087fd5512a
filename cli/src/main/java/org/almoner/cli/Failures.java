package org.almoner.cli;

import java.io.PrintStream;
import java.util.Optional;

import org.almoner.cli.command.GlobalOptions;
import org.almoner.cli.output.Plain;
import org.almoner.client.failure.AlmonerException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one line that says what to do, and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final PrintStream err;
    private final GlobalOptions options;

    Failures(PrintStream err, GlobalOptions options) {
        this.err = err;
        this.options = options;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        var code = switch (failure) {
            case CommandFailure ours -> ours.exitCode();
            case AlmonerException theirs -> ExitCode.of(theirs);
            // Of the server's address, and of names that cannot be a step of a path.
            case IllegalArgumentException _ -> ExitCode.USAGE;
            default -> ExitCode.FAILED;
        };
        say(sentence(failure)
                + requestId(failure).map(id -> " (request " + id + ")").orElse(""));
        if (options.verbose()) {
            failure.printStackTrace(err);
        }
        return code.number();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        var command = failure.getCommandLine();
        say(failure instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : usage(failure));
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.number();
    }

    private static String unknown(UnmatchedArgumentException failure) {
        var argument = failure.getUnmatched().getFirst();
        var near = failure.getSuggestions().stream().limit(3).toList();
        var hint = near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
        if (failure.isUnknownOption()) {
            return "There is no option '" + argument + "'." + hint;
        }
        return failure.getCommandLine().getSubcommands().isEmpty()
                ? "There is one argument too many: '" + argument + "'."
                : "There is no command '" + argument + "'." + hint;
    }

    private static String usage(ParameterException failure) {
        var subcommands = failure.getCommandLine().getSubcommands().keySet();
        return subcommands.isEmpty() ? sentence(failure) : "Say what to do: " + String.join(", ", subcommands) + ".";
    }

    private void say(String sentence) {
        err.println("almoner: " + Plain.text(sentence));
    }

    /** A failure that nobody foresaw still says what it is. */
    private static String sentence(Exception failure) {
        var message = failure.getMessage();
        return switch (failure) {
            case CommandFailure _, AlmonerException _, ParameterException _, IllegalArgumentException _ ->
                message == null ? failure.toString() : message.strip();
            default -> "Unexpected: " + failure + ". Please report it, with what --verbose prints.";
        };
    }

    private static Optional<String> requestId(Exception failure) {
        return failure instanceof AlmonerException.Refused refused
                ? Optional.ofNullable(refused.problem().requestId())
                : Optional.empty();
    }
}
