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

import static org.assertj.core.api.Assertions.assertThat;

class PublishCommandTest {

    private static final String HERE = "icd-10-cm/code-descriptions";

    @TempDir
    private Path home;

    private GoldenServer server;
    private Shell shell;
    private String codes;

    @BeforeEach
    void start() throws IOException {
        server = new GoldenServer();
        shell = Shell.at(server, home);
        codes = file("codes.zip", 25_000, 1);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void filesBecomeAVersion() {
        var result = shell.run("publish", HERE, "2026", codes, file("readme.txt", 10, 2));

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("Published icd-10-cm-1/code-descriptions-2/2026-11 (2 files).\n");
        assertThat(result.err()).isEqualTo("""
                Not checked, as no profile knows such files: codes.zip, readme.txt.
                codes.zip: sent (25.0 kB)
                readme.txt: sent (10 B)
                """);
    }

    @Test
    void whatIsSaidOfAVersionIsThere() {
        shell.run(
                "publish",
                HERE,
                "2026",
                codes,
                "--effective-date",
                "2025-10-01",
                "--launch-date",
                "2026-12-01",
                "--retention-date",
                "2030-01-01",
                "--metadata",
                "codes=74260",
                "--metadata",
                "source=CMS=NCHS");

        var version = server.admin().version("2026");
        assertThat(version.get("effective_date")).isEqualTo("2025-10-01");
        assertThat(version.get("launch_date")).isEqualTo("2026-12-01");
        assertThat(version.get("retention_date")).isEqualTo("2030-01-01");
        assertThat(version.get("version_metadata"))
                .asString()
                .contains("name=codes, value=74260", "name=source, value=CMS=NCHS");
    }

    @Test
    void jsonTellsWhatHappenedToEachFile() {
        var json =
                shell.run("publish", HERE, "2026", codes, "--json", "--quiet").json();

        assertThat(json.get("outcome").stringValue()).isEqualTo("published");
        assertThat(json.get("version_slug").stringValue()).isEqualTo("2026-11");
        assertThat(json.get("files").get(0).get("how").stringValue()).isEqualTo("uploaded");
        assertThat(json.get("files").get(0).get("size_in_bytes").longValue()).isEqualTo(25_000);
    }

    @Test
    void aSecondRunSaysThatAllIsDone() {
        shell.run("publish", HERE, "2026", codes);

        var again = shell.run("publish", HERE, "2026", codes);

        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("is published already", "Nothing was changed");
    }

    @Test
    void aFailedRunSaysHowToGoOnAndTheNextOneDoes() {
        server.fail("PATCH", ".*codes.zip", new Fault.BreakRequest(5_000))
                .fail("PATCH", ".*codes.zip", Fault.status(507));

        var failed = shell.run("publish", HERE, "2026", codes);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err())
                .contains("kept in the draft icd-10-cm-1/code-descriptions-2/2026-11; the same command");

        var next = shell.run("publish", HERE, "2026", codes);
        assertThat(next.exitCode()).isZero();
        assertThat(next.err()).contains("Going on with the draft", "sent the rest");
    }

    @Test
    void otherBytesUnderAPublishedNameAreRefused() {
        shell.run("publish", HERE, "2026", codes);

        var other = shell.run("publish", HERE, "2026", file("codes.zip", 25_000, 3));

        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("differs in: codes.zip").doesNotContain("the same command goes on");
    }

    @Test
    void aDraftIsPublishedLater() {
        assertThat(shell.run("publish", HERE, "2026", codes, "--draft").out()).contains("Draft", "without --draft");
        assertThat(server.admin().version("2026").state()).isEqualTo("draft");

        assertThat(shell.run("publish", HERE, "2026").out())
                .contains("Published")
                .contains("1 file");
        assertThat(server.admin().version("2026").state()).isEqualTo("committed");
    }

    @Test
    void aDraftIsThrownAway() {
        shell.run("publish", HERE, "2026", codes, "--draft");

        assertThat(shell.run("discard", HERE + "/2026").exitCode()).isZero();
        assertThat(shell.run("versions", HERE, "--all").out()).doesNotContain("2026-11");
    }

    @Test
    void aProductIsMadeOnlyWhenAskedFor() {
        assertThat(shell.run("publish", "LOINC/Table", "2.82", codes).exitCode())
                .isEqualTo(3);
        assertThat(server.asked()).noneMatch(asked -> asked.startsWith("POST /admin"));

        var created = shell.run("publish", "LOINC/Table", "2.82", codes, "--create");
        assertThat(created.exitCode()).isZero();
        assertThat(created.out()).matches("Published loinc-[0-9]+/table-[0-9]+/2-82-[0-9]+ \\(1 file\\)\\.\n");
        assertThat(shell.run("publish", "loinc/table", "2.82", codes, "--create")
                        .out())
                .contains("published already");
    }

    @Test
    void aMissingFileIsSaidBeforeAnythingIsBegun() {
        var result = shell.run("publish", HERE, "2026", codes, "missing.zip");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("No such file: missing.zip");
        assertThat(server.admin().versions()).isEmpty();
    }

    @Test
    void aRetractedVersionIsListedAsSuch() {
        shell.run("publish", HERE, "2026", codes);

        assertThat(shell.run("retract", HERE + "/2026", "--reason", "Chapter 21 is incomplete")
                        .exitCode())
                .isZero();
        assertThat(shell.run("versions", HERE).out()).contains("retracted: Chapter 21 is incomplete");
        assertThat(shell.run("files", HERE + "/2026").exitCode()).isEqualTo(3);
    }

    @Test
    void theAdministratorsClientIsPreferred() {
        shell.set("ALMONER_CLIENT_ID", "reader").set("ALMONER_CLIENT_SECRET", "x");
        shell.set("ALMONER_ADMIN_CLIENT_ID", GoldenServer.ID).set("ALMONER_ADMIN_CLIENT_SECRET", GoldenServer.SECRET);

        assertThat(shell.run("publish", HERE, "2026", codes).exitCode()).isZero();
        assertThat(shell.run("products").exitCode()).isEqualTo(4);
    }

    private String file(String name, int size, long seed) {
        try {
            return Files.write(home.resolve(name), Golden.bytes(size, seed)).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
