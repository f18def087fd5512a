package org.almoner.cli;

import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.almoner.client.AlmonerClient;

/**
 * What a command has of the world around it.
 *
 * @param variables the environment
 * @param home where the settings file is looked for
 * @param out results
 * @param err all else
 * @param terminal whether a person looks at {@code err}
 * @param adjust the last word on how clients are made
 */
public record World(
        Map<String, String> variables,
        Path home,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        UnaryOperator<AlmonerClient.Builder> adjust) {

    /** This process's own. */
    static World real() {
        return new World(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                System.out,
                System.err,
                // Null where there is none at all, which depends on the Java platform's vendor and version.
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent(),
                UnaryOperator.identity());
    }
}
