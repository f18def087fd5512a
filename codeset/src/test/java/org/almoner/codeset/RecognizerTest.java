package org.almoner.codeset;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.ReleaseException;
import org.almoner.sample.SampleCodeSet;
import org.almoner.sample.SampleRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecognizerTest {

    private static final Recognizer RECOGNIZER = new Recognizer(Profiles.builtIn(), ReadLimits.USUAL);

    private static final String ONE_COLUMN = """
            { "form": "delimited", "description": "Things.", "encoding": "utf-8", "delimiter": "|", "header": 0,
              "columns": [ { "name": "code", "type": "text" } ] }
            """;

    @TempDir
    private Path folder;

    private Path zip(String name, Map<String, String> files) throws IOException {
        var path = folder.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(path))) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return path;
    }

    private Path file(String name, String text, Charset charset) throws IOException {
        return Files.writeString(folder.resolve(name), text, charset);
    }

    private static List<String> tables(Release release) {
        return release.parts().stream().map(part -> part.expected().table()).toList();
    }

    /** Each is read as DuckDB reads it, too. */
    @ParameterizedTest
    @CsvSource({
        "ICD_10_CM,icd-10-cm,2026,order_file",
        "LOINC,loinc,2.71,loinc map_to",
        "NDC,ndc,,products packages",
        "CVX,cvx,,vaccines"
    })
    void samplesAreRecognizedAndReadAsDuckDbReadsThem(
            SampleCodeSet codeSet, String profile, String version, String expected) throws IOException, SQLException {
        var sample = new SampleRelease(1, LocalDate.of(2025, 10, 1), 3_000, 7);
        var path = folder.resolve(codeSet.fileName(sample));
        try (var out = Files.newOutputStream(path)) {
            codeSet.write(sample, out);
        }

        var release = RECOGNIZER.recognize(path);

        assertThat(release.profile().name()).isEqualTo(profile);
        assertThat(release.version()).isEqualTo(Optional.ofNullable(version));
        assertThat(tables(release)).containsExactly(expected.split(" ", -1));
        for (var part : release.parts()) {
            var layout = part.expected().layout();
            var ours = DuckDbTruth.ours(part.file(), layout);
            if (layout.columns().stream().noneMatch(column -> column.optional())) {
                assertThat(ours).isEqualTo(DuckDbTruth.theirs(part.file(), layout, folder));
            }
            assertThat(ours).hasSizeGreaterThan(0);
        }
    }

    /** RF2 by its specification, addressed by the headings; made-up identifiers. */
    @Test
    void snomedCtIsReadByItsReleaseFormat() throws IOException, SQLException {
        var component = "id\teffectiveTime\tactive\tmoduleId\t";
        var member = component + "refsetId\treferencedComponentId";
        var files = new LinkedHashMap<String, String>();
        for (var kind : List.of("Snapshot", "Full")) {
            var top = "SnomedCT_Test/" + kind + "/";
            files.put(
                    top + "Terminology/sct2_Concept_" + kind + "_INT_20260301.txt",
                    component + "definitionStatusId\r\n1000000101\t20260301\t1\t1000000102\t900\r\n");
            files.put(
                    top + "Terminology/sct2_Description_" + kind + "-en_INT_20260301.txt",
                    component + "conceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId\r\n"
                            + "1000000111\t20260301\t0\t1000000102\t1000000101\ten\t9\tA \"term\" | of \u00e9t\u00e9\t8\r\n");
            files.put(
                    top + "Terminology/sct2_Description_" + kind + "-es_INT_20260301.txt",
                    component + "conceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId\r\n"
                            + "1000000112\t20260301\t1\t1000000102\t1000000101\tes\t9\tuno\t8\r\n");
            files.put(
                    top + "Terminology/sct2_Relationship_" + kind + "_INT_20260301.txt",
                    component
                            + "sourceId\tdestinationId\trelationshipGroup\ttypeId\tcharacteristicTypeId\tmodifierId\r\n"
                            + "1000000121\t20260301\t1\t1000000102\t5\t6\t0\t7\t8\t9\r\n");
            files.put(
                    top + "Terminology/sct2_sRefset_OWLExpression" + kind + "_INT_20260301.txt",
                    member
                            + "\towlExpression\r\n80000000-0000-4000-8000-000000000001\t20260301\t1\t1\t2\t3\tSubClassOf(:1 :2)\r\n");
            files.put(
                    top + "Refset/Content/der2_Refset_Simple" + kind + "_INT_20260301.txt",
                    member + "\r\n80000000-0000-4000-8000-000000000002\t20260301\t1\t1\t2\t3\r\n");
            files.put(
                    top + "Refset/Language/der2_cRefset_Language" + kind + "-en_INT_20260301.txt",
                    member + "\tacceptabilityId\r\n80000000-0000-4000-8000-000000000003\t20260301\t1\t1\t2\t3\t4\r\n");
            files.put(
                    top + "Refset/Map/der2_iisssccRefset_ExtendedMap" + kind + "_INT_20260301.txt",
                    member + "\tmapGroup\tmapPriority\tmapRule\tmapAdvice\tmapTarget\tcorrelationId\tmapCategoryId\r\n"
                            + "80000000-0000-4000-8000-000000000004\t20260301\t1\t1\t2\t3\t1\t2\tTRUE\tALWAYS A00\tA00\t4\t5\r\n");
            files.put(
                    top + "Refset/Metadata/der2_ssRefset_ModuleDependency" + kind + "_INT_20260301.txt",
                    member + "\tsourceEffectiveTime\ttargetEffectiveTime\r\n"
                            + "80000000-0000-4000-8000-000000000005\t20260301\t1\t1\t2\t3\t20260301\t20250901\r\n");
        }
        files.put("SnomedCT_Test/Readme_en.txt", "Made up.");
        files.put("SnomedCT_Test/Snapshot/Refset/Metadata/der2_newRefset_OfTomorrowSnapshot_INT_20260301.txt", member);

        var release = RECOGNIZER.recognize(zip("SnomedCT_TestRF2_PRODUCTION_20260301T120000Z.zip", files));

        assertThat(release.profile().name()).isEqualTo("snomed-ct");
        assertThat(release.version()).contains("20260301");
        assertThat(release.parts()).hasSize(18);
        assertThat(tables(release))
                .contains("concept_full", "concept_snapshot", "owl_expression_refset_full", "language_refset_snapshot");
        assertThat(tables(release)).filteredOn("description_snapshot"::equals).hasSize(2);
        assertThat(release.leftOut()).containsExactly("Readme_en.txt");
        assertThat(release.unknown()).containsExactly("der2_newRefset_OfTomorrowSnapshot_INT_20260301.txt");
        for (var part : release.parts()) {
            var layout = part.expected().layout();
            assertThat(DuckDbTruth.ours(part.file(), layout))
                    .as(part.file().name())
                    .hasSize(1)
                    .isEqualTo(DuckDbTruth.theirs(part.file(), layout, folder));
        }
    }

    /** A column that went and one that came. */
    @Test
    void loincIsReadByItsHeadings() throws IOException {
        var path = zip(
                "Loinc_2.82.zip",
                Map.of(
                        "LoincTable/Loinc.csv",
                        "\"LOINC_NUM\",\"COMPONENT\",\"NEW_2027\",\"PROPERTY\",\"TIME_ASPCT\",\"SYSTEM\",\"SCALE_TYP\",\"METHOD_TYP\","
                                + "\"CLASS\",\"STATUS\",\"SHORTNAME\",\"LONG_COMMON_NAME\",\"CLASSTYPE\",\"COMMON_TEST_RANK\"\r\n"
                                + "\"2160-0\",\"Creat\"\"inine\",\"?\",\"MCnc\",\"Pt\",\"Ser\",\"Qn\",\"\",\"CHEM\",\"ACTIVE\",\"Creat\",\"Creatinine, x\",\"1\",\"7\"\r\n",
                        "LoincTableCore/LoincTableCore.csv",
                        "LOINC_NUM,COMPONENT,PROPERTY,TIME_ASPCT,SYSTEM,SCALE_TYP,METHOD_TYP,CLASS,CLASSTYPE,LONG_COMMON_NAME,SHORTNAME,"
                                + "EXTERNAL_COPYRIGHT_NOTICE,STATUS,VersionFirstReleased,VersionLastChanged\r\n"));

        var release = RECOGNIZER.recognize(path);
        var part = release.parts().stream()
                .filter(each -> each.expected().table().equals("loinc"))
                .findFirst()
                .orElseThrow();
        var row = DuckDbTruth.ours(part.file(), part.expected().layout()).getFirst();

        assertThat(release.version()).contains("2.82");
        assertThat(tables(release)).containsExactlyInAnyOrder("loinc", "loinc_core");
        assertThat(row).startsWith("2160-0", "Creat\"inine", "MCnc").contains("Creatinine, x", "7");
    }

    @ParameterizedTest
    @CsvSource({
        "icd10cm_order_2027.txt,2027",
        "ICD10CM-ORDER-2027.TXT,2027",
        "icd10cm-order-April-2027.txt,2027-04",
        "icd10cm_order_oct_2027.txt,2027-10"
    })
    void severalSpellingsOfOneReleaseAreAccepted(String name, String version) throws IOException {
        var path = file(name, "00001 A00     0 " + "x".repeat(60) + " Title\r\n", StandardCharsets.US_ASCII);

        assertThat(RECOGNIZER.recognize(path).version()).contains(version);
    }

    /** As CMS has called its files since 2017; a later one has the day of its correction, or the number. */
    @ParameterizedTest
    @CsvSource({
        "HCPC17_CONTR_ANWEB.txt,2017",
        "HCPC2018_CONTR_ANWEB_disc.txt,2018",
        "HCPC2026_JAN_ANWEB_01122026.txt,2026-01",
        "HCPC2025_OCT_ANWEB_v3.txt,2025-10"
    })
    void quartersOfHcpcsAreRecognized(String name, String version) throws IOException {
        var line = "%-5s001003%-80s%-28s%149s%s%s%8sN"
                .formatted("A0021", "Ambulance", "Amb", "", "20200101", "20200101", "");
        var path = file(name, line + "\r\n", StandardCharsets.US_ASCII);

        var release = RECOGNIZER.recognize(path);

        assertThat(tables(release)).containsExactly("codes");
        assertThat(release.version()).contains(version);
    }

    @Test
    void theZipOfAQuarterTellsItToo() throws IOException {
        var line = "%-5s001003%-80s%-28s%149s%s%s%8sN"
                .formatted("A0021", "Ambulance", "Amb", "", "20200101", "20200101", "");

        assertThat(RECOGNIZER
                        .recognize(zip(
                                "january-2026-alpha-numeric-hcpcs-file.zip",
                                Map.of("HCPC2026_ANWEB.txt", line + "\r\n")))
                        .version())
                .contains("2026-01");
    }

    @Test
    void aFileOfThatNameButAnotherLayoutIsNotBelieved() throws IOException {
        var path = file("product.txt", "id,name\n1,x\n", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> RECOGNIZER.recognize(path))
                .isInstanceOf(UnknownReleaseException.class)
                .hasMessageContaining("its name is one of ndc, but " + path
                        + ", line 1: this is not the header: it lacks 'PRODUCTID'")
                .hasMessageContaining("no name in it is one of the files of apc, cms-hcc");
    }

    @Test
    void whatTwoProfilesFitIsAsked() throws IOException {
        var one = TestProfiles.write(folder.resolve("p/one"), ONE_COLUMN);
        var two = TestProfiles.write(folder.resolve("p/two"), ONE_COLUMN);
        Files.writeString(
                two.resolve("profile.json"),
                Files.readString(one.resolve("profile.json")).replace("test-set", "other-set"));
        var path = file("things-2026.txt", "a\nb\n", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> new Recognizer(Profiles.in(folder.resolve("p")), ReadLimits.USUAL).recognize(path))
                .hasMessageContaining(
                        "could be a release of each of test-set, other-set. Say which one with --profile");
    }

    @Test
    void twoFilesForOneTableAreRefused() throws IOException {
        var profiles = Profiles.in(TestProfiles.write(folder.resolve("p"), ONE_COLUMN));
        var path = zip("z.zip", Map.of("a/things-2026.txt", "a\n", "b/things-2025.txt", "b\n"));

        assertThatThrownBy(() -> new Recognizer(profiles, ReadLimits.USUAL).recognize(path))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("has two files for 'things'");
    }

    @Test
    void aReleaseThatLacksAFileIsRefused() throws IOException {
        var product =
                "PRODUCTID\tPRODUCTNDC\tPRODUCTTYPENAME\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\tNONPROPRIETARYNAME\tDOSAGEFORMNAME"
                        + "\tROUTENAME\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tMARKETINGCATEGORYNAME\tAPPLICATIONNUMBER\tLABELERNAME\tSUBSTANCENAME"
                        + "\tACTIVE_NUMERATOR_STRENGTH\tACTIVE_INGRED_UNIT\tPHARM_CLASSES\tDEASCHEDULE\r\n";
        var whole = file("product.txt", product, StandardCharsets.UTF_8);
        var zipped = zip("ndctext.zip", Map.of("product.txt", product));

        assertThat(tables(RECOGNIZER.recognize(whole))).containsExactly("products");
        assertThatThrownBy(() -> RECOGNIZER.recognize(zipped)).hasMessageContaining("has no file for 'packages'");
    }

    @Test
    void twoVersionsInOneZipAreAsked() throws IOException {
        var line = "00001 A00     0 " + "x".repeat(60) + " Title\r\n";
        var path = zip("z.zip", Map.of("icd10cm_order_2027.txt", line, "icd10cm_codes_2026.txt", "A00     Title\r\n"));

        assertThatThrownBy(() -> RECOGNIZER.recognize(path))
                .hasMessageContaining("tells several versions: ")
                .hasMessageContaining("--version");
    }
}
