package org.almoner.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Regenstrief's table: every column of the 2.7x releases, all text quoted. */
final class LoincLayout implements Layout {

    private static final int FIRST_NUMBER = 100_000;
    private static final int FIRST_MINOR_VERSION = 70;

    private static final List<String> COLUMNS = List.of(
            ("LOINC_NUM COMPONENT PROPERTY TIME_ASPCT SYSTEM SCALE_TYP METHOD_TYP CLASS VersionLastChanged CHNG_TYPE"
                            + " DefinitionDescription STATUS CONSUMER_NAME CLASSTYPE FORMULA EXMPL_ANSWERS SURVEY_QUEST_TEXT"
                            + " SURVEY_QUEST_SRC UNITSREQUIRED RELATEDNAMES2 SHORTNAME ORDER_OBS HL7_FIELD_SUBFIELD_ID"
                            + " EXTERNAL_COPYRIGHT_NOTICE EXAMPLE_UNITS LONG_COMMON_NAME EXAMPLE_UCUM_UNITS STATUS_REASON"
                            + " STATUS_TEXT CHANGE_REASON_PUBLIC COMMON_TEST_RANK COMMON_ORDER_RANK"
                            + " HL7_ATTACHMENT_STRUCTURE EXTERNAL_COPYRIGHT_LINK PanelType AskAtOrderEntry"
                            + " AssociatedObservations VersionFirstReleased ValidHL7AttachmentRequest DisplayName")
                    .split(" "));

    @Override
    public String fileName(SampleRelease release) {
        return "Loinc_" + version(release.number()) + ".zip";
    }

    @Override
    public void write(SampleRelease release, OutputStream out) throws IOException {
        try (var zip = new ZipWriter(out, release.date())) {
            zip.entry("LoincTable/Loinc.csv", StandardCharsets.UTF_8, lines -> writeTable(release, lines));
            // There always are terms that are mapped in a release of LOINC; a table without rows would be a damaged
            // one.
            if (StreamSupport.stream(SampleCode.allOf(release).spliterator(), false)
                    .anyMatch(LoincLayout::mapped)) {
                zip.entry("LoincTable/MapTo.csv", StandardCharsets.UTF_8, lines -> writeMap(release, lines));
            }
        }
    }

    @Override
    public String code(SampleCode code) {
        return number(code.ordinal());
    }

    private static String version(int number) {
        return "2." + (FIRST_MINOR_VERSION + number);
    }

    private static void writeTable(SampleRelease release, Writer lines) throws IOException {
        writeRow(lines, COLUMNS);
        for (var code : SampleCode.allOf(release)) {
            var row = row(code);
            writeRow(
                    lines,
                    COLUMNS.stream().map(column -> row.getOrDefault(column, "")).toList());
        }
    }

    private static Map<String, String> row(SampleCode code) {
        return Map.ofEntries(
                Map.entry("LOINC_NUM", number(code.ordinal())),
                Map.entry("COMPONENT", code.title()),
                Map.entry("PROPERTY", "MCnc"),
                Map.entry("TIME_ASPCT", "Pt"),
                Map.entry("SYSTEM", "Ser/Plas"),
                Map.entry("SCALE_TYP", "Qn"),
                Map.entry("CLASS", "CHEM"),
                Map.entry("CLASSTYPE", "1"),
                Map.entry("STATUS", code.retired() ? "DEPRECATED" : "ACTIVE"),
                Map.entry("SHORTNAME", "Smpl " + code.ordinal()),
                Map.entry("LONG_COMMON_NAME", code.title() + " [Mass/volume] in Serum or Plasma"),
                Map.entry("VersionFirstReleased", version(code.since())),
                Map.entry("VersionLastChanged", version(code.since() + code.revision())));
    }

    private static void writeMap(SampleRelease release, Writer lines) throws IOException {
        writeRow(lines, List.of("LOINC", "MAP_TO", "COMMENT"));
        for (var code : SampleCode.allOf(release)) {
            if (mapped(code)) {
                writeRow(lines, List.of(number(code.ordinal()), number(code.ordinal() - 1), ""));
            }
        }
    }

    private static boolean mapped(SampleCode code) {
        return code.retired() && code.ordinal() > 0;
    }

    private static void writeRow(Writer lines, List<String> fields) throws IOException {
        lines.write(fields.stream()
                .map(field -> "\"" + field.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(",", "", "\r\n")));
    }

    private static String number(int ordinal) {
        var digits = Integer.toString(FIRST_NUMBER + ordinal);
        return digits + "-" + checkDigit(digits);
    }

    /** LOINC's check digit: modulus 10, every other digit from the right doubled (LOINC Users' Guide, appendix C). */
    static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted / 10 + weighted % 10;
        }
        return (10 - sum % 10) % 10;
    }
}
