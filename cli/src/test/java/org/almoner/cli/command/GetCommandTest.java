package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.almoner.cli.Shell;
import org.almoner.client.golden.Fault;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class GetCommandTest {

    private static final String HERE = "icd-10-cm/code-descriptions";
    private static final byte[] CODES = Golden.bytes(25_000, 1);

    @TempDir
    private Path home;

    private Path into;
    private GoldenServer server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new GoldenServer();
        shell = Shell.at(server, home);
        into = home.resolve("into");
        var codes = Files.write(home.resolve("codes.zip"), CODES).toString();
        var readme = Files.writeString(home.resolve("readme.txt"), "Read me").toString();
        shell.run("publish", HERE, "2025", readme);
        shell.run("publish", HERE, "2026", codes, readme);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theNewestVersionIsFetched() {
        var result = shell.run("get", HERE, "--to", into.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(into.resolve("codes.zip")).hasBinaryContent(CODES);
        assertThat(result.err()).contains("codes.zip: fetched, verified (25.0 kB)");
        assertThat(result.out()).contains(into.resolve("codes.zip") + "\n");
    }

    @Test
    void aRetractedVersionIsNotTheNewest() {
        shell.run("retract", HERE + "/2026");

        shell.run("get", HERE, "--to", into.toString());

        assertThat(into).isDirectoryNotContaining("glob:**codes.zip").isDirectoryContaining("glob:**readme.txt");
    }

    @Test
    void oneFileIsFetched() {
        shell.run("get", HERE + "/2026", "readme.txt", "--to", into.toString());

        assertThat(into).isDirectoryNotContaining("glob:**codes.zip").isDirectoryContaining("glob:**readme.txt");
    }

    @Test
    void aFileThatIsNotThereIsNotFound() {
        var result = shell.run("get", HERE + "/2026", "codes.txt", "--to", into.toString());

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("has no file 'codes.txt'", "codes.zip");
    }

    @Test
    void aSecondRunFetchesNothing() {
        shell.run("get", HERE, "--to", into.toString());

        var json = shell.run("get", HERE, "--to", into.toString(), "--json").json();

        assertThat(json.get("files").get(0).get("already_there").booleanValue()).isTrue();
        assertThat(json.get("files").get(0).get("proof").stringValue()).isEqualTo("hash");
    }

    @Test
    void aBrokenDownloadGoesOn() {
        server.fail("GET", "/files/.*", new Fault.BreakAnswer(10_000));

        var result = shell.run("get", HERE + "/2026", "codes.zip", "--to", into.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("broke off", "Trying again");
        assertThat(into.resolve("codes.zip")).hasBinaryContent(CODES);
    }

    @Test
    void wrongBytesAreAFailure() {
        server.downloads().listHash("0".repeat(64));

        var result = shell.run("get", HERE + "/2026", "codes.zip", "--to", into.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("arrived twice with SHA-256");
        assertThat(into).isEmptyDirectory();
    }

    @Test
    void severalConnectionsAndARateGiveTheSameBytes() {
        var result = shell.run(
                "get", HERE, "codes.zip", "--to", into.toString(), "--connections", "3", "--limit-rate", "5k");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(into.resolve("codes.zip")).hasBinaryContent(CODES);
    }

    @ParameterizedTest
    @CsvSource({"--connections,0", "--connections,many", "--limit-rate,fast", "--limit-rate,0", "--limit-rate,-1"})
    void whatIsNoNumberIsSaidSo(String option, String text) {
        assertThat(shell.run("get", HERE, "--to", into.toString(), option, text).exitCode())
                .isEqualTo(2);
        assertThat(into).doesNotExist();
    }

    @Test
    void oneFileThatFailsDoesNotKeepTheOthersFromBeingFetched() {
        server.fail("GET", "/files/.*", Fault.status(404));

        var result = shell.run("get", HERE, "--to", into.toString(), "--json");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.json().get("files")).hasSize(1);
        assertThat(result.err()).contains("not fetched");
    }

    @Test
    void linksArePrintedOnlyWhenAskedFor() {
        assertThat(shell.run("files", HERE + "/2026").out())
                .contains("codes.zip")
                .doesNotContain("signature");
        assertThat(shell.run("files", HERE + "/2026", "--links").out().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith(server.address() + "/files/"));
    }
}
