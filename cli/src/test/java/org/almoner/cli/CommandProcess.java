package org.almoner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.almoner.client.golden.GoldenServer;

/** The command line as a process of its own, for tests that send it signals. */
final class CommandProcess {

    private CommandProcess() {}

    /** What starts it, with the variables of a server. */
    static ProcessBuilder of(GoldenServer server, String... arguments) {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                Objects.requireNonNull(classPath),
                "org.almoner.cli.Almoner"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("ALMONER_URL", server.address().toString());
        builder.environment().put("ALMONER_CLIENT_ID", GoldenServer.ID);
        builder.environment().put("ALMONER_CLIENT_SECRET", GoldenServer.SECRET);
        return builder;
    }
}
