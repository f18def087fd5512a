package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

import org.almoner.cli.Shell;
import org.almoner.client.golden.BareProofs;
import org.almoner.client.golden.BareServer;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class VerifyCommandTest {

    private static final byte[] CODES = Golden.bytes(25_000, 1);
    private static final GoldenKey KEY = new GoldenKey();
    private static final String FOLDER = "acme/products/loinc-3/core-4/2-77-5";

    @TempDir
    private Path home;

    private BareServer server;
    private Shell shell;
    private Path copy;
    private String settings;

    @BeforeEach
    void start() throws IOException {
        server = new BareServer(InstantSource.system());
        server.sendValidators();
        server.version("loinc-3", "core-4", "2-77-5").put("loinc.csv", CODES);
        BareProofs.sign(server, KEY);
        shell = new Shell(home);
        copy = home.resolve("copy");
        settings = Files.writeString(home.resolve("sync.yaml"), """
                        folder: copy
                        servers:
                          acme:
                            url: %s
                            client-id: hospital
                            client-secret: s3cret
                            products:
                              - versions: all
                        """.formatted(server.address()))
                .toString();
        assertThat(shell.run("sync", settings).exitCode()).isZero();
        server.forgetRequests();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path file() {
        return copy.resolve(FOLDER).resolve("loinc.csv");
    }

    private void damage() throws IOException {
        var bytes = CODES.clone();
        bytes[12_345] ^= 1;
        Files.write(file(), bytes);
    }

    @Test
    void aSoundCopyIsSaidToBeSoWithoutAnyServer() {
        server.close();
        for (var meant : new String[] {settings, copy.toString()}) {
            var result = shell.run("verify", meant);
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out()).isEqualTo("1 file sound (25.0 kB), 1 signature verified.\n");
        }
    }

    @Test
    void aDamagedFileIsSaidAndMakesItFail() throws IOException {
        damage();

        var result = shell.run("verify", settings);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains(FOLDER + "/loinc.csv: damaged.", "instead of " + BareProofs.sha256(CODES));
        assertThat(result.err()).contains("almoner verify --repair");
    }

    @Test
    void repairFetchesTheDamagedBlocks() throws IOException {
        BareProofs.blocks(server, 10_000);
        damage();

        var result = shell.run("verify", settings, "--repair");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("repaired");
        assertThat(file()).hasBinaryContent(CODES);
        assertThat(server.sent()).isEqualTo(10_000);
        assertThat(shell.run("verify", settings).exitCode()).isZero();
    }

    @Test
    void repairOfAFolderSaysThatItNeedsTheSettings() {
        var result = shell.run("verify", copy.toString(), "--repair");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--repair needs the servers");
    }

    @Test
    void whereThereIsNoCopyItIsSaidSo() {
        var result = shell.run("verify", home.toString());

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("There is no copy in " + home);
        assertThat(shell.run("verify").exitCode()).isEqualTo(2);
    }

    @Test
    void forProgramsThereIsAReport() throws IOException {
        Files.delete(file());

        var json = shell.run("verify", settings, "--json").json();

        assertThat(json.get("sound").booleanValue()).isFalse();
        assertThat(json.get("files").get(0).get("state").stringValue()).isEqualToIgnoringCase("missing");
    }

    @Test
    void aFolderIsVerifiedByAManifestAlone() throws IOException {
        server.close();
        var manifest = copy.resolve(FOLDER).resolve("manifest.jws").toString();

        var sound =
                shell.run("verify", "--manifest", manifest, "--key", KEY.key().text());
        assertThat(sound.exitCode()).as(sound.err()).isZero();
        assertThat(sound.out()).startsWith("1 file sound");

        var elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        Files.write(elsewhere.resolve("loinc.csv"), Golden.bytes(25_000, 2));
        assertThat(shell.run(
                                "verify",
                                "--manifest",
                                manifest,
                                "--key",
                                KEY.key().text(),
                                elsewhere.toString())
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void aManifestWithoutAKeyOrWithAnotherProvesNothing() {
        var manifest = copy.resolve(FOLDER).resolve("manifest.jws").toString();

        var without = shell.run("verify", "--manifest", manifest);
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.err()).contains("--key");

        var other = shell.run(
                "verify", "--manifest", manifest, "--key", new GoldenKey().key().text());
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("not one that you trust");

        var none = shell.run("verify", "--manifest", manifest, "--key", "ed25519:none");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("'none'");
    }
}
