package org.almoner.codeset.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.almoner.codeset.Recognizer;
import org.almoner.codeset.TestProfiles;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.ReadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each kind of damage is found by the rule that is meant for it, in its file and on its line, and by no other. */
class DamageTest {

    @TempDir
    private Path folder;

    /**
     * A kind of damage.
     *
     * @param line where it is told; 0 if it is about all of the file
     */
    record Damage(
            String name,
            String profile,
            String file,
            UnaryOperator<String> how,
            RuleKind rule,
            Severity severity,
            long line) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Damage error(
            String name, String profile, String file, RuleKind rule, long line, UnaryOperator<String> how) {
        return new Damage(name, profile, file, how, rule, Severity.ERROR, line);
    }

    private static Damage warning(
            String name, String profile, String file, RuleKind rule, long line, UnaryOperator<String> how) {
        return new Damage(name, profile, file, how, rule, Severity.WARNING, line);
    }

    private static UnaryOperator<String> replace(String old, String by) {
        return text -> {
            assertThat(text).contains(old);
            return text.replace(old, by);
        };
    }

    private static String line(String text, int number) {
        return text.lines().toList().get(number - 1) + "\r\n";
    }

    static Stream<Damage> damages() {
        var cm = "icd-10-cm";
        var order = "icd10cm_order_2026.txt";
        var ndc = "ndc";
        var product = "product.txt";
        var pack = "package.txt";
        var loinc = "loinc";
        var table = "Loinc.csv";
        var sct = "snomed-ct";
        var concept = "sct2_Concept_Snapshot_INT_20260101.txt";
        var description = "sct2_Description_Snapshot-en_INT_20260101.txt";
        var relationship = "sct2_Relationship_Snapshot_INT_20260101.txt";
        var hcpcs = "HCPC2026_CONTR_ANWEB.txt";
        return Stream.of(
                error(
                        "a header is lost",
                        cm,
                        order,
                        RuleKind.SEQUENCE,
                        5,
                        replace(SmallReleases.order(5, "A01", 0, "Typhoid fevers"), "")),
                error("numbers have a gap", cm, order, RuleKind.SEQUENCE, 6, replace("00006", "00007")),
                error(
                        "a row is there twice",
                        cm,
                        "icd10cm_codes_2026.txt",
                        RuleKind.KEY,
                        5,
                        text -> text + line(text, 2)),
                error("a code in small letters", cm, order, RuleKind.SYNTAX, 5, replace("A01 ", "a01 ")),
                error("a flag that is none", cm, order, RuleKind.VALUE, 1, replace("A00     0", "A00     2")),
                error("a line shifted by a character", cm, order, RuleKind.RECORD, 5, replace("00005 A01", "00005A01")),
                error("a line cut off", cm, "icd10cm_codes_2026.txt", RuleKind.RECORD, 5, text -> text + "A0\r\n"),
                error(
                        "an accent where all is ASCII",
                        cm,
                        order,
                        RuleKind.ENCODING,
                        5,
                        replace("Typhoid fevers", "Typho\u00efd fevers")),
                error("a NUL", cm, order, RuleKind.ENCODING, 5, replace("Typhoid fevers", "Typhoid\0fevers")),
                error(
                        "a control character",
                        cm,
                        order,
                        RuleKind.ENCODING,
                        5,
                        replace("A01     0 Typhoid", "A01     0 Typho\u0007d")),
                error(
                        "a title is lost",
                        cm,
                        order,
                        RuleKind.REQUIRED,
                        5,
                        replace("A01     0 Typhoid fevers", "A01     0               ")),
                error("a category is lost", cm, order, RuleKind.REFERENCE, 6, replace("00005 A01 ", "00005 A02 ")),
                error(
                        "a code is not among the codes",
                        cm,
                        order,
                        RuleKind.REFERENCE,
                        7,
                        text -> text + SmallReleases.order(7, "A011", 1, "Another fever")),
                error("an empty file", cm, "icd10cm_codes_2026.txt", RuleKind.ROWS, 0, _ -> ""),
                warning("the end is cut off", cm, order, RuleKind.END, 0, text -> text.substring(0, text.length() - 5)),
                error(
                        "a package of no product",
                        ndc,
                        pack,
                        RuleKind.REFERENCE,
                        3,
                        replace("000000000002\t", "000000000003\t")),
                warning(
                        "the thirtieth of February",
                        ndc,
                        product,
                        RuleKind.DATE,
                        2,
                        text -> text.replaceFirst("20200101", "20200230")),
                error(
                        "an end before the beginning",
                        ndc,
                        product,
                        RuleKind.PERIOD,
                        2,
                        text -> text.replaceFirst("20301231", "20191231")),
                error(
                        "a tab too many",
                        ndc,
                        pack,
                        RuleKind.RECORD,
                        2,
                        text -> text.replaceFirst("10 in a", "10\tin a")),
                error("a heading misspelt", ndc, pack, RuleKind.HEADER, 1, replace("NDCPACKAGECODE", "NDCPACKAGECOD")),
                warning(
                        "a heading that nobody knows",
                        ndc,
                        pack,
                        RuleKind.HEADER,
                        0,
                        text -> text.replace("SAMPLE_PACKAGE", "SAMPLE_PACKAGE\tNEW")
                                .replace("\tN\r\n", "\tN\t\r\n")),
                error("a package code twice", ndc, pack, RuleKind.KEY, 3, replace("0001-0002-01", "0001-0001-01")),
                error(
                        "a byte that Windows-1252 does not have",
                        ndc,
                        product,
                        RuleKind.ENCODING,
                        3,
                        text -> text.substring(0, text.lastIndexOf('\u00e9'))
                                + '\u0081'
                                + text.substring(text.lastIndexOf('\u00e9') + 1)),
                error(
                        "UTF-8 taken for Windows-1252",
                        ndc,
                        product,
                        RuleKind.ENCODING,
                        2,
                        text -> text.replaceFirst("\u00e9", "\u00c3\u00a9")),
                error(
                        "a labeler is lost",
                        ndc,
                        product,
                        RuleKind.REQUIRED,
                        2,
                        text -> text.replaceFirst("Caf. Inc", "")),
                error("a wrong check digit", loinc, table, RuleKind.CHECK_DIGIT, 2, replace("2345-7", "2345-6")),
                error("digits swapped", loinc, table, RuleKind.CHECK_DIGIT, 2, replace("2345-7", "2435-7")),
                error(
                        "a quote never closed",
                        loinc,
                        table,
                        RuleKind.RECORD,
                        4,
                        replace("\"C\",\"C\"\r\n", "\"C\",\"C\r\n")),
                error(
                        "a quote in a field without quotes",
                        loinc,
                        table,
                        RuleKind.RECORD,
                        2,
                        replace("\"MCnc\",\"Pt\",\"Ser\"", "MC\"nc,\"Pt\",\"Ser\"")),
                error("a status that is none", loinc, table, RuleKind.ONE_OF, 4, replace("DEPRECATED", "RETIRED")),
                error("mapped to no term", loinc, "MapTo.csv", RuleKind.REFERENCE, 2, replace("718-7", "4548-4")),
                error("not UTF-8", loinc, table, RuleKind.ENCODING, 4, replace("\"HRT\"", "\"H\u00e4RT\"")),
                error("U+FFFD", loinc, table, RuleKind.ENCODING, 4, replace("\"HRT\"", "\"H\u00ef\u00bf\u00bdRT\"")),
                error(
                        "a wrong check digit of SNOMED CT",
                        sct,
                        description,
                        RuleKind.CHECK_DIGIT,
                        2,
                        replace("680946014", "680946015")),
                error(
                        "a description's id for a relationship",
                        sct,
                        relationship,
                        RuleKind.SYNTAX,
                        2,
                        replace("100022", "680946014")),
                error(
                        "a description of no concept",
                        sct,
                        description,
                        RuleKind.REFERENCE,
                        2,
                        replace("\t138875005\ten", "\t100005\ten")),
                error(
                        "a relationship to no concept",
                        sct,
                        relationship,
                        RuleKind.REFERENCE,
                        2,
                        replace("\t138875005\t0", "\t100005\t0")),
                error("an id twice", sct, concept, RuleKind.KEY, 10, text -> text + line(text, 5)),
                error(
                        "a day that is none",
                        sct,
                        concept,
                        RuleKind.VALUE,
                        2,
                        text -> text.replaceFirst("20260101", "20261301")),
                error(
                        "neither active nor not",
                        sct,
                        concept,
                        RuleKind.VALUE,
                        9,
                        text -> text.substring(0, text.lastIndexOf("\t1\t")) + "\t2\t"
                                + text.substring(text.lastIndexOf("\t1\t") + 3)),
                error(
                        "another row in the middle of a description",
                        "hcpcs",
                        hcpcs,
                        RuleKind.RECORD,
                        4,
                        replace("A0080001004per", "A0081001004per")),
                error(
                        "an action that is none",
                        "hcpcs",
                        hcpcs,
                        RuleKind.ONE_OF,
                        5,
                        text -> text.substring(0, text.lastIndexOf('N')) + "X\r\n"),
                error(
                        "an entry of another day's form",
                        "cvx",
                        "cvx.txt",
                        RuleKind.ONE_OF,
                        1,
                        text -> text.replaceFirst("Active", "active")),
                error(
                        "a code with a letter",
                        "gems",
                        "2018_I10gem.txt",
                        RuleKind.SYNTAX,
                        1,
                        replace("0010 ", "00I0 ")));
    }

