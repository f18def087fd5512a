package org.almoner.codeset.rule;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Releases of a few rows that keep all rules, as files by their names. The bytes of a file are its characters. */
@SuppressWarnings("StringConcatToTextBlock") // line ends of DOS are part of the files
final class SmallReleases {

    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private SmallReleases() {}

    static Map<String, String> of(String profile) {
        return switch (profile) {
            case "icd-10-cm" -> icd10Cm();
            case "ndc" -> ndc();
            case "loinc" -> loinc();
            case "snomed-ct" -> snomedCt();
            case "hcpcs" -> hcpcs();
            case "cvx" ->
                Map.of(
                        "cvx.txt",
                        "08        |Hep B, adolescent|hepatitis B vaccine|a note|Active|False|2010/05/28\r\n"
                                + "998       |no vaccine|no vaccine administered||Inactive|True|2012/01/01\r\n");
            case "gems" ->
                Map.of("2018_I10gem.txt", "A000    0010  00000\r\nA009    0019  10000\r\nA001    NoDx  11000\r\n");
            default -> throw new IllegalArgumentException(profile);
        };
    }

    private static Map<String, String> icd10Cm() {
        var files = new LinkedHashMap<String, String>();
        files.put(
                "icd10cm_order_2026.txt",
                order(1, "A00", 0, "Cholera")
                        + order(2, "A000", 1, "Cholera due to one vibrio")
                        + order(3, "A001", 1, "Cholera due to another")
                        + order(4, "A009", 1, "Cholera, unspecified")
                        + order(5, "A01", 0, "Typhoid fevers")
                        + order(6, "A010", 1, "Typhoid fever"));
        files.put(
                "icd10cm_codes_2026.txt",
                "A000    Cholera due to one vibrio\r\nA001    Cholera due to another\r\nA009    Cholera, unspecified\r\n"
                        + "A010    Typhoid fever\r\n");
        return files;
    }

    static String order(int number, String code, int flag, String title) {
        return "%05d %-7s %d %-60s %s\r\n".formatted(number, code, flag, title, title);
    }

    private static Map<String, String> ndc() {
        var files = new LinkedHashMap<String, String>();
        var one = "0001-0001_00000000-0000-0000-0000-000000000001";
        var two = "0001-0002_00000000-0000-0000-0000-000000000002";
        var more =
                "\tHUMAN PRESCRIPTION DRUG\tOne\t\tONE\tTABLET\tORAL\t20200101\t20301231\tNDA\tNDA1\tCaf\u00e9 Inc\tX\t1\tmg\tNone\t\tN\t20261231\r\n";
        files.put(
                "product.txt",
                "PRODUCTID\tPRODUCTNDC\tPRODUCTTYPENAME\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\tNONPROPRIETARYNAME\tDOSAGEFORMNAME\tROUTENAME\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tMARKETINGCATEGORYNAME\tAPPLICATIONNUMBER\tLABELERNAME\tSUBSTANCENAME\tACTIVE_NUMERATOR_STRENGTH\tACTIVE_INGRED_UNIT\tPHARM_CLASSES\tDEASCHEDULE\tNDC_EXCLUDE_FLAG\tLISTING_RECORD_CERTIFIED_THROUGH\r\n"
                        + one + "\t0001-0001" + more + two + "\t0001-0002" + more);
        files.put(
                "package.txt",
                "PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\tPACKAGEDESCRIPTION\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tNDC_EXCLUDE_FLAG\tSAMPLE_PACKAGE\r\n"
                        + one + "\t0001-0001\t0001-0001-01\t10 in a box\t20200101\t\tN\tN\r\n"
                        + two + "\t0001-0002\t0001-0002-01\t10 in a box\t20200101\t\tN\tN\r\n");
        return files;
    }

    private static Map<String, String> loinc() {
        var files = new LinkedHashMap<String, String>();
        files.put(
                "Loinc.csv",
                "\"LOINC_NUM\",\"COMPONENT\",\"PROPERTY\",\"TIME_ASPCT\",\"SYSTEM\",\"SCALE_TYP\",\"METHOD_TYP\",\"CLASS\",\"STATUS\",\"CLASSTYPE\",\"SHORTNAME\",\"LONG_COMMON_NAME\"\r\n"
                        + "\"2345-7\",\"A\",\"MCnc\",\"Pt\",\"Ser\",\"Qn\",\"\",\"CHEM\",\"ACTIVE\",\"1\",\"A\",\"A, so called\"\r\n"
                        + "\"718-7\",\"B\",\"MCnc\",\"Pt\",\"Bld\",\"Qn\",\"\",\"HEM\",\"ACTIVE\",\"1\",\"B\",\"B\"\r\n"
                        + "\"8867-4\",\"C\",\"NRat\",\"Pt\",\"XXX\",\"Qn\",\"\",\"HRT\",\"DEPRECATED\",\"2\",\"C\",\"C\"\r\n");
        files.put("MapTo.csv", "\"LOINC\",\"MAP_TO\",\"COMMENT\"\r\n\"8867-4\",\"718-7\",\"\"\r\n");
        return files;
    }

    /** Published identifiers of the model's own concepts, which every document on SNOMED CT prints; the rest is made up. */
    private static Map<String, String> snomedCt() {
        var files = new LinkedHashMap<String, String>();
        var row = "\t20260101\t1\t900000000000207008\t";
        var concepts = new StringBuilder("id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId\r\n");
        for (var id : new String[] {
            "138875005",
            "900000000000207008",
            "900000000000074008",
            "116680003",
            "900000000000003001",
            "900000000000448009",
            "900000000000011006",
            "900000000000451002"
        }) {
            concepts.append(id).append(row).append("900000000000074008\r\n");
        }
        files.put("sct2_Concept_Snapshot_INT_20260101.txt", concepts.toString());
        files.put(
                "sct2_Description_Snapshot-en_INT_20260101.txt",
                "id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId\r\n"
                        + "680946014" + row
                        + "138875005\ten\t900000000000003001\tRoot \"of all\"\t900000000000448009\r\n");
        files.put(
                "sct2_Relationship_Snapshot_INT_20260101.txt",
                "id\teffectiveTime\tactive\tmoduleId\tsourceId\tdestinationId\trelationshipGroup\ttypeId\tcharacteristicTypeId\tmodifierId\r\n"
                        + "100022" + row
                        + "900000000000003001\t138875005\t0\t116680003\t900000000000011006\t900000000000451002\r\n");
        return files;
    }

    private static Map<String, String> hcpcs() {
        var text = "A title with copyright notices\r\n";
        return Map.of(
                "HCPC2026_CONTR_ANWEB.txt",
                text + hcpcs("A0021", 3, "Ambulance service, outside state")
                        + hcpcs("A0080", 3, "Non-emergency transportation,") + "A0080001004per mile" + " ".repeat(301)
                        + "\r\n" + hcpcs("   A1", 7, "Dressing for one wound"));
    }

    private static String hcpcs(String code, int record, String title) {
        return "%-5s00100%d%-80s%-28s%s%s%s%s\r\n"
                .formatted(
                        code,
                        record,
                        title,
                        title.substring(0, 20),
                        " ".repeat(149),
                        "2020010120200101",
                        " ".repeat(8),
                        "N");
    }

    /** Writes the files into a folder. */
    static Path folder(Path folder, Map<String, String> files) throws IOException {
        Files.createDirectories(folder);
        for (var file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue().getBytes(BYTES));
        }
        return folder;
    }

    /** Packs the files. */
    static Path zip(Path path, Map<String, String> files) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(path))) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(BYTES));
            }
        }
        return path;
    }
}
