package org.almoner.codeset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.almoner.codeset.Release.Part;
import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.read.ReadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Releases as their publishers made them, where they lie beside the checkout. */
class RealFilesTest {

    @TempDir
    private Path scratch;

    private static Release recognized(String place) throws IOException {
        return new Recognizer(Profiles.builtIn(), ReadLimits.USUAL).recognize(RealFiles.at(place));
    }

    private static Part part(Release release, String table) {
        return release.parts().stream()
                .filter(part -> part.expected().table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    /** Counts are those that publishers state in their summaries and read-mes, or that were counted with other tools. */
    @ParameterizedTest
    @CsvSource({
        "icd-10-cm/2024/2024-code-descriptions-tabular-order-updated-02-01-2024.zip,icd-10-cm,2024,order_file,97296",
        "icd-10-cm/2025/2025-code-descriptions-tabular-order.zip,icd-10-cm,2025,codes_file,74260",
        // 252 added, 36 deleted, 13 revised twice.
        "icd-10-cm/2025/2025-code-descriptions-tabular-order.zip,icd-10-cm,2025,codes_addenda,314",
        "icd-10-cm/2025-april/Code-desciptions-April-2025.zip,icd-10-cm,2025-04,order_file,97584",
        "icd-10-cm/2025-april/Code-desciptions-April-2025.zip,icd-10-cm,2025-04,order_addenda,0",
        "icd-10-cm/2025/POAexemptCodesFY25.zip,icd-10-cm-poa,2025,exempt,38154",
        "icd-10-pcs/2025/2025-icd-10-pcs-order-file-long-and-abbreviated-titles.zip,icd-10-pcs,2025,order_file,79856",
        "icd-10-pcs/2025/2025-icd-10-pcs-order-file-long-and-abbreviated-titles.zip,icd-10-pcs,2025,order_addenda,435",
        "icd-9-cm/v28/ICD-9-CM-v28-master-descriptions.zip,icd-9-cm,28,diagnoses_long,14432",
        "icd-9-cm/v32/ICD-9-CM-v32-master-descriptions.zip,icd-9-cm,32,procedures_short,3882",
        "gems/2018/2018_I10gem.txt,gems,2018,icd_10_to_icd_9,81593",
        "hcpcs/2018/2018-Alpha-Numeric-HCPCS-File.zip,hcpcs,2018,codes,6559",
        "hcpcs/2019/2019-Alpha-Numeric-HCPCS-File.zip,hcpcs,2019,codes,6800",
        "cvx/2014-rebuilt/cvx.txt,cvx,,vaccines,166",
        "ndc/unfinished-2020-10/unfinished.zip,ndc-unfinished,,products,21478",
        "ndc/unfinished-2020-10/unfinished.zip,ndc-unfinished,,packages,35321",
        "ndc/samples-openfda/product_trimmed.txt,ndc,,products,3",
        "ms-drg/v37/appendix_A.txt,ms-drg,37.2,drgs,761",
        "ms-drg/v38/appendix_A.txt,ms-drg,38.1,drgs,767",
        "cms-hcc/v24/F2421P2M.TXT,cms-hcc,v24-2021-p2,diagnoses,9858",
        "cms-hcc/v28/F2823T2N_FY22FY23.TXT,cms-hcc,v28-2023-t2fy22fy23,diagnoses,8046",
        "cms-hcc/v24/V24H86L1.TXT,cms-hcc,v24,labels,86",
        "cms-hcc/v28/V28115L3.TXT,cms-hcc,v28,labels,115",
        "cms-hcc/mapping-2027-head/2027_Initial_ICD-10-CM_Mappings.head.csv,cms-hcc-mappings,2027,mappings,8",
        "apc/addendum-a/2025-01-head/January_2025_Web_Addendum_A.head.csv,apc,2025-01,addendum_a,21",
        "apc/addendum-b/2021-04/April_2021_OPPS_Web_Addendum_B.03222021.hcpcs-level-ii-only.csv,apc,2021-04,addendum_b,5413"
    })
    void areRecognizedAndCounted(String place, String profile, String version, String table, int rows)
            throws IOException {
        var release = recognized(place);

        assertThat(release.profile().name()).isEqualTo(profile);
        assertThat(release.version()).isEqualTo(Optional.ofNullable(version));
        assertThat(release.unknown()).isEmpty();
        var part = part(release, table);
        assertThat(DuckDbTruth.ours(part.file(), part.expected().layout())).hasSize(rows);
    }

    @ParameterizedTest
    @CsvSource({
        "icd-10-cm/2025/2025-code-descriptions-tabular-order.zip,order_file",
        "icd-10-cm/2025/2025-code-descriptions-tabular-order.zip,codes_file",
        "icd-10-cm/2025/POAexemptCodesFY25.zip,deleted",
        "icd-10-pcs/2024/2024-icd-10-pcs-order-file-long-and-abbreviated-titles-updated-12-19-2023.zip,order_file",
        "icd-9-cm/v28/ICD-9-CM-v28-master-descriptions.zip,diagnoses_long",
        "icd-9-cm/v29/ICD-9-CM-v29-master-descriptions.zip,procedures_long",
        "gems/2018/2018_I9gem.txt,icd_9_to_icd_10",
        "gems/2018/2018_I10gem.txt,icd_10_to_icd_9",
        "cvx/2014-rebuilt/cvx.txt,vaccines",
        "ndc/unfinished-2020-10/unfinished.zip,products",
        "ndc/unfinished-2020-10/unfinished.zip,packages",
        "ndc/samples-openfda/package_trimmed.txt,packages",
        "cms-hcc/v24/F2420P1M.TXT,diagnoses"
    })
    void holdWhatDuckDbReads(String place, String table) throws IOException, SQLException {
        var part = part(recognized(place), table);
        var layout = part.expected().layout();

        assertThat(DuckDbTruth.ours(part.file(), layout)).isEqualTo(DuckDbTruth.theirs(part.file(), layout, scratch));
    }

    /** Descriptions in pieces, put together by an aggregate instead of a look ahead. */
    @Test
    void hcpcsDescriptionsAreWhole() throws IOException, SQLException {
        var part = part(recognized("hcpcs/2019/2019-Alpha-Numeric-HCPCS-File.zip"), "codes");
        var lines = scratch.resolve("lines.txt");
        try (var in = part.file().open()) {
            Files.writeString(lines, new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        var truth = DuckDbTruth.rows(
                "SELECT trim(substring(line, 1, 5)) AS code, string_agg(nullif(trim(substring(line, 12, 80)), ''), ' '"
                        + " ORDER BY n), max(nullif(trim(substring(line, 285, 8)), '')) FROM (SELECT line, row_number() OVER () AS n FROM "
                        + DuckDbTruth.lines(lines)
                        + ") WHERE regexp_matches(line, '^.{5}\\d{5}[3478]') GROUP BY code ORDER BY min(n)");

        var ours = DuckDbTruth.ours(part.file(), part.expected().layout()).stream()
                .map(row -> java.util.Arrays.asList(
                        row.get(0),
                        row.get(3),
                        Optional.ofNullable(row.get(index(part, "termination_date")))
                                .map(day -> day.replace("-", ""))
                                .orElse(null)))
                .toList();

        assertThat(ours).isEqualTo(truth);
    }

    private static int index(Part part, String column) {
        return part.expected().layout().columns().stream()
                .map(each -> each.name())
                .toList()
                .indexOf(column);
    }

    @Test
    void amountsOfMoneyAreNumbers() throws IOException {
        var part = part(recognized("apc/addendum-a/2025-01-head/January_2025_Web_Addendum_A.head.csv"), "addendum_a");

        assertThat(DuckDbTruth.ours(part.file(), part.expected().layout()))
                .contains(java.util.Arrays.asList(
                        "0713",
                        "Inj roctavian ml 2x10^13vc g",
                        "G",
                        null,
                        "11667.969",
                        null,
                        "2333.6",
                        null,
                        "1676.0",
                        null,
                        "Copayments capped at inpatient deductible of $1,676.00."));
    }

    @Test
    void foreignFilesAreNotMistaken() {
        for (var place : List.of("hcpcs/2019/2019-HCPCS-Record-Layout.zip", "ndc/samples-openfda/badutf8.txt")) {
            var path = RealFiles.at(place);
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> new Recognizer(Profiles.builtIn(), ReadLimits.USUAL).recognize(path))
                    .isInstanceOf(UnknownReleaseException.class);
        }
    }
}
