package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.almoner.cli.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LoadCommandTest {

    private static final String JANUARY = "syndication_longrecord_C_mercy_adults_1.0.0_202601010000";
    private static final String CHANGES = "syndication_longrecord_I_mercy_adults_1.0.0_202604010000";

    @TempDir
    private Path home;

    private Path extracts;
    private Path file;
    private Shell shell;

    @BeforeEach
    void makeExtracts() {
        extracts = home.resolve("extracts");
        file = home.resolve("research.duckdb");
        shell = new Shell(home);
        build("2026-01-01", "COMPLETE");
        build("2026-04-01", "INCREMENTAL");
    }

    private void build(String date, String type) {
        var source = home.resolve("source-" + date).toString();
        shell.run("sample", "population", "--out", source, "--patients", "2", "--at", date, "--quiet");
        var made = shell.run(
                "extract",
                "build",
                "--dataset",
                "LONG_REC",
                "--source",
                source,
                "--client",
                "mercy",
                "--population",
                "adults",
                "--type",
                type,
                "--at",
                date + "T00:00:00Z",
                "--out",
                extracts.toString(),
                "--quiet");
        assertThat(made.exitCode()).as(made.err()).isZero();
    }

    private Shell.Result load(String... options) {
        var arguments = new ArrayList<>(List.of("load", extracts.toString()));
        arguments.addAll(List.of(options));
        return shell.run(arguments.toArray(String[]::new));
    }

    @Test
    void aFolderIsLoadedOnce() throws SQLException {
        var first = load("--to", file.toString());
        var again = load("--to", file.toString());

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).contains("long_rec holds " + CHANGES + ".");
        assertThat(first.err()).contains(JANUARY + ".tar.gz: loaded, ", CHANGES + ".tar.gz: loaded, ", "rows deleted");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out())
                .isEqualTo("%s is loaded already%n%s is loaded already%nlong_rec holds %s.%n"
                        .formatted(JANUARY, CHANGES, CHANGES));
        assertThat(count("long_rec.almoner_loads")).isEqualTo(2);
        assertThat(count("long_rec.person")).isEqualTo(2);
    }

    @Test
    void aProgramIsToldWhatCameOfIt() {
        var json = load("--to", file.toString(), "--json", "--schema", "mine").json();

        assertThat(json.get("schema").asString()).isEqualTo("mine");
        assertThat(json.get("loaded")).hasSize(2);
        assertThat(json.get("loaded").get(1).get("base").asString()).isEqualTo(JANUARY);
        assertThat(json.get("loaded").get(1).get("rows_deleted").asLong()).isPositive();
        assertThat(json.get("loaded").get(0).get("sha256").asString()).hasSize(64);
        assertThat(json.get("holds").asString()).isEqualTo(CHANGES);
    }

    @Test
    void aDryRunChangesNothing() {
        var tried = load("--to", file.toString(), "--dry-run");

        assertThat(tried.exitCode()).as(tried.err()).isZero();
        assertThat(tried.out())
                .contains(JANUARY + " would be loaded", CHANGES + " would be loaded", "holds nothing yet");
        assertThat(file).doesNotExist();
    }

    @Test
    void theWarehouseIsASettingToo() throws IOException {
        Files.writeString(home.resolve("settings"), "warehouse=" + file + "\n");

        assertThat(load("--config", home.resolve("settings").toString()).exitCode())
                .isZero();
        assertThat(file).exists();
    }

    @Test
    void theTablesCanBeExported() {
        load("--to", file.toString());
        var exported = shell.run(
                "export",
                "parquet",
                "--from",
                file.toString(),
                "--to",
                home.resolve("parquet").toString(),
                "--json");

        assertThat(exported.exitCode()).as(exported.err()).isZero();
        assertThat(exported.json()).hasSize(71);
        assertThat(home.resolve("parquet/person_name.parquet")).exists();
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        assertFails(3, "There is no ", "load", home.resolve("none").toString());
        assertFails(3, "There is no data set 'NONE'", "load", extracts.toString(), "--dataset", "NONE");
        assertFails(3, "There is no ", "export", "parquet", "--from", file.toString(), "--to", home.toString());
        assertFails(
                2, "is not a schema's name", "load", extracts.toString(), "--to", file.toString(), "--schema", "A-B");
        assertFails(2, "neither jdbc:postgresql", "load", extracts.toString(), "--to", "jdbc:mysql://x");
        assertFails(
                2,
                "ALMONER_WAREHOUSE_PASSWORD",
                "load",
                extracts.toString(),
                "--to",
                "jdbc:postgresql://db/x?user=me&password=s3cret");
        assertFails(
                2,
                "which jdbc:postgresql://db/x is not",
                "export",
                "parquet",
                "--from",
                "jdbc:postgresql://db/x",
                "--to",
                "x");
        assertFails(
                1,
                "changes " + JANUARY + ", which is neither loaded nor here",
                "load",
                extracts.resolve(CHANGES + ".tar.gz").toString(),
                "--to",
                file.toString());
        Files.write(extracts.resolve(JANUARY + ".tar.gz"), new byte[100]);
        assertFails(1, "is not sound", "load", extracts.toString(), "--to", file.toString());
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutItsPassword() {
        shell.set("ALMONER_WAREHOUSE_PASSWORD", "s3cret").set("ALMONER_WAREHOUSE_USER", "me");

        // A port that nobody can listen on.
        var result = load("--to", "jdbc:postgresql://127.0.0.1:1/research");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("Could not open jdbc:postgresql://127.0.0.1:1/research")
                .doesNotContain("s3cret");
        assertThat(shell.run("config").out()).contains("warehouse-password").doesNotContain("s3cret");
    }

    private void assertFails(int exitCode, String said, String... arguments) {
        var result = shell.run(arguments);
        assertThat(result.exitCode()).as(said + ": " + result.err()).isEqualTo(exitCode);
        assertThat(result.err()).contains(said).doesNotContain("s3cret");
        assertThat(result.out()).isEmpty();
    }

    private long count(String table) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
