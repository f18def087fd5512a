package org.almoner.cli.command;

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

class SyndicationCommandsTest {

    private static final byte[] ARCHIVE = Golden.bytes(25_000, 1);
    private static final String JOB = "00000000-0000-4000-8000-000000000001";

    @TempDir
    private Path home;

    private GoldenServer server;
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        server = new GoldenServer();
        shell = Shell.at(server, home);
        shell.run("population", "add", "stmarys", "diabetes", "--source", "/srv/exports/diabetes");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void populationsAreAddedAndListed() {
        var added = shell.run(
                "population",
                "add",
                "stmarys",
                "all",
                "--source",
                "jdbc:postgresql://emr/emr",
                "--name",
                "Everybody",
                "--source-option",
                "user=almoner",
                "--source-option",
                "password=hunter2");
        assertThat(added.exitCode()).isZero();
        assertThat(added.out()).isEqualTo("Added population stmarys/all.\n");
        assertThat(shell.run("population", "list", "stmarys").out())
                .contains("stmarys/diabetes", "stmarys/all", "Everybody", "jdbc:postgresql://emr/emr");
        assertThat(shell.run("population", "list", "--json").json()).hasSize(2);
        assertThat(shell.run("population", "show", "stmarys/all").out())
                .contains("user", "password")
                .doesNotContain("hunter2");
        assertThat(shell.run("population", "show", "stmarys/nobody").exitCode()).isEqualTo(3);
        assertThat(shell.run("population", "show", "stmarys").exitCode()).isEqualTo(2);
        assertThat(shell.run("population", "remove", "stmarys/all").out())
                .isEqualTo("Removed population stmarys/all.\n");
        assertThat(shell.run("population", "list", "--json").json()).hasSize(1);
    }

    @Test
    void feedsArePausedAndResumed() {
        var added = shell.run(
                "feed",
                "add",
                "stmarys/diabetes",
                "--dataset",
                "LONG_REC",
                "--cron",
                "0 3 * * *",
                "--type",
                "INCREMENTAL");
        assertThat(added.out()).isEqualTo("Added feed feed-1; it runs next at 2026-11-22 03:00:00Z.\n");
        assertThat(shell.run("feed", "list", "stmarys/diabetes").out())
                .contains("feed-1", "INCREMENTAL", "LONG_REC 1.0.0", "0 3 * * *", "UTC", "2026-11-22 03:00:00Z");
        assertThat(shell.run("feed", "pause", "stmarys/diabetes", "feed-1").out())
                .isEqualTo("The feed is paused.\n");
        assertThat(shell.run("feed", "list", "stmarys/diabetes").out()).contains("paused");
        assertThat(shell.run("feed", "resume", "stmarys/diabetes", "feed-1").out())
                .contains("2026-11-22 03:00:00Z");
        assertThat(shell.run("feed", "remove", "stmarys/diabetes", "feed-1").exitCode())
                .isZero();
        assertThat(shell.run("feed", "remove", "stmarys/diabetes", "feed-1").exitCode())
                .isEqualTo(3);
        assertThat(shell.run("feed", "add", "stmarys/diabetes", "--cron", "@daily", "--type", "FULL")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void anExtractIsAskedForAndLeftAlone() {
        var result = shell.run("extract", "run", "stmarys/diabetes", "--type", "COMPLETE");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("Job " + JOB + " will make it.\n");
        assertThat(result.err()).contains("almoner extract job " + JOB + " --follow");
        assertThat(shell.run("extract", "jobs").out()).contains(JOB, "stmarys/diabetes", "COMPLETE LONG_REC", "queued");
        assertThat(shell.run("extract", "job", JOB).out()).contains("waits for its turn");
        assertThat(shell.run("extract", "cancel", JOB).out()).isEqualTo("Cancelled job " + JOB + ".\n");
        assertThat(shell.run("extract", "cancel", "nothing").exitCode()).isEqualTo(3);
    }

    @Test
    void anExtractIsFollowedToItsEnd() {
        server.syndication().nextJobIs("queued", "running", "running", "done");
        var result = shell.run("extract", "run", "stmarys/diabetes", "--type", "COMPLETE", "--follow");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("Released extract 159 (7 rows).\n");
        assertThat(result.err()).contains("Waiting for its turn.");
        assertThat(server.asked()).endsWith("GET /admin/v1/extract-jobs/" + JOB);
    }

    @Test
    void aJobThatFailsFailsTheCommandThatFollowsIt() {
        server.syndication().nextJobIs("running", "failed");
        var result = shell.run("extract", "run", "stmarys/diabetes", "--type", "INCREMENTAL", "--follow");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("Run a COMPLETE.");
        var json = shell.run("extract", "job", JOB, "--follow", "--json");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.json().get("state").stringValue()).isEqualTo("failed");
    }

    @Test
    void extractsAreListedForOperators() {
        server.syndication().release("COMPLETE", ARCHIVE);
        server.syndication().release("INCREMENTAL", ARCHIVE);
        assertThat(shell.run("extract", "list", "--population", "stmarys/diabetes")
                        .out())
                .contains("stmarys/diabetes", "INCREMENTAL", "25.0 kB");
        assertThat(server.requests().getLast().query()).contains("organization=stmarys", "population=diabetes");
        assertThat(shell.run("extract", "show", "2").out())
                .contains("Starts from: 1", "2 pieces of the input were left out");
        assertThat(shell.run("extract", "withdraw", "1", "--reason", "Wrong").out())
                .isEqualTo("Withdrew extract 1.\n");
        assertThat(shell.run("extract", "show", "1").out()).contains("Withdrawn:  2026-11-21 21:00:00Z: Wrong");
    }

    @Test
    void extractsAreListedForTheirClients() {
        server.syndication().release("COMPLETE", ARCHIVE);
        server.syndication().release("INCREMENTAL", ARCHIVE);
        assertThat(shell.run("extracts").out().lines()).hasSize(3);
        assertThat(shell.run("extracts", "--type", "INCREMENTAL", "--json").json())
                .hasSize(1);
        shell.run("extracts", "--from", "2016-11-11");
        assertThat(server.requests().getLast().query()).contains("start_date=2016-11-11T00%3A00%3A00Z");
    }

    @Test
    void anExtractIsFetchedWhereItIsWanted() {
        server.syndication().release("COMPLETE", ARCHIVE);
        server.fail("GET", "/api/extracts/1/download", new Fault.BreakAnswer(10_000));
        var target = home.resolve("archive.tar.gz");
        var result = shell.run("extract", "get", "1", "-o", target.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(target).hasBinaryContent(ARCHIVE);
        assertThat(result.out()).isEqualTo(target + "\n");
        assertThat(result.err()).contains("fetched, verified (25.0 kB)");
        assertThat(shell.run("extract", "get", "9", "-o", target.toString()).exitCode())
                .isEqualTo(3);
    }

    @Test
    void anArchiveIsTakenIn() throws Exception {
        var name = "syndication_longrecord_C_stmarys_diabetes_1.0.0_202611110300.tar.gz";
        var file = Files.write(home.resolve(name), ARCHIVE).toString();
        server.syndication().nextJobIs("running", "done");
        var result = shell.run("extract", "import", file, "--follow");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("Released extract 159 (7 rows).\n");
        assertThat(server.syndication().imported(name)).isEqualTo(ARCHIVE);
        assertThat(shell.run("extract", "import", home.resolve("codes.zip").toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void ofTheParentCommandThereIsHelp() {
        assertThat(shell.run("extract", "--help").out()).contains("run", "list", "import", "get");
        assertThat(shell.run("extract").exitCode()).isEqualTo(2);
    }
}
