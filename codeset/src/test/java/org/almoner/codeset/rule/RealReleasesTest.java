package org.almoner.codeset.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.almoner.codeset.RealFiles;
import org.almoner.codeset.Recognizer;
import org.almoner.codeset.Release;
import org.almoner.codeset.TestProfiles;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.read.ReadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Releases as their publishers made them pass their profiles. */
class RealReleasesTest {

    @TempDir
    private Path folder;

    private CheckReport check(Path path, String profile, List<Release> others, Optional<Path> previous)
            throws IOException {
        try (var scratch = new Scratch(folder, 1, 64 << 20)) {
            return new ReleaseCheck(ReadLimits.USUAL, scratch, 10)
                    .check(new ReleaseCheck.Order(path, TestProfiles.builtIn(profile), others, previous));
        }
    }

    /** All that is recognized passes. */
    @Test
    void allPass() throws IOException {
        var recognizer = new Recognizer(Profiles.builtIn(), ReadLimits.USUAL);
        var checked = new ArrayList<String>();
        var failed = new ArrayList<String>();
        try (var files = Files.walk(RealFiles.at("."))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Release release;
                try {
                    release = recognizer.recognize(file);
                } catch (org.almoner.codeset.UnknownReleaseException _) {
                    continue;
                }
                var report = check(file, release.profile().name(), List.of(), Optional.empty());
                checked.add(file.toString());
                if (!report.passes()) {
                    failed.add(file + ": " + report.findings());
                }
            }
        }

        assertThat(failed).isEmpty();
        assertThat(checked).hasSizeGreaterThanOrEqualTo(44);
    }

    @ParameterizedTest
    @CsvSource({
        "ndc,ndc/samples-openfda/product_trimmed.txt,ndc/samples-openfda/package_trimmed.txt",
        "ndc-unfinished,ndc/samples-openfda/unfinished_product_trimmed.txt,ndc/samples-openfda/unfinished_package_trimmed.txt"
    })
    void packagesAndProductsFitTogether(String profile, String products, String packages) throws IOException {
        var both = Files.createDirectories(folder.resolve("both"));
        Files.copy(RealFiles.at(products), both.resolve(RealFiles.at(products).getFileName()));
        Files.copy(RealFiles.at(packages), both.resolve(RealFiles.at(packages).getFileName()));

        var report = check(both, profile, List.of(), Optional.empty());

        assertThat(report.passes()).as(report.findings().toString()).isTrue();
        assertThat(report.unchecked()).isEmpty();
    }

    /** Bytes that are no UTF-8 are what the file is there for: it is one of openFDA's own tests. */
    @Test
    void aByteOfNoEncodingIsFound() throws IOException {
        var copy = Files.copy(RealFiles.at("ndc/samples-openfda/badutf8.txt"), folder.resolve("Loinc.csv"));

        assertThat(check(copy, "loinc", List.of(), Optional.empty()).passes()).isFalse();
    }

    @Test
    void codesOfMapsAreInTheirSets() throws IOException {
        var recognizer = new Recognizer(Profiles.builtIn(), ReadLimits.USUAL);
        var cm = recognizer.recognize(RealFiles.at("icd-10-cm/2025/2025-code-descriptions-tabular-order.zip"));
        var nine = recognizer.recognize(RealFiles.at("icd-9-cm/v32/ICD-9-CM-v32-master-descriptions.zip"));

        var poa = check(
                RealFiles.at("icd-10-cm/2025/POAexemptCodesFY25.zip"), "icd-10-cm-poa", List.of(cm), Optional.empty());
        var gems = check(RealFiles.at("gems/2018/2018_I10gem.txt"), "gems", List.of(cm, nine), Optional.empty());

        assertThat(poa.findings()).isEmpty();
        assertThat(poa.unchecked()).isEmpty();
        // The map is of 2018, and has a code of ICD-9-CM in small letters.
        assertThat(gems.findings().stream()
                        .filter(finding -> finding.severity() == org.almoner.codeset.profile.Severity.ERROR))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("v5889"));
    }

    @Test
    void aReleaseIsHeldAgainstTheOneBefore() throws IOException {
        var report = check(
                RealFiles.at("icd-10-cm/2025/2025-code-descriptions-tabular-order.zip"),
                "icd-10-cm",
                List.of(),
                Optional.of(
                        RealFiles.at("icd-10-cm/2024/2024-code-descriptions-tabular-order-updated-02-01-2024.zip")));

        assertThat(report.passes()).as(report.findings().toString()).isTrue();
        assertThat(report.files()).anySatisfy(file -> {
            assertThat(file.table()).isEqualTo("order_file");
            assertThat(file.rowsBefore()).contains(97_296L);
        });
    }
}
