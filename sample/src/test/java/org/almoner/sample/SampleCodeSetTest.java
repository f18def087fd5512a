package org.almoner.sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SampleCodeSetTest {

    private static final SampleRelease FIRST = new SampleRelease(0, LocalDate.of(2025, 10, 1), 2_000, 7);
    private static final SampleRelease SECOND = new SampleRelease(1, LocalDate.of(2026, 10, 1), 2_000, 7);

    @ParameterizedTest
    @EnumSource
    void sameReleaseGivesSameBytesInAnyTimeZone(SampleCodeSet codeSet) {
        var here = bytes(codeSet, FIRST);
        var before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(bytes(codeSet, FIRST)).isEqualTo(here);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherSeedOrReleaseGivesOtherBytes(SampleCodeSet codeSet) {
        assertThat(bytes(codeSet, new SampleRelease(0, FIRST.date(), 2_000, 8))).isNotEqualTo(bytes(codeSet, FIRST));
        assertThat(bytes(codeSet, SECOND)).isNotEqualTo(bytes(codeSet, FIRST));
    }

    // The form that all lines of CMS's own files have.
    @Test
    void icd10CmLinesAreInTheOrderFilesLayout() {
        var lines = lines(SampleCodeSet.ICD_10_CM, FIRST, "icd10cm_order_2026.txt", StandardCharsets.US_ASCII);

        assertThat(lines).allMatch(line -> line.matches("\\d{5} [0-9A-Z ]{7} [01] .{60} .+"));
        assertThat(lines).extracting(line -> line.substring(6, 13)).doesNotHaveDuplicates();
        assertThat(lines.getLast()).startsWith("%05d ".formatted(lines.size()));
        assertThat(SampleCodeSet.ICD_10_CM.fileName(FIRST)).startsWith("2026-");
    }

    @Test
    void icd10CmCodesStayUniqueAtFullSize() {
        var large = new SampleRelease(0, FIRST.date(), 90_000, 1);
        var lines = lines(SampleCodeSet.ICD_10_CM, large, "icd10cm_order_2026.txt", StandardCharsets.US_ASCII);

        assertThat(lines.stream().map(line -> line.substring(6, 13)).collect(Collectors.toSet()))
                .hasSize(lines.size());
        assertThat(lines).allMatch(line -> line.matches("\\d{5} [0-9A-Z ]{7} [01] .{60} .+"));
    }

    // Published numbers: creatinine, glucose, haemoglobin, haemoglobin A1c, body weight.
    @ParameterizedTest
    @CsvSource({"2160,0", "2345,7", "718,7", "4548,4", "29463,7"})
    void loincCheckDigitsAreThePublishedOnes(String digits, int checkDigit) {
        assertThat(LoincLayout.checkDigit(digits)).isEqualTo(checkDigit);
    }

    @Test
    void loincRowsHaveFortyQuotedColumns() {
        assertThat(lines(SampleCodeSet.LOINC, FIRST, "LoincTable/Loinc.csv", StandardCharsets.UTF_8))
                .allSatisfy(line -> assertThat(
                                line.substring(1, line.length() - 1).split("\",\"", -1))
                        .hasSize(40));
    }

    @Test
    void everyNdcPackageBelongsToAListedProduct() {
        var windows = Charset.forName("windows-1252");
        var products = firstColumns(lines(SampleCodeSet.NDC, SECOND, "product.txt", windows));
        var packages = lines(SampleCodeSet.NDC, SECOND, "package.txt", windows);

        assertThat(products).containsAll(firstColumns(packages));
        assertThat(packages).extracting(line -> line.split("\t", -1)[2]).doesNotHaveDuplicates();
    }

    @Test
    void laterReleaseAddsRetiresAndRevisesAFew() {
        var second = SampleCode.allOf(SECOND);

        assertThat(second).hasSize(2_060);
        assertThat(SampleCode.allOf(FIRST)).noneMatch(SampleCode::retired);
        assertThat(second).filteredOn(SampleCode::retired).hasSizeBetween(5, 40);
        assertThat(second).filteredOn(code -> code.revision() == 1).hasSizeBetween(15, 80);
    }

    @Test
    void impossibleReleasesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SampleRelease(-1, FIRST.date(), 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SampleRelease(0, FIRST.date(), 0, 0));
    }

    private static Set<String> firstColumns(List<String> lines) {
        return lines.stream()
                .skip(1)
                .map(line -> line.split("\t", 2)[0])
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static byte[] bytes(SampleCodeSet codeSet, SampleRelease release) {
        var out = new ByteArrayOutputStream();
        try {
            codeSet.write(release, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static List<String> lines(SampleCodeSet codeSet, SampleRelease release, String entry, Charset charset) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes(codeSet, release)))) {
            for (var next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
                if (next.getName().equals(entry)) {
                    return List.of(new String(zip.readAllBytes(), charset).split("\r\n"));
                }
            }
            throw new AssertionError("No entry " + entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
