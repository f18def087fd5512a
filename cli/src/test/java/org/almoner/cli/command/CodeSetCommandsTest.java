package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.almoner.cli.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CodeSetCommandsTest {

    @TempDir
    private Path home;

    private Path database;
    private Shell shell;

    @BeforeEach
    void prepare() {
        database = home.resolve("codes.duckdb");
        shell = new Shell(home);
    }

    private Path sample(String codeSet, String date) {
        var made = shell.run(
                "sample", "release", codeSet, "--out", home.toString(), "--date", date, "--codes", "50", "--json");
        return Path.of(made.json().get("path").asString());
    }

    private Shell.Result load(Path file, String... options) {
        var arguments =
                new java.util.ArrayList<>(java.util.List.of("load", file.toString(), "--to", database.toString()));
        arguments.addAll(java.util.List.of(options));
        return shell.run(arguments.toArray(String[]::new));
    }

    @Test
    void aReleaseIsLoadedOnce() throws SQLException {
        var file = sample("icd-10-cm", "2025-10-01");

        var first = load(file);
        var again = load(file);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .isEqualTo("icd-10-cm 2026 is loaded into icd_10_cm%n  order_file: 55 rows of icd10cm_order_2026.txt%n"
                        .formatted());
        assertThat(first.err()).contains("icd-10-cm 2026: loaded, 55 rows");
        assertThat(again.out()).isEqualTo("icd-10-cm 2026 is loaded already%n".formatted());
        assertThat(count("icd_10_cm.order_file WHERE billable")).isEqualTo(50);
    }

    /** As it was unpacked. */
    @Test
    void aFolderIsARelease() throws IOException, SQLException {
        var folder = Files.createDirectories(home.resolve("ndc-2025-10"));
        try (var zip = new java.util.zip.ZipFile(sample("ndc", "2025-10-01").toFile())) {
            for (var entry : zip.stream().toList()) {
                Files.copy(zip.getInputStream(entry), folder.resolve(entry.getName()));
            }
        }

        var loaded = load(folder, "--profile", "ndc", "--version", "2025-10");

        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        assertThat(loaded.out())
                .contains("ndc 2025-10 is loaded into ndc", "products: 50 rows of product.txt", "of package.txt");
        assertThat(
                        count(
                                "ndc.almoner_releases WHERE file_name IN ('product.txt', 'package.txt') AND length(sha256) = 64"))
                .isEqualTo(2);
        assertThat(load(folder, "--profile", "ndc", "--version", "2025-10").out())
                .isEqualTo("ndc 2025-10 is loaded already%n".formatted());
    }

    @Test
    void aCodeSetIsExported() {
        load(sample("icd-10-cm", "2025-10-01"));

        var exported = shell.run(
                "export",
                "parquet",
                "--from",
                database.toString(),
                "--schema",
                "icd_10_cm",
                "--to",
                home.resolve("parquet").toString(),
                "--json");

        assertThat(exported.exitCode()).as(exported.err()).isZero();
        assertThat(exported.json())
                .extracting(file -> file.get("table").asString())
                .containsExactly("order_file", "order_file_versions", "almoner_releases");
    }

    @Test
    void aDryRunChangesNothing() {
        var tried = load(sample("ndc", "2025-10-01"), "--version", "2025-10", "--dry-run", "--json")
                .json();

        assertThat(tried.get("dry_run").asBoolean()).isTrue();
        assertThat(tried.get("releases").get(0).get("state").asString()).isEqualTo("TO_LOAD");
        assertThat(tried.get("releases").get(0).get("files").get(0).get("rows").asInt())
                .isEqualTo(50);
        assertThat(tried.get("releases")
                        .get(0)
                        .get("files")
                        .get(0)
                        .get("sha256")
                        .asString())
                .hasSize(64);
        assertThat(database).doesNotExist();
    }

    @Test
    void anOwnProfileIsUsed() throws IOException, SQLException {
        var profile = Files.createDirectories(home.resolve("profiles/lab-units"));
        Files.writeString(profile.resolve("profile.json"), """
                { "name": "lab-units", "title": "Units", "publisher": "Our laboratory", "description": "Units of ours.",
                  "files": [ { "table": "units", "name": "units\\\\.csv", "occurs": "once", "layout": "units" } ] }
                """);
        Files.writeString(profile.resolve("units.layout.json"), """
                { "form": "delimited", "description": "Units.", "encoding": "utf-8", "delimiter": ",", "quotes": true,
                  "columns": [ { "name": "code", "type": "text", "header": ["Unit"] },
                               { "name": "factor", "type": "decimal", "header": ["Factor"], "optional": true } ] }
                """);
        var file = Files.writeString(home.resolve("units.csv"), "Unit,Factor,Why\n\"mg\",0.001,x\n");
        var folder = home.resolve("profiles").toString();

        var loaded = load(file, "--profiles", folder, "--profile", "lab-units", "--version", "1");

        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        assertThat(loaded.err())
                .contains("units.csv has columns that the profile lab-units does not know, and they are left out: Why");
        assertThat(count("lab_units.units WHERE factor = 0.001")).isEqualTo(1);
        assertThat(shell.run("codeset", "list", "--profiles", folder).out()).contains("lab-units", "Our laboratory");
        assertThat(shell.run("codeset", "show", "lab-units", "units", "--profiles", folder)
                        .out())
                .contains("Text in utf-8, commas between fields, which may be quoted", "factor  decimal  Factor");
    }

    @Test
    void whatIsKnownIsShown() {
        assertThat(shell.run("codeset", "list").out()).contains("snomed-ct", "Regenstrief Institute");
        var files = shell.run("codeset", "show", "icd-10-cm").out();
        assertThat(files).contains("OCCURS", "order_file", "icd10cm[_-]order");
        assertThat(shell.run("codeset", "show", "icd-10-cm", "order_file", "--json")
                        .json()
                        .get("columns")
                        .get(1)
                        .get("at")
                        .asString())
                .isEqualTo("7-13");
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        var unknown = Files.writeString(home.resolve("codes.dat"), "1,2\n");
        assertFails(1, "is no release of a known code set: no name in it is one of the files of apc", load(unknown));
        assertFails(1, "Say it with --version", load(sample("cvx", "2026-01-01")));
        assertFails(2, "is not a version", load(sample("ndc", "2026-01-01"), "--version", "a/b"));
        assertFails(
                3,
                "There is no profile 'icd-10-mc'. Did you mean 'icd-10-cm'?",
                load(unknown, "--profile", "icd-10-mc"));
        assertFails(3, "There is no profile", shell.run("codeset", "show", "x"));
        assertFails(
                3, "icd-10-cm has no table 'x'. It has: order_file", shell.run("codeset", "show", "icd-10-cm", "x"));
        assertFails(3, "There is no ", load(home.resolve("none"), "--profile", "cvx"));
        assertFails(1, "Say it with --version", load(home, "--profile", "cvx"));
        assertFails(
                1, "profile.json: there is no such file", shell.run("codeset", "list", "--profiles", home.toString()));
        var extract =
                Files.writeString(home.resolve("syndication_longrecord_C_mercy_adults_1.0.0_202601010000.tar.gz"), "x");
        assertFails(
                2,
                "Load extracts and release files of code sets by themselves",
                shell.run("load", extract.toString(), unknown.toString(), "--to", database.toString()));
        assertThat(database).doesNotExist();
    }

    @Test
    void theWrittenReferenceIsThatOfTheProfiles() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "code-sets.md")))
                .as("docs/code-sets.md is behind; renew it with: almoner codeset list --markdown")
                .isEqualTo(shell.run("codeset", "list", "--markdown").out());
    }

    private static void assertFails(int exitCode, String said, Shell.Result result) {
        assertThat(result.exitCode()).as(said + ": " + result.err()).isEqualTo(exitCode);
        assertThat(result.err()).contains(said);
        assertThat(result.out()).isEmpty();
    }

    private long count(String from) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
