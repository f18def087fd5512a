package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.almoner.cli.Shell;
import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class AccessCommandsTest {

    @TempDir
    private Path home;

    private GoldenServer server;
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        server = new GoldenServer();
        shell = Shell.at(server, home);
        shell.run("org", "add", "stmarys", "--name", "St Mary's Hospital");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void organizationsAreListed() {
        assertThat(shell.run("org", "list").out()).isEqualTo("""
                        MNEMONIC  NAME                ID
                        stmarys   St Mary's Hospital  00393482300wD
                        """);
    }

    @Test
    void aMnemonicThatIsTakenIsAFailure() {
        var result = shell.run("org", "add", "stmarys", "--name", "Another");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("There is an organization 'stmarys' already.");
    }

    @Test
    void aSecretIsShownOnceWithAHint() {
        var result = shell.run("client", "add", "stmarys", "--scope", "download,syndication");

        assertThat(result.out()).isEqualTo("""
                Client id:     client-1
                Client secret: shown-once
                """);
        assertThat(result.err()).contains("not shown again");
        assertThat(shell.run("client", "list", "stmarys").out())
                .contains("client-1", "stmarys (download, syndication)", "download,syndication", "secret-1")
                .doesNotContain("shown-once");
    }

    @Test
    void aProgramGetsTheSecretAsJson() {
        var json = shell.run("client", "add", "stmarys", "--scope", "download", "--json", "--quiet");

        assertThat(json.json().get("client_secret").stringValue()).isEqualTo("shown-once");
        assertThat(json.err()).isEmpty();
    }

    @Test
    void aClientWithKeysNeedsNoSecret() throws IOException {
        var keys = Files.writeString(home.resolve("jwks.json"), "{\"keys\": []}");

        var json = shell.run("client", "add", "stmarys", "--scope", "download", "--jwks", keys.toString(), "--json");

        assertThat(json.json().get("client_secret").isNull()).isTrue();
    }

    @Test
    void keysThatAreNoKeysAreRefusedHere() throws IOException {
        var keys = Files.writeString(home.resolve("jwks.json"), "-----BEGIN PUBLIC KEY-----");

        var result = shell.run("client", "add", "stmarys", "--scope", "download", "--jwks", keys.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Cannot read a JSON Web Key Set");
    }

    @Test
    void aSecretIsReplacedWithoutAnOutage() {
        shell.run("client", "add", "stmarys", "--scope", "download");

        assertThat(shell.run("client", "secret", "add", "client-1").out()).contains("secret-2", "shown-once-too");
        assertThat(shell.run("client", "secret", "add", "client-1").exitCode()).isEqualTo(1);
        assertThat(shell.run("client", "secret", "remove", "client-1", "secret-1")
                        .exitCode())
                .isZero();
        assertThat(shell.run("client", "list", "stmarys").out())
                .contains("secret-2")
                .doesNotContain("secret-1");
    }

    @Test
    void aDisabledClientIsMarked() {
        shell.run("client", "add", "stmarys", "--scope", "download");

        assertThat(shell.run("client", "disable", "client-1").exitCode()).isZero();
        assertThat(shell.run("client", "list", "stmarys").out()).contains("2026-11-21 20:36:54Z");
        assertThat(shell.run("client", "disable", "client-9").exitCode()).isEqualTo(3);
    }

    @Test
    void keysAreRotated() {
        assertThat(shell.run("keys", "rotate").out()).contains("key-2");
    }

    @Test
    void aLeakedKeyIsWithdrawn() {
        assertThat(shell.run("keys", "withdraw", "key-1").out()).isEqualTo("Withdrew key key-1.\n");
        assertThat(shell.run("keys", "withdraw", "key-1", "--json").json().propertyNames())
                .containsExactly("withdrawn");
        assertThat(shell.run("keys", "withdraw", "key-9").exitCode()).isEqualTo(3);
    }

    @Test
    void keysOfManifestsAreListedAndRotated() {
        var first = shell.run("keys", "manifest", "list", "--org", "stmarys");
        assertThat(first.out()).containsPattern("ed25519:[\\w-]{43} +[\\w-]{43} +2026-11-21 20:36:54Z +now +yes");

        var rotated = shell.run("keys", "manifest", "rotate", "--org", "stmarys");
        assertThat(rotated.out()).matches("Manifests will be signed with ed25519:[\\w-]{43}\\.\n");
        var both = shell.run("keys", "manifest", "list", "--org", "stmarys", "--json")
                .json();
        assertThat(both.size()).isEqualTo(2);
        assertThat(rotated.out()).contains(both.get(1).get("key").stringValue());
        assertThat(both.get(1).get("endorsed").booleanValue()).isTrue();
        assertThat(shell.run("keys", "manifest", "list", "--json").json().size())
                .isEqualTo(1);
    }

    @Test
    void aLeakedKeyOfManifestsIsWithdrawn() {
        var id = shell.run("keys", "manifest", "list", "--json")
                .json()
                .get(0)
                .get("key_id")
                .stringValue();
        var done = shell.run("keys", "manifest", "withdraw", id);
        assertThat(done.out()).startsWith("Withdrew key " + id + ". Signed 3 manifests again with ed25519:");
        assertThat(done.err()).isEmpty();
        assertThat(shell.run("keys", "manifest", "withdraw", id).exitCode()).isEqualTo(3);
    }

    @Test
    void theAuditTrailIsCutToWhatOneCanRead() {
        assertThat(shell.run("audit").out().lines()).hasSize(51);
        assertThat(shell.run("audit", "--limit", "0", "--json").json()).hasSize(120);
    }

    @Test
    void theAuditTrailIsAskedForInUtc() {
        shell.run("audit", "--org", "stmarys", "--from", "2026-11-01", "--to", "2026-11-02T08:00:00Z");

        assertThat(server.requests().getLast().query())
                .contains("organization=stmarys", "from=2026-11-01T00%3A00%3A00Z", "to=2026-11-02T08%3A00%3A00Z");
    }

    @Test
    void aTokenIsAllThatTokenPrints() {
        assertThat(shell.run("token").out()).matches("token-[0-9]+\n");
        assertThat(shell.run("token", "--json").json().get("access_token").stringValue())
                .startsWith("token-");
    }
}