    private CheckReport check(Path path, String profile, Optional<Path> previous) throws IOException {
        try (var scratch = new Scratch(folder.resolve("scratch"), 1, 64 << 20)) {
            return new ReleaseCheck(ReadLimits.USUAL, scratch, 10)
                    .check(new ReleaseCheck.Order(path, TestProfiles.builtIn(profile), List.of(), previous));
        }
    }

    @ParameterizedTest
    @MethodSource("damages")
    void isFound(Damage damage) throws IOException {
        var files = new LinkedHashMap<>(SmallReleases.of(damage.profile()));
        var clean = check(SmallReleases.folder(folder.resolve("clean"), files), damage.profile(), Optional.empty());
        files.computeIfPresent(damage.file(), (_, text) -> damage.how().apply(text));

        var report = check(SmallReleases.folder(folder.resolve("damaged"), files), damage.profile(), Optional.empty());

        assertThat(clean.findings()).isEmpty();
        assertThat(report.findings().stream().filter(finding -> isOf(finding, damage)))
                .as(report.findings().toString())
                .anySatisfy(finding -> {
                    assertThat(finding.file()).isEqualTo(damage.file());
                    assertThat(finding.line()).isEqualTo(damage.line());
                    assertThat(finding.message()).isNotBlank();
                });
        assertThat(report.passes()).isEqualTo(damage.severity() == Severity.WARNING);
    }

