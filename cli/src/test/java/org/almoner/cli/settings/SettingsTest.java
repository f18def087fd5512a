package org.almoner.cli.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.almoner.cli.Shell;
import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTest {

    @TempDir
    private Path home;

    private GoldenServer server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new GoldenServer();
        shell = new Shell(home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSettingsFileSuffices() throws IOException {
        settings(".config/almoner/config.properties", "rw-------");

        var result = shell.run("products");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void anotherSettingsFileMayBeNamed() throws IOException {
        var file = settings("else.properties", "rw-------");

        assertThat(shell.run("products", "--config", file.toString()).exitCode())
                .isZero();
    }

    @Test
    void aNamedSettingsFileMustBeThere() {
        var result = shell.run("products", "--config", home.resolve("none").toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Cannot read the settings file");
    }

    @Test
    void aSecretThatOthersCanReadIsWarnedOf() throws IOException {
        settings(".config/almoner/config.properties", "rw-r--r--");

        var result = shell.run("products");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("Others on this machine can read the secret", "chmod 600");
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, Did you mean 'client-id'?",
        "clientid, Did you mean 'client-id'?",
        "cleint-secret, Did you mean 'client-secret'?",
        "colour, 'The settings are: url, client-id,'"
    })
    void aSlipOfThePenIsAnErrorWithTheRightName(String wrong, String hint) throws IOException {
        var file = Files.writeString(home.resolve("config.properties"), wrong + "=x\n");

        var result = shell.run("products", "--config", file.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("There is no setting '" + wrong + "'", hint);
    }

    @Test
    void variablesComeBeforeTheFileAndOptionsBeforeVariables() throws IOException {
        settings(".config/almoner/config.properties", "rw-------");
        shell.set("ALMONER_URL", "http://localhost:1");
        assertThat(shell.run("config").out()).contains("http://localhost:1", "ALMONER_URL");

        assertThat(shell.run("products", "--url", server.address().toString()).exitCode())
                .isZero();
    }

    @Test
    void aNamedClientIsMeantForEverything() throws IOException {
        var secret = Files.writeString(home.resolve("secret"), GoldenServer.SECRET + "\n");
        shell.set("ALMONER_URL", server.address().toString());
        shell.set("ALMONER_ADMIN_CLIENT_ID", "admin").set("ALMONER_ADMIN_CLIENT_SECRET", "other");

        var result =
                shell.run("org", "list", "--client-id", GoldenServer.ID, "--client-secret-file", secret.toString());

        assertThat(result.exitCode()).isZero();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(shell.run("products").err()).contains("No server is set. Set ALMONER_URL");
        shell.set("ALMONER_URL", server.address().toString());
        assertThat(shell.run("products").err()).contains("No client is set. Set ALMONER_CLIENT_ID");
        shell.set("ALMONER_CLIENT_ID", "id");
        assertThat(shell.run("products").err()).contains("no client-secret", "ALMONER_CLIENT_SECRET");
        assertThat(shell.run("products").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"not an address", "localhost:8080", "ftp://host"})
    void anAddressThatIsNoneIsSaid(String url) {
        shell.set("ALMONER_CLIENT_ID", "id").set("ALMONER_CLIENT_SECRET", "x").set("ALMONER_URL", url);

        var result = shell.run("products");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(url, "https://");
    }

    @ParameterizedTest
    @CsvSource({
        "http://almoner.invalid, true",
        "http://127.0.0.1:1, false",
        "http://x.localhost:1, false",
        "https://almoner.invalid, false"
    })
    void aSecretThatTravelsOpenlyIsWarnedOf(String url, boolean warned) {
        shell.set("ALMONER_CLIENT_ID", "id").set("ALMONER_CLIENT_SECRET", "x").set("ALMONER_URL", "http://localhost:1");
        // Nobody answers at any of them.
        var result = shell.run("token", "--url", url);

        assertThat(result.err().contains("without encryption")).isEqualTo(warned);
    }

    @Test
    void theSettingsInForceAreShownWithoutSecrets() throws IOException {
        settings(".config/almoner/config.properties", "rw-------");

        var result = shell.run("config");

        assertThat(result.out())
                .contains("client-id", "ALMONER_CLIENT_ID", "golden", "***", "config.properties")
                .doesNotContain("s3cret");
        assertThat(shell.run("config", "--json").out()).doesNotContain("s3cret");
    }

    private Path settings(String name, String permissions) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "url=" + server.address() + "\nclient-id=golden\nclient-secret=s3cret: with a colon & more\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
