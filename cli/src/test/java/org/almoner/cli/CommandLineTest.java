package org.almoner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.almoner.client.golden.Fault;
import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class CommandLineTest {

    @TempDir
    private Path home;

    private GoldenServer server;
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        server = new GoldenServer();
        shell = Shell.at(server, home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aDoneCommandExitsWithZero() {
        assertThat(shell.run("products").exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"400, 1", "401, 4", "403, 4", "404, 3", "409, 1", "410, 3", "422, 1", "500, 1", "507, 1"})
    void whatTheServerSaysBecomesAnExitCode(int status, int exitCode) {
        server.fail("GET", "/download/v1/products", Fault.status(status))
                .fail("GET", "/download/v1/products", Fault.status(status));

        assertThat(shell.run("products").exitCode()).isEqualTo(exitCode);
    }

    @Test
    void anErrorIsOneLineWithTheRequestId() {
        var result = shell.run("sub-products", "icd-10-cm", "--quiet");
        assertThat(result.exitCode()).isZero();
        server.fail("GET", "/download/v1/products", Fault.status(500));

        var failed = shell.run("products", "--quiet");

        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().lines())
                .hasSize(1)
                .first()
                .asString()
                .matches("almoner: .*\\(request request-[0-9]+\\)");
    }

    @Test
    void aStackTraceIsForWhoeverAsksForIt() {
        server.fail("GET", "/download/v1/products", Fault.status(500));
        assertThat(shell.run("products").err()).doesNotContain("\tat ");

        server.fail("GET", "/download/v1/products", Fault.status(500));
        assertThat(shell.run("products", "--verbose").err())
                .contains("\tat org.almoner")
                .contains("GET /download/v1/products?page=1", " -> 500 (");
    }

    @Test
    void neitherSecretsNorTokensAreTraced() {
        var result = shell.run("products", "--verbose");

        assertThat(result.err()).contains("/oauth/token").doesNotContain("s3cret", "token-1", "Basic", "Bearer");
    }

    @Test
    void aWrongSecretIsNotAllowed() {
        var result = shell.set("ALMONER_CLIENT_SECRET", "wrong").run("products");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err()).contains("golden").doesNotContain("wrong");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            prodcts                       | There is no command 'prodcts'. Did you mean products
            products extra                | There is one argument too many: 'extra'.
            products --jsn                | There is no option '--jsn'. Did you mean --json
            product                       | Say what to do: add, edit, list.
            versions                      | Missing required parameter: 'PRODUCT/SUB_PRODUCT'
            versions icd-10-cm            | 'icd-10-cm' is not PRODUCT/SUB_PRODUCT
            versions ../x                 | '../x' is not PRODUCT/SUB_PRODUCT
            publish a/b 1 --launch-date x | '--launch-date': 'x' is not a date such as 2026-10-01
            publish a/b 1 --effective-date 2024-13-01 | '--effective-date': '2024-13-01' is not a date such as 2026-10-01
            publish a/b 1 --retention-date 2023-02-29 | '--retention-date': '2023-02-29' is not a date such as 2026-10-01
            retract a/b                   | 'a/b' is not PRODUCT/SUB_PRODUCT/VERSION
            audit --from yesterday        | 'yesterday' is not a time such as 2026-11-01
            up --port 3                   | 'up' is done by the launcher script
            """)
    void whatIsNotUnderstoodIsSaidAndDoesNothing(String line, String said) {
        var result = shell.run(line.strip().split(" +"));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(said.strip());
        assertThat(result.out()).isEmpty();
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void namesFromAServerCannotMoveTheCursor() {
        shell.run("product", "add", "\u001b[2Jgotcha");

        assertThat(shell.run("products").out()).contains("?[2Jgotcha").doesNotContain("\u001b");
    }

    @Test
    void helpGoesToStandardOutput() {
        var result = shell.run("publish", "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("Usage: almoner publish", "Exit codes:", "Examples:");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(List<String> command) {
        var arguments = new ArrayList<>(command);
        arguments.add("--help");

        var help = shell.run(arguments.toArray(String[]::new));

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Exit codes:");
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    static List<List<String>> commands() {
        var all = new ArrayList<List<String>>();
        collect(List.of(), Almoner.commandLine(), all);
        return all;
    }

    private static void collect(List<String> path, CommandLine command, List<List<String>> all) {
        if (!path.isEmpty()) {
            all.add(path);
        }
        command.getSubcommands().forEach((name, sub) -> {
            var longer = new ArrayList<>(path);
            longer.add(name);
            collect(longer, sub, all);
        });
    }

    @Test
    void theVersionIsTold() {
        assertThat(shell.run("--version").out()).startsWith("almoner ");
    }

    @Test
    void shellsCanCompleteTheCommands() {
        assertThat(shell.run("generate-completion").out())
                .contains("sub-products", "--effective-date")
                .doesNotContain("demo");
    }
}