    private static boolean isOf(Finding finding, Damage damage) {
        return finding.rule() == damage.rule() && finding.severity() == damage.severity();
    }

    private void assertFinds(CheckReport report, RuleKind rule, Severity severity, String message) {
        assertThat(report.findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.message()).contains(message);
        });
    }

    @Test
    void aFileThatIsMissingOrTooMany() throws IOException {
        var files = new LinkedHashMap<>(SmallReleases.of("ndc"));
        files.remove("package.txt");
        files.put("notes.dat", "x");
        files.put("product_2.txt", files.getOrDefault("product.txt", ""));

        var report = check(SmallReleases.folder(folder.resolve("a"), files), "ndc", Optional.empty());

        assertFinds(report, RuleKind.FILES, Severity.ERROR, "has no file for 'packages'");
        assertFinds(report, RuleKind.FILES, Severity.ERROR, "is a second file for 'products', beside product.txt");
        assertFinds(report, RuleKind.FILES, Severity.WARNING, "was not looked at");
    }

    @Test
    void aListOfChangesMayBeEmptyAndAListOfCodesMayNot() throws IOException {
        var files = new LinkedHashMap<>(SmallReleases.of("snomed-ct"));
        var header = files.getOrDefault("sct2_Concept_Snapshot_INT_20260101.txt", "")
                .lines()
                .findFirst()
                .orElseThrow();
        files.put("sct2_Concept_Delta_INT_20260101.txt", header + "\r\n");

        assertThat(check(SmallReleases.folder(folder.resolve("a"), files), "snomed-ct", Optional.empty())
                        .passes())
                .isTrue();

        files.put("sct2_Concept_Snapshot_INT_20260101.txt", header + "\r\n");
        assertFinds(
                check(SmallReleases.folder(folder.resolve("b"), files), "snomed-ct", Optional.empty()),
                RuleKind.ROWS,
                Severity.ERROR,
                "has 0 rows, where releases have 1 or more");
    }

    @Test
    void severalVersions() throws IOException {
        var files = new LinkedHashMap<>(SmallReleases.of("icd-10-cm"));
        files.put("icd10cm_codes_2025.txt", files.remove("icd10cm_codes_2026.txt"));

        var report = check(SmallReleases.folder(folder.resolve("a"), files), "icd-10-cm", Optional.empty());

        assertFinds(report, RuleKind.VERSION, Severity.ERROR, "tells several versions: 2025, 2026");
    }

    @Test
    void aReleaseThatLostHalfItsRows() throws IOException {
        var files = new LinkedHashMap<>(SmallReleases.of("snomed-ct"));
        var before = SmallReleases.folder(folder.resolve("before"), files);
        files.remove("sct2_Relationship_Snapshot_INT_20260101.txt");
        files.computeIfPresent(
                "sct2_Concept_Snapshot_INT_20260101.txt",
                (_, text) -> text.lines().limit(6).reduce("", (all, line) -> all + line + "\r\n"));

        var report = check(SmallReleases.folder(folder.resolve("after"), files), "snomed-ct", Optional.of(before));

        assertFinds(report, RuleKind.ROWS, Severity.ERROR, "has 5 rows, where the release before had 8");
        assertFinds(
                report,
                RuleKind.ROWS,
                Severity.ERROR,
                "has no file for 'relationship_snapshot', of which the release before had 1");
        assertThat(check(before, "snomed-ct", Optional.of(before)).passes()).isTrue();
    }

    /** Every byte of the archive turned once: whatever is in it, no damage goes by, or the same rows are read. */
    @Test
    void anArchiveWithABrokenByte() throws IOException {
        var zip = SmallReleases.zip(folder.resolve("cvx.zip"), SmallReleases.of("cvx"));
        byte[] bytes = Files.readAllBytes(zip);
        int found = 0;
        for (int at = 4; at < bytes.length; at++) {
            bytes[at] ^= 0x20;
            Files.write(zip, bytes);
            bytes[at] ^= 0x20;
            var report = check(zip, "cvx", Optional.empty());
            found += report.passes() ? 0 : 1;
            if (report.passes()) {
                assertThat(report.files().getFirst().rows()).isEqualTo(2);
            }
        }
        assertThat(found).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 200})
    void anArchiveCutOff(int missing) throws IOException {
        var zip = SmallReleases.zip(folder.resolve("cvx.zip"), SmallReleases.of("cvx"));
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, java.util.Arrays.copyOf(bytes, bytes.length - missing));

        var report = check(zip, "cvx", Optional.empty());

        assertFinds(report, RuleKind.ARCHIVE, Severity.ERROR, "is not a ZIP that can be read");
        assertThat(report.passes()).isFalse();
    }

    /** Codes of a map are looked up in the sets that it maps, if these are given. */
    @Test
    void aMapOfACodeThatIsNotInItsSet() throws IOException {
        var cm = Recognizer.byNames(
                SmallReleases.folder(folder.resolve("cm"), SmallReleases.of("icd-10-cm")),
                TestProfiles.builtIn("icd-10-cm"),
                ReadLimits.USUAL);
        var gems = SmallReleases.folder(
                folder.resolve("gems"), Map.of("2018_I10gem.txt", "A000    0010  00000\r\nA002    0019  10000\r\n"));
        CheckReport report;
        try (var scratch = new Scratch(folder.resolve("scratch"), 1, 64 << 20)) {
            report = new ReleaseCheck(ReadLimits.USUAL, scratch, 10)
                    .check(new ReleaseCheck.Order(gems, TestProfiles.builtIn("gems"), List.of(cm), Optional.empty()));
        }

        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(RuleKind.REFERENCE);
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.message())
                    .contains("source_code names 'A002', which is not in order_file or codes_file of icd-10-cm");
        });
        assertThat(report.unchecked()).singleElement().asString().contains("icd-9-cm, which is not there");
    }

    /** All are counted, and only the first are kept; whatever room there is for keys. */
    @ParameterizedTest
    @ValueSource(longs = {64 << 20, 1})
    void manyFindingsAreBounded(long memory) throws IOException {
        var text = new StringBuilder("PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\tPACKAGEDESCRIPTION\r\n");
        for (int i = 0; i < 3000; i++) {
            text.append("P\t0001-0001\t0001-0001-")
                    .append(i % 100 / 10)
                    .append(i % 10)
                    .append("\tx\r\n");
        }
        var files = new LinkedHashMap<>(SmallReleases.of("ndc"));
        files.put("package.txt", text.toString());
        CheckReport report;
        try (var scratch = new Scratch(folder.resolve("scratch"), 1, memory)) {
            report = new ReleaseCheck(ReadLimits.USUAL, scratch, 10)
                    .check(new ReleaseCheck.Order(
                            SmallReleases.folder(folder.resolve("a"), files),
                            TestProfiles.builtIn("ndc"),
                            List.of(),
                            Optional.empty()));
        }

        assertThat(report.counts())
                .contains(
                        new CheckReport.Count(RuleKind.KEY, Severity.ERROR, 2900),
                        new CheckReport.Count(RuleKind.REFERENCE, Severity.ERROR, 3000));
        assertThat(report.findings()).hasSize(20);
    }
}
