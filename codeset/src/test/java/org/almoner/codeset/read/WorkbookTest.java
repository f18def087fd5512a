package org.almoner.codeset.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WorkbookTest {

    @TempDir
    private Path folder;

    private Path write(TestWorkbook workbook) throws IOException {
        return workbook.write(folder.resolve("book.xlsx"));
    }

    private static String text(Path file, int sheet) throws IOException {
        try (var in = ReleaseFiles.in(file, ReadLimits.USUAL).get(sheet).open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String text(TestWorkbook workbook) throws IOException {
        return text(write(workbook), 0);
    }

    private String rows(String rows) throws IOException {
        return text(new TestWorkbook().sheet("A", rows));
    }

    private void assertRefused(TestWorkbook workbook, String said) throws IOException {
        var file = write(workbook);
        assertThatThrownBy(() -> text(file, 0))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining(said)
                .extracting(e -> ((ReleaseException) e).kind())
                .isEqualTo(ReleaseException.Kind.ARCHIVE);
    }

    private void assertRefused(String rows, String said) throws IOException {
        assertRefused(new TestWorkbook().sheet("A", rows), said);
    }

    @Test
    void sheetsAreFilesInTheirOrder() throws IOException {
        var file = write(new TestWorkbook()
                .sheet("Codes &amp; more", "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
                .sheet("B_x0027_s", "<row r=\"1\"><c r=\"A1\"><v>2</v></c></row>"));

        assertThat(ReleaseFiles.holdsMany(file)).isFalse();
        assertThat(ReleaseFiles.in(file, ReadLimits.USUAL))
                .extracting(ReleaseFile::name)
                .containsExactly("book.xlsx:Codes & more", "book.xlsx:B's");
        assertThat(text(file, 0)).isEqualTo("\"1\"\n");
        assertThat(text(file, 1)).isEqualTo("\"2\"\n");
    }

    /** §18.18.11: what a cell's type makes of its value. */
    @Test
    void everyTypeOfCellIsText() throws IOException {
        var workbook = new TestWorkbook()
                .shared("<si><t>zero</t></si><si><t>one, \"two\"</t></si>")
                .sheet("A", """
                        <row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>in line</t></is></c><c r="C1" t="b"><v>1</v></c>
                        <c r="D1" t="b"><v>0</v></c><c r="E1" t="e"><v>#REF!</v></c><c r="F1" t="str"><f>A1&amp;"x"</f><v>kept</v></c>
                        <c r="G1"><f>1+1</f><v>2</v></c><c r="H1" t="n"><v>007</v></c><c r="I1" t="d"><v>2026-03-01T00:00:00</v></c></row>
                        """);

        assertThat(text(workbook))
                .isEqualTo(
                        "\"one, \"\"two\"\"\",\"in line\",\"TRUE\",\"FALSE\",\"#REF!\",\"kept\",\"2\",\"007\",\"2026-03-01\"\n");
    }

    /** §18.4.4: runs follow each other; §18.4.3 and §18.4.6: hints at how they are read are no part of it. */
    @Test
    void runsOfRichTextAreOneText() throws IOException {
        var workbook = new TestWorkbook()
                .shared(
                        "<si><r><rPr><b/></rPr><t>H</t></r><r><rPr><vertAlign val=\"subscript\"/></rPr><t>2</t></r><r><t"
                                + " xml:space=\"preserve\">O </t></r><rPh sb=\"0\" eb=\"1\"><t>hint</t></rPh><phoneticPr fontId=\"1\"/></si>")
                .sheet(
                        "A",
                        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><r><t><![CDATA[<a>]]></t></r><r><t>&#233;&amp;<!-- no"
                                + " -->b</t></r></is></c></row>");

        assertThat(text(workbook)).isEqualTo("\"H2O \",\"<a>\u00e9&b\"\n");
    }

    /** §22.9.2.19, with its own example of an escape that is escaped. */
    @Test
    void charactersThatXmlDoesNotHaveAreUnescaped() throws IOException {
        var workbook = new TestWorkbook()
                .shared(
                        "<si><t>a_x000D_\nb</t></si><si><t>_x005F_x0008_</t></si><si><t>_x000_ _xZZZZ_ _X0041_</t></si><si><t>_xD83D_</t></si>")
                .sheet("A", """
                        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c>
                        <c r="E1" t="inlineStr"><is><t>_x0041_</t></is></c><c r="F1" t="str"><v>_x0042_</v></c></row>
                        """);

        assertThat(text(workbook)).isEqualTo("\"a b\",\"_x0008_\",\"_x000_ _xZZZZ_ _X0041_\",\"\ufffd\",\"A\",\"B\"\n");
    }

    @Test
    void blanksAndBreaksOfATextAreKeptAsBlanks() throws IOException {
        var rows =
                "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">  two\nlines\ttab </t></is></c></row>";

        assertThat(rows(rows)).isEqualTo("\"  two lines\ttab \"\n");
    }

    /** Lines of the text are rows of the sheet, and fields its columns, whatever is left out. */
    @Test
    void whatIsLeftOutIsEmpty() throws IOException {
        var rows = """
                <row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row>
                <row r="3"/>
                <row r="5" spans="1:4"><c r="A5"><v>3</v></c><c r="B5" s="0"/><c r="C5" t="str"><v></v></c></row>
                <row><c><v>4</v></c><c><v>5</v></c><c/><c><v>6</v></c></row>
                """;

        assertThat(rows(rows)).isEqualTo("\n,\"1\",,\"2\"\n\n\n\"3\",,,\n\"4\",\"5\",,\"6\"\n");
    }

    @Test
    void theLastColumnAndRowOfExcelAreTaken() throws IOException {
        var text = rows("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");

        assertThat(text).hasSize(1_048_575 + 16_383 + 4).endsWith(",\"1\"\n");
    }

    @ParameterizedTest
    @CsvSource({
        // As computers write fractions, and as they are shown.
        "4.0000000000000002E-4,0.0004",
        "0.30000000000000004,0.3",
        "1E-3,0.001",
        "-1.5E+3,-1500",
        "1.0,1",
        "0.0,0",
        "1E+20,100000000000000000000",
        // Whole numbers may be codes.
        "20240101,20240101",
        "123456789012345678,123456789012345678",
        "0012,0012",
        // No numbers that anybody means.
        "1E999999999,1E999999999",
        "abc,abc"
    })
    void numbersAreDigits(String written, String shown) throws IOException {
        assertThat(rows("<row r=\"1\"><c r=\"A1\"><v>" + written + "</v></c></row>"))
                .isEqualTo("\"" + shown + "\"\n");
    }

    private static TestWorkbook ofDays(String properties, int style, String value) {
        return new TestWorkbook()
                .properties(properties)
                .styles("""
                        <numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd;@"/><numFmt numFmtId="165" formatCode="&quot;day &quot;0.00_d"/>
                        <numFmt numFmtId="166" formatCode="[Red][$-409]mmm"/><numFmt numFmtId="167" formatCode="[h]:mm:ss"/></numFmts>
                        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
                        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>
                        <xf numFmtId="167"/><xf numFmtId="21"/></cellXfs>
                        """)
                .sheet("A", "<row r=\"1\"><c r=\"A1\" s=\"" + style + "\"><v>" + value + "</v></c></row>");
    }

    /** Days that §18.17.4.1 and §18.17.4.3 give as examples, and those around the day that the year 1900 did not have. */
    @ParameterizedTest
    @CsvSource({
        "0,46023,46023",
        "1,46023,2026-01-01",
        "3,46023,2026-01-01",
        "5,46023,2026-01-01",
        "2,46023.5,2026-01-01T12:00:00",
        "1,46022.999999,2026-01-01",
        "4,46023,46023",
        "6,46023,46023",
        "7,46023,46023",
        "99,46023,46023",
        "1,1,1900-01-01",
        "1,59,1900-02-28",
        "1,60,60",
        "1,61,1900-03-01",
        "1,2958465,9999-12-31",
        "1,2958466,2958466",
        "1,0,0",
        "1,-1,-1",
        "1,soon,soon",
        "1,NaN,NaN"
    })
    void onlyTheFormatTellsThatANumberIsADay(int style, String value, String shown) throws IOException {
        assertThat(text(ofDays("<workbookPr/>", style, value))).isEqualTo("\"" + shown + "\"\n");
    }

    @ParameterizedTest
    @CsvSource({
        "1,0,1904-01-01",
        "1,44561,2026-01-01",
        "true,60,1904-03-01",
        "0,46023,2026-01-01",
        "false,46023,2026-01-01"
    })
    void someWorkbooksCountFrom1904(String flag, String value, String shown) throws IOException {
        assertThat(text(ofDays("<workbookPr date1904=\"" + flag + "\"/>", 1, value)))
                .isEqualTo("\"" + shown + "\"\n");
    }

    @Test
    void prefixesAndTheStrictFormMakeNoDifference() throws IOException {
        var workbook = new TestWorkbook()
                .sheet("A", "")
                .part(
                        "xl/worksheets/sheet1.xml",
                        "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row"
                                + " r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>");

        assertThat(text(workbook)).isEqualTo("\"1\"\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row> ~ has a cell in row 1 beyond the 16384 columns of a sheet",
                "<row r=\"1\"><c r=\"ZZZZZZZZZZ1\"><v>1</v></c></row> ~ beyond the 16384 columns",
                "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row> ~ has a cell out of order in its row 1",
                "<row r=\"1\"><c r=\"1\"><v>1</v></c></row> ~ has a cell out of order in its row 1",
                "<row r=\"2\"/><row r=\"2\"/> ~ has a row 2 after the row 2",
                "<row r=\"x\"/> ~ has a row -1 after the row 0",
                "<row r=\"1048577\"/> ~ has a row 1048577 after the row 0",
                "<row r=\"99999999999\"/> ~ has a row -1 after the row 0",
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row> ~ has a cell in row 1 that names a text which is not there",
                "<row r=\"1\"><c r=\"A1\"><v>1</c></row> ~ sheet1.xml: is not XML that can be read",
                "<row r=\"1\"><c r=\"A1\"><v>&undefined;</v></c></row> ~ sheet1.xml: "
            })
    void whatNoSheetHasIsRefused(String rows, String said) throws IOException {
        assertRefused(rows, said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "1.0", "x"})
    void aTextThatIsNotThereIsMissed(String number) throws IOException {
        assertRefused(
                new TestWorkbook()
                        .shared("<si><t>a</t></si><si/>")
                        .sheet("A", "<row r=\"7\"><c r=\"A7\" t=\"s\"><v>" + number + "</v></c></row>"),
                "has a cell in row 7 that names a text which is not there");
    }

    private static TestWorkbook full() {
        return new TestWorkbook()
                .shared("<si><t>a</t></si>")
                .styles("<cellXfs><xf numFmtId=\"0\"/></cellXfs>")
                .sheet("A", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
    }

    /** Every part is one that an attacker may write. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "xl/worksheets/sheet1.xml",
                "xl/sharedStrings.xml",
                "xl/styles.xml",
                "xl/workbook.xml",
                "xl/_rels/workbook.xml.rels"
            })
    void noPartMayNameAFileOfOurs(String part) throws IOException {
        var secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        var attack = "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><a><t>&x;</t></a>";

        assertRefused(full().part(part, attack), part + ": declares or names entities of XML");
    }

    @Test
    void aBillionLaughsAreNotLaughed() throws IOException {
        var attack = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 10; i++) {
            attack.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
        }
        attack.append("]><sst><si><t>&l9;</t></si></sst>");

        assertRefused(
                full().part("xl/sharedStrings.xml", attack.toString()),
                "xl/sharedStrings.xml: declares or names entities");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"})
    void aPartThatUnpacksToAHundredTimesItsSizeIsRefused(String part) throws IOException {
        assertRefused(
                full().part(part, "<a>" + "<b/>".repeat(5 << 20)), part + ": unpacks to more than 16777216 bytes");
    }

    /** Each of them would be held in memory whole. */
    @ParameterizedTest
    @ValueSource(strings = {"<sst><si><t>", "<sst><si a=\"", "<sst><!--", "<sst><?a ", "<sst><si><t><![CDATA[", "<a"})
    void nothingInAPartMayBeWithoutEnd(String begin) throws IOException {
        assertRefused(full().part("xl/sharedStrings.xml", begin + "x".repeat(8 << 20)), "xl/sharedStrings.xml: ");
    }

    @Test
    void thousandsOfNamesAreOnlyKeptIfTheyAreShort() throws IOException {
        var attack = "<Relationships><Relationship Id=\"a\" Target=\"" + "x".repeat(2000) + "\"/></Relationships>";

        assertRefused(
                full().part("xl/_rels/workbook.xml.rels", attack),
                "xl/_rels/workbook.xml.rels: has a 'Target' of more than 1024 characters");
    }

    @Test
    void aTextOfManyPiecesMayNotBeWithoutEndEither() throws IOException {
        var pieces = ("<r><t>" + "x".repeat(30_000) + "</t></r>").repeat(200);

        assertRefused(
                new TestWorkbook().sheet("A", "").shared("<si>" + pieces + "</si>"),
                "has a text of more than 4194304 characters");
    }

    /** A hundred megabytes, were they all written. */
    @Test
    void aRowMayNotNameALongTextAgainAndAgain() throws IOException {
        var cells = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            cells.append("<c t=\"s\"><v>0</v></c>");
        }

        assertRefused(
                new TestWorkbook()
                        .shared("<si><t>" + "x".repeat(1_000_000) + "</t></si>")
                        .sheet("A", "<row r=\"3\">" + cells + "</row>"),
                "has a row 3 of more than 4194304 characters");
    }

    @Test
    void aSheetThatEndsInTheMiddleIsRefused() throws IOException {
        assertRefused(
                new TestWorkbook()
                        .sheet("A", "")
                        .part(
                                "xl/worksheets/sheet1.xml",
                                "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c>"),
                "sheet1.xml: is not XML that can be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xl/workbook.xml",
                "xl/_rels/workbook.xml.rels",
                "xl/sharedStrings.xml",
                "xl/styles.xml",
                "xl/worksheets/sheet1.xml"
            })
    void aPartThatTheWorkbookNamesIsMissed(String part) throws IOException {
        var file = folder.resolve("no.xlsx");
        full().write(file);
        var less = folder.resolve("less.xlsx");
        try (var from = new java.util.zip.ZipFile(file.toFile());
                var to = new java.util.zip.ZipOutputStream(Files.newOutputStream(less))) {
            for (var entry :
                    from.stream().filter(each -> !each.getName().equals(part)).toList()) {
                to.putNextEntry(new java.util.zip.ZipEntry(entry.getName()));
                from.getInputStream(entry).transferTo(to);
            }
        }

        assertThatThrownBy(() -> text(less, 0))
                .isInstanceOf(ReleaseException.class)
                .hasMessage(less + ": is not a workbook that can be read: it lacks " + part);
    }

    /** A bit here and there: whatever comes of it is an error of the file's, and never another one. */
    @Test
    void damageIsNoticed() throws IOException {
        var file = write(new TestWorkbook()
                .shared("<si><t>" + "a text ".repeat(40) + "</t></si>")
                .styles("<cellXfs><xf numFmtId=\"14\"/></cellXfs>")
                .sheet("A", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"0\"><v>46023</v></c></row>"));
        var sound = Files.readAllBytes(file);
        var expected = text(file, 0);
        int noticed = 0;
        for (int at = 4; at < sound.length; at++) {
            var damaged = sound.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            try {
                assertThat(text(file, 0)).isEqualTo(expected);
            } catch (ReleaseException _) {
                noticed++;
            }
        }
        assertThat(noticed).isGreaterThan(sound.length / 2);
        Files.write(file, Arrays.copyOf(sound, sound.length - 40));
        assertThatThrownBy(() -> text(file, 0))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("Fetch it again");
    }

    /** XML that is damaged in a sound ZIP. */
    @Test
    void damagedXmlIsAnErrorOfTheFile() throws IOException {
        var random = new Random(8);
        var sheet =
                "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>1.5E2</v></c></row></sheetData></worksheet>"
                        .getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            var damaged = sheet.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                text(new TestWorkbook()
                        .shared("<si><t>a</t></si>")
                        .sheet("A", "")
                        .part("xl/worksheets/sheet1.xml", damaged));
            } catch (ReleaseException _) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(250);
    }
}
