package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.almoner.cli.Shell;
import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code diff} of versions that a server has. */
class DiffVersionsTest {

    private static final String HERE = "icd-10-cm/code-descriptions";

    @TempDir
    private Path home;

    private GoldenServer server;
    private Shell shell;
    private List<Path> scratch;

    @BeforeEach
    void start() throws IOException {
        server = new GoldenServer();
        shell = Shell.at(server, home);
        scratch = scratch();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        assertThat(scratch()).isEqualTo(scratch);
    }

    private static List<Path> scratch() throws IOException {
        try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("almoner-diff"))
                    .toList();
        }
    }

    private String sample(int number) {
        var made = shell.run(
                "sample",
                "release",
                "loinc",
                "--out",
                home.toString(),
                "--date",
                "2026-0" + (1 + number) + "-01",
                "--codes",
                "500",
                "--number",
                Integer.toString(number),
                "--json");
        assertThat(made.exitCode()).as(made.err()).isZero();
        return made.json().get("path").asString();
    }

    private void publish(String version, String... files) {
        var arguments = new String[files.length + 3];
        arguments[0] = "publish";
        arguments[1] = HERE;
        arguments[2] = version;
        System.arraycopy(files, 0, arguments, 3, files.length);
        var result = shell.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @Test
    void twoVersionsAreFetchedAndComparedHere() throws IOException {
        var before = sample(0);
        var after = sample(1);
        publish("old", before);
        publish("new", after);
        var here = home.resolve("here.jsonl");
        var there = home.resolve("there.jsonl");
        var files = shell.run("diff", before, after, "--json", "--out", here.toString())
                .json();
        server.forgetRequests();

        var versions = shell.run("diff", HERE, "old", "new", "--json", "--out", there.toString());

        assertThat(versions.exitCode()).as(versions.err()).isZero();
        var release = versions.json().get("releases").get(0);
        assertThat(release.get("profile").asString()).isEqualTo("loinc");
        assertThat(release.get("tables")).isEqualTo(files.get("tables"));
        assertThat(release.get("tables").get(0).get("in_force").get("added").asInt())
                .isPositive();
        assertThat(there).hasSameBinaryContentAs(here);
        assertThat(versions.err()).contains("fetched, verified");
        // Any server of the API will do.
        assertThat(server.asked()).noneMatch(asked -> asked.contains("/changes"));
        assertThat(shell.run("diff", HERE, "old", "new").out())
                .contains("loinc", "in force")
                .contains(" since old-");
    }

    @Test
    void bytesThatAreNotThoseListedAreNotCompared() {
        publish("old", sample(0));
        publish("new", sample(1));
        server.downloads().listHash("0".repeat(64));

        var result = shell.run("diff", HERE, "old", "new");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void versionsWithoutACodeSetAreSaidToHaveNone() throws IOException {
        publish("old", sample(0));
        publish("new", Files.writeString(home.resolve("notes.pdf"), "%PDF").toString());

        var result = shell.run("diff", HERE, "old", "new");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("it has releases of loinc", "no profile knows notes.pdf", "almoner codeset list");
        assertThat(shell.run("diff", HERE, "old", "newer").exitCode()).isEqualTo(3);
    }

    @Test
    void whatTheServerKnowsOfOneVersionIsTold() {
        publish("new", sample(1));
        server.admin().checks().tellChanges(50);

        var result = shell.run("diff", HERE, "new", "--show", "2");
        var json = shell.run("diff", HERE, "new", "--json").json();

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("since 2025-3 (2025)")
                .containsPattern("vaccines +in force +1 +2 +3 +4 +5 +6 +3 +8")
                .containsPattern("vaccines +others +0 +0 +0 +0 +0 +7")
                .contains("  added 0 in vaccines: short_name 'name, \"0\"'\n")
                .contains("  added 1 in vaccines")
                .doesNotContain("  revised 2 in");
        assertThat(json.get("first").size()).isEqualTo(20);
        assertThat(json.get("since").get("effective_date").asString()).isEqualTo("2025-01-01");
    }

    @Test
    void allChangesAreWrittenAsTheServerHasThem() throws IOException {
        publish("new", sample(1));
        server.admin().checks().tellChanges(450);
        var lines = home.resolve("changes.jsonl");
        var csv = home.resolve("changes.csv");
        Files.writeString(lines, "those of the version before");

        assertThat(shell.run("diff", HERE, "new", "--out", lines.toString()).exitCode())
                .isZero();
        assertThat(shell.run("diff", HERE, "new", "--out", csv.toString()).exitCode())
                .isZero();

        assertThat(lines).hasBinaryContent(server.admin().checks().file());
        assertThat(Files.readString(csv))
                .startsWith("profile,table,change,code,in_force,column,before,after\r\n"
                        + "cvx,vaccines,added,0,true,short_name,,\"name, \"\"0\"\"\"\r\n")
                .hasLineCount(451);

        server.downloads().offerNoChanges();
        var pages = home.resolve("pages.csv");
        var paged = home.resolve("pages.jsonl");
        shell.run("diff", HERE, "new", "--out", pages.toString());
        shell.run("diff", HERE, "new", "--out", paged.toString());
        assertThat(pages).hasSameBinaryContentAs(csv);
        assertThat(paged).hasSameBinaryContentAs(lines);
    }

    @Test
    void onlyReleasesOfOneProfileAreTold() {
        publish("new", sample(1));
        server.admin().checks().tellChanges(5);

        var other = shell.run("diff", HERE, "new", "--profile", "loinc");

        assertThat(other.exitCode()).isEqualTo(3);
        assertThat(other.err()).contains("There is no release of loinc in", "but of cvx");
        assertThat(shell.run("diff", HERE, "new", "--profile", "cvx").exitCode())
                .isZero();
    }

    @Test
    void aVersionOfWhichNothingIsKnownIsSaidToBe() {
        publish("new", sample(1));

        var result = shell.run("diff", HERE, "new");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("Nothing is known of what has changed");
    }

    @Test
    void filesThatExistAreMeant() throws IOException {
        var before = Path.of(sample(0));
        var after = Path.of(sample(1));

        assertThat(shell.run("diff", before.toString(), after.toString()).exitCode())
                .isZero();
        assertThat(shell.run("diff", before.toString(), home.resolve("none.zip").toString())
                        .err())
                .contains("There is no " + home.resolve("none.zip"));
        assertThat(shell.run("diff", "none.zip", after.toString()).exitCode()).isEqualTo(3);
        assertThat(shell.run("diff", "none.zip", "old", "new").exitCode()).isEqualTo(2);
        assertThat(server.asked()).isEmpty();
    }
}
