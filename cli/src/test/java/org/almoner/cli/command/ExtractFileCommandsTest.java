package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.almoner.cli.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Extracts that are made and examined without a server. */
class ExtractFileCommandsTest {

    private static final String JANUARY = "syndication_longrecord_C_mercy_adults_1.0.0_202601010000.tar.gz";
    private static final String CHANGES = "syndication_longrecord_I_mercy_adults_1.0.0_202604010000.tar.gz";
    private static final String APRIL = "syndication_longrecord_C_mercy_adults_1.0.0_202604010000.tar.gz";

    @TempDir
    private Path home;

    private Path out;
    private Shell shell;

    @BeforeEach
    void start() {
        out = home.resolve("out");
        shell = new Shell(home);
    }

    @Test
    void twoStatesOfAPopulationBecomeACompleteAndWhatChanged() {
        var january = sample("2026-01-01");
        var april = sample("2026-04-01");

        assertThat(build(january, "COMPLETE", "2026-01-01T00:00:00Z").exitCode())
                .isZero();
        assertThat(build(april, "INCREMENTAL", "2026-04-01T00:00:00Z").out().strip())
                .isEqualTo(out.resolve(CHANGES).toString());
        assertThat(build(
                                april,
                                "COMPLETE",
                                "2026-04-01T00:00:00Z",
                                "--index",
                                home.resolve("other").toString())
                        .exitCode())
                .isZero();

        assertThat(shell.run("extract", "verify", archive(CHANGES)).out()).contains("is sound: 140 files");
        var law = shell.run(
                "extract",
                "check-law",
                "--complete",
                archive(JANUARY),
                "--incremental",
                archive(CHANGES),
                "--complete",
                archive(APRIL));
        assertThat(law.out()).contains("The law holds");
        assertThat(law.exitCode()).isZero();
        assertThat(build(
                                january,
                                "COMPLETE",
                                "2026-01-02T00:00:00Z",
                                "--index",
                                home.resolve("other").toString())
                        .exitCode())
                .isZero();
        var notItsBase = shell.run(
                "extract",
                "check-law",
                "--complete",
                archive("syndication_longrecord_C_mercy_adults_1.0.0_202601020000.tar.gz"),
                "--incremental",
                archive(CHANGES),
                "--complete",
                archive(APRIL));
        assertThat(notItsBase.out())
                .contains("changes syndication_longrecord_C_mercy_adults_1.0.0_202601010000, not")
                .doesNotContain("The law holds");
        assertThat(notItsBase.exitCode()).isEqualTo(1);
        assertThat(shell.run(
                                "extract",
                                "check-law",
                                "--complete",
                                archive(APRIL),
                                "--incremental",
                                archive(CHANGES),
                                "--complete",
                                archive(JANUARY))
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void aDamagedArchiveIsFound() throws IOException {
        build(sample("2026-01-01"), "COMPLETE", "2026-01-01T00:00:00Z");
        var bytes = Files.readAllBytes(out.resolve(JANUARY));
        bytes[bytes.length / 2] ^= 1;
        Files.write(out.resolve(JANUARY), bytes);

        var result = shell.run("extract", "verify", archive(JANUARY));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains(JANUARY);
        assertThat(result.err()).contains("is not sound");
    }

    @Test
    void whatCannotBeBuiltIsSaidInWords() throws IOException {
        var source = sample("2026-01-01");
        assertThat(build(source, "INCREMENTAL", "2026-01-01T00:00:00Z").err()).contains("is missing", "Run a COMPLETE");
        assertThat(build(home.resolve("absent"), "COMPLETE", "2026-01-01T00:00:00Z")
                        .err())
                .contains("is not a folder");

        Files.writeString(source.resolve("Patient.ndjson"), "{\"resourceType\":\"Patient\",\n");
        var bad = build(source, "COMPLETE", "2026-01-01T00:00:00Z");
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.err()).contains("Patient.ndjson, line 1");
        try (var left = Files.list(out)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void wrongNamesAreUsageErrors() {
        assertThat(shell.run("dataset", "show", "SHORT_REC").exitCode()).isEqualTo(3);
        assertThat(shell.run("dataset", "show", "LONG_REC", "Nobody").exitCode())
                .isEqualTo(3);
        var result = shell.run(
                "extract",
                "build",
                "--dataset",
                "LONG_REC",
                "--source",
                "x",
                "--client",
                "Mercy Hospital",
                "--population",
                "adults",
                "--type",
                "COMPLETE",
                "--out",
                out.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("lower-case");
    }

    @Test
    void aServersAddressIsAnsweredWithWhatToDo() {
        for (var address : List.of("https://ehr.example/fhir", "HTTP://ehr.example/fhir")) {
            var result = build(address, "COMPLETE", "2026-01-01T00:00:00Z");
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("not the address of a FHIR server", "almoner population add");
            assertThat(out).doesNotExist();
        }
    }

    @Test
    void theWrittenReferenceOfTheColumnsIsThatOfTheDataSet() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "long-rec.md")))
                .as("docs/long-rec.md is behind; renew it with: almoner dataset show LONG_REC --markdown")
                .isEqualTo(
                        shell.run("dataset", "show", "LONG_REC", "--markdown").out());
    }

    private Path sample(String day) {
        var folder = home.resolve("sample-" + day);
        assertThat(shell.run("sample", "population", "--patients", "4", "--at", day, "--out", folder.toString())
                        .exitCode())
                .isZero();
        return folder;
    }

    private Shell.Result build(Object source, String type, String at, String... more) {
        var arguments = new ArrayList<>(List.of(
                "extract",
                "build",
                "--dataset",
                "LONG_REC",
                "--source",
                source.toString(),
                "--client",
                "mercy",
                "--population",
                "adults",
                "--type",
                type,
                "--at",
                at,
                "--out",
                out.toString()));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray(String[]::new));
    }

    private String archive(String name) {
        return out.resolve(name).toString();
    }
}
