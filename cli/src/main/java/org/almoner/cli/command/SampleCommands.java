package org.almoner.cli.command;

import picocli.CommandLine.Command;

/** {@code almoner sample ...} */
@Command(
        name = "sample",
        description = "Make sample data to try things out with: people and their records, or releases of code sets.",
        subcommands = {SamplePopulationCommand.class, SampleReleaseCommand.class})
public final class SampleCommands {}
