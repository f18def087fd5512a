package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.almoner.cli.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SampleCommandsTest {

    @TempDir
    private Path home;

    private Path out;
    private Shell shell;

    @BeforeEach
    void start() {
        out = home.resolve("out");
        // No settings: nothing of this needs a server.
        shell = new Shell(home);
    }

    @Test
    void aPopulationIsWritten() throws IOException {
        var result = shell.run("sample", "population", "--patients", "3", "--seed", "9", "--out", out.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("3 patients of 2026-01-01: ");
        assertThat(result.out().lines()).hasSize(1 + 25).anyMatch(line -> line.matches(".*Patient\\.ndjson +3 +.*"));
        assertThat(Files.readAllLines(out.resolve("Patient.ndjson"))).hasSize(3);
    }

    @Test
    void aPopulationIsToldAsJson() {
        var json = shell.run(
                        "sample",
                        "population",
                        "--patients",
                        "2",
                        "--at",
                        "2020-02-29",
                        "--gzip",
                        "--json",
                        "--quiet",
                        "--out",
                        out.toString())
                .json();

        assertThat(json.get("at").stringValue()).isEqualTo("2020-02-29");
        assertThat(json.get("files"))
                .hasSize(25)
                .allSatisfy(file -> assertThat(Path.of(file.get("path").stringValue()))
                        .exists()
                        .hasExtension("gz"));
    }

    @Test
    void thereIsAPopulationWithoutSayingMore() {
        assertThat(shell.run("sample", "population", "--patients", "1", "--out", out.toString(), "-q")
                        .err())
                .isEmpty();
    }

    @Test
    void anotherSampleIsReplacedOnlyIfSaid() throws IOException {
        var arguments = List.of("sample", "population", "--patients", "1", "--out", out.toString());
        shell.run(arguments.toArray(String[]::new));

        var again = shell.run(arguments.toArray(String[]::new));

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("is not empty", "--force");
        assertThat(shell.run("sample", "population", "--patients", "1", "--force", "--out", out.toString())
                        .exitCode())
                .isZero();
        Files.writeString(out.resolve("thesis.txt"), "mine");
        assertThat(shell.run("sample", "population", "--patients", "1", "--force", "--out", out.toString())
                        .err())
                .contains("thesis.txt, which is not of a sample");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            population                               | 2 | Missing required option: '--out=FOLDER'
            population --out o --patients 0          | 2 | 1 to 10000000 patients, not 0
            population --out o --patients x          | 2 | 'x' is not an int
            population --out o --at 1999-12-31       | 2 | from 2000-01-01 to 2100-01-01, not 1999-12-31
            population --out o --at tomorrow         | 2 | 'tomorrow' is not a date such as
            release icd-9 --out o                    | 2 | There is one of: icd-10-cm, loinc, ndc, cvx, snomed-ct, cpt.
            release cvx                              | 2 | Missing required option: '--out=FOLDER'
            release cvx --out o --codes 0            | 2 | 1 to 1,000,000 codes, not 0
            release cvx --out o --number -1          | 2 | there is no -1
            population --out /dev/null/o             | 1 | could not be written
            """)
    void whatCannotBeIsSaid(String line, int exitCode, String said) {
        var arguments = ("sample " + line.strip()).split(" +");

        var result = shell.run(arguments);

        assertThat(result.err()).contains(said);
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(Path.of("o")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"icd-10-cm", "loinc", "ndc", "cvx"})
    void aReleaseIsWritten(String codeSet) {
        var arguments = new String[] {"sample", "release", codeSet, "--codes", "20", "--out", out.toString()};

        var result = shell.run(arguments);

        assertThat(result.exitCode()).isZero();
        assertThat(Path.of(result.out().strip())).isNotEmptyFile().hasParent(out);
        var again = shell.run(arguments);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("is there already");
    }

    @Test
    void aLaterReleaseIsAnother() throws IOException {
        var first = shell.run(
                        "sample", "release", "cvx", "--out", home.resolve("1").toString(), "--json")
                .json();
        var second = shell.run(
                        "sample",
                        "release",
                        "cvx",
                        "--number",
                        "1",
                        "--out",
                        home.resolve("2").toString(),
                        "--json")
                .json();

        assertThat(Path.of(first.get("path").stringValue()))
                .content()
                .isNotEqualTo(contentOf(second.get("path").stringValue()));
    }

    private static String contentOf(String path) throws IOException {
        return Files.readString(Path.of(path));
    }
}
