package org.almoner.cli.command;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The commands of the launcher script, listed here so that the manual is whole. */
public abstract sealed class LauncherCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Unmatched
    @SuppressWarnings("UnusedVariable") // takes what is meant for the script, whatever it is
    private String[] arguments = {};

    private LauncherCommand() {}

    @Override
    public void run() {
        throw new CommandFailure(
                ExitCode.USAGE,
                "'" + spec.name() + "' is done by the launcher script: ./almoner " + spec.name() + " --help");
    }

    /** {@code almoner up} */
    @Command(
            name = "up",
            description = {
                "Start a server on this machine with a sample catalogue, and print how to use it.",
                "Done by the launcher script: ./almoner up [--port N] [--data DIR]"
            })
    public static final class Up extends LauncherCommand {}

    /** {@code almoner serve} */
    @Command(
            name = "serve",
            description = {
                "Start a server for others to use.",
                "Done by the launcher script: ./almoner serve [--SETTING=VALUE ...]"
            })
    public static final class Serve extends LauncherCommand {}

    /** {@code almoner test} */
    @Command(
            name = "test",
            description = {
                "Build everything from clean and run every test.",
                "Done by the launcher script: ./almoner test [MAVEN ARGUMENTS]"
            })
    public static final class Test extends LauncherCommand {}

    /** {@code almoner bench} */
    @Command(
            name = "bench",
            description = {"Measure it beside others.", "Done by the launcher script: ./almoner bench [BENCHMARK]"})
    public static final class Bench extends LauncherCommand {}
}
