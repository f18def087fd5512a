package org.almoner.codeset.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.almoner.codeset.TestProfiles;
import org.almoner.codeset.profile.Layout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RowReaderTest {

    private static final String TABBED = """
            { "form": "delimited", "description": "Things.", "encoding": "windows-1252", "delimiter": "\\t",
              "columns": [ { "name": "code", "type": "text", "header": ["Code"] },
                           { "name": "title", "type": "text", "header": ["Title", "Name"] },
                           { "name": "since", "type": "date", "format": "yyyyMMdd", "header": ["Since"], "as_written": true },
                           { "name": "until", "type": "date", "format": "MM/dd/yyyy", "header": ["Until"], "optional": true } ] }
            """;

    private static final String QUOTED = """
            { "form": "delimited", "description": "Things.", "encoding": "utf-8", "delimiter": ",", "quotes": true, "header": 4,
              "columns": [ { "name": "code", "type": "text", "header": ["The Code"] },
                           { "name": "price", "type": "decimal", "header": ["Price"], "absent": ["."] },
                           { "name": "flag", "type": "boolean", "true": ["Yes"], "false": ["No", "--"], "header_pattern": "flag of 20\\\\d\\\\d" } ] }
            """;

    private static final String FIXED = """
            { "form": "fixed", "description": "Things.", "encoding": "iso-8859-1", "blanks": [5], "key": ["code"],
              "data": { "from": "^[A-Z]\\\\d", "ends_at_blank_line": true },
              "continuation": { "column": "record", "values": ["4"], "appended": "title" },
              "columns": [ { "name": "code", "type": "text", "at": "1-4" }, { "name": "record", "type": "text", "at": "6" },
                           { "name": "title", "type": "text", "at": "7-16" },
                           { "name": "number", "type": "integer", "at": "17-", "optional": true } ] }
            """;

    @TempDir
    private Path folder;

    private List<List<@Nullable String>> rows(String layout, byte[] file) throws IOException {
        return rows(TestProfiles.layout(folder, layout), new ByteArrayInputStream(file), ReadLimits.USUAL);
    }

    private static List<List<@Nullable String>> rows(Layout layout, InputStream file, ReadLimits limits)
            throws IOException {
        var rows = new ArrayList<List<@Nullable String>>();
        try (var reader = RowReader.open("things.txt", file, layout, limits)) {
            while (reader.next()) {
                var row = new ArrayList<@Nullable String>();
                for (int i = 0; i < layout.columns().size(); i++) {
                    row.add(reader.text(i).orElse(null));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private List<List<@Nullable String>> rows(String layout, String file) throws IOException {
        return rows(layout, file.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<@Nullable String> row(@Nullable String... cells) {
        return Arrays.asList(cells);
    }

    private void assertFails(String layout, String file, String said) {
        assertThatThrownBy(() -> rows(layout, file))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining(said);
    }

    @Test
    void fieldsAreFoundByTheirHeadings() throws IOException {
        var rows = rows(
                TABBED,
                "Name\tExtra\tSINCE\t code \r\nM\u00e9ni\u00e8re \"x\"\tleft out\t20240229\tA1\r\n\r\n\t\t\tA2");

        assertThat(rows)
                .containsExactly(row("A1", "M\u00e9ni\u00e8re \"x\"", "2024-02-29", null), row("A2", null, null, null));
    }

    @Test
    void whatIsNoDateIsKeptAsItIsWritten() throws IOException {
        var layout = TestProfiles.layout(folder, TABBED);
        var file = "Code\tTitle\tSince\nA\tx\t20230229\n";
        try (var reader = RowReader.open(
                "x", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), layout, ReadLimits.USUAL)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.isAbsent(2)).isTrue();
            assertThat(new String(
                            reader.bytes(),
                            reader.startAsWritten(2),
                            reader.endAsWritten(2) - reader.startAsWritten(2),
                            StandardCharsets.UTF_8))
                    .isEqualTo("20230229");
            assertThat(reader.line()).isEqualTo(2);
        }
    }

    @Test
    void headingsThatNobodyKnowsAreTold() throws IOException {
        var layout = TestProfiles.layout(folder, TABBED);
        try (var reader = RowReader.open(
                "x",
                new ByteArrayInputStream("Code\tNew\tTitle\tSince\t\n".getBytes(StandardCharsets.UTF_8)),
                layout,
                ReadLimits.USUAL)) {
            assertThat(reader.unknownHeadings()).containsExactly("New");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Code\\tTitle\\n~things.txt, line 1: this is not the header: it lacks 'Since'",
                "Code\\tTitle\\tSince\\tCode\\n~the header has 'Code' twice",
                "Code\\tTitle\\tSince\\nA\\tB\\n~things.txt, line 2: has 2 fields, where there are 3 columns",
                "Code\\tTitle\\tSince\\nA\\tB\\t\\t\\n~things.txt, line 2: has 4 fields, where there are 3 columns",
                "Code\\tTitle\\tSince\\tUntil\\nA\\tB\\t\\t\\nA\\tB\\t\\t13/01/2024\\n~line 3: its until '13/01/2024' is no date MM/dd/yyyy",
                "Code\\tTitle\\tSince\\nA\\t\u0081\\t\\n~line 2: is not windows-1252",
                "Code\\tTitle\\tSince\\nA\\tB\\rC\\t\\n~line 2: holds a carriage return that ends no line",
                "Code\\tTitle\\tSince\\nA\\t\u0000\\t\\n~line 2: holds a NUL character",
                "''~it lacks all, as the file is empty"
            })
    void whatIsMalformedIsNamedWithItsLine(String file, String said) {
        assertFails(TABBED, file.replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r"), said);
    }

    @Test
    void quotesAreThoseOfRfc4180() throws IOException {
        var file =
                "A title page,,\n,,\n\"The\r\nCode\",Price,\"Flag  of 2026\"\nA,\"$4,146.335\",yes\n\"B,\"\"1\"\"\nx\",.,--\nC,.5,\nD,-007,No\n";

        assertThat(rows(QUOTED, file))
                .containsExactly(
                        row("A", "4146.335", "true"),
                        row("B,\"1\"\nx", null, "false"),
                        row("C", "0.5", null),
                        row("D", "-7", "false"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "A,1,Yes\\nB,\"1\\n2\\n3\\n~line 3: a quote that is opened here is never closed",
                "A,1,Yes\\nB,\"1\"x,No\\n~line 3: 'x,No' follows on a closing quote",
                "A,1,Yes\\nB,1\"\",No\\n~line 3: a quote inside of the field",
                "A,1.,Yes\\n~line 2: its price '1.' is no decimal",
                "A,\"1,23\",Yes\\n~its price '1,23' is no decimal",
                "A,\"1,234567\",Yes\\n~its price '1,234567' is no decimal",
                "A,one,Yes\\n~its price 'one' is no decimal",
                "A,1,Maybe\\n~its flag 'Maybe' is no boolean: one of yes, --, no"
            })
    void whatIsNotIsRefused(String rows, String said) {
        assertFails(QUOTED, "The Code,Price,Flag of 2026\n" + rows.replace("\\n", "\n"), said);
    }

    @Test
    void aHeaderThatDoesNotComeIsMissed() {
        assertFails(
                QUOTED,
                "a,,\nb,,\nc,,\nd,,\nThe Code,Price,Flag of 2026\n",
                "the header is not among the first 4 records");
    }

    @Test
    void linesThatGoOnArePutTogether() throws IOException {
        var file =
                "Title page\r\n\r\nA1   3One       -12\r\nA1   4two\r\nA1   4three     \r\nB    3\u00e9t\u00e9 ab     0\r\n\r\nSummary\r\n";

        assertThat(rows(FIXED, file))
                .containsExactly(row("A1", "3", "One two three", "-12"), row("B", "3", "\u00e9t\u00e9 ab", "0"));
    }

    @Test
    void aFileWithoutTheColumnThatTellsHasNoLinesThatGoOn() throws IOException {
        var layout = """
                { "form": "delimited", "description": "Things.", "encoding": "utf-8", "delimiter": "|", "key": ["code"],
                  "continuation": { "column": "record", "values": ["4"], "appended": "title" },
                  "columns": [ { "name": "code", "type": "text", "header": ["Code"] },
                               { "name": "record", "type": "text", "header": ["Record"], "optional": true },
                               { "name": "title", "type": "text", "header": ["Title"], "optional": true } ] }
                """;

        assertThat(rows(layout, "Code|Title|Record\nA|One|3\nA|two|4\n")).containsExactly(row("A", "3", "One two"));
        assertThat(rows(layout, "Code|Title\nA|One\nA|two\n"))
                .containsExactly(row("A", null, "One"), row("A", null, "two"));
        assertThat(rows(layout, "Code|Record\nA|3\nA|4\n")).containsExactly(row("A", "3", null), row("A", "4", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "A1   3\\n~line 1: ends before column 7",
                "A1  x3One\\n~line 1: column 5 should be blank, but is 'x'",
                "A1   4One\\n~line 1: goes on with a row by its record '4', but none is before it",
                "A1   3One\\nA2   4two\\n~line 2: goes on with a row of 'A2', but the row before it is of 'A1'",
                "A1   3One       1x\\n~line 1: its number '1x' is no integer",
                "A1   3One       9223372036854775808\\n~its number '9223372036854775808' is no integer of at most 64 bits",
                "title\\n~line 1: neither this line nor one of the 200 that follow is where data begin"
            })
    void linesOfAnotherLayoutAreRefused(String file, String said) {
        assertFails(FIXED, file.replace("\\n", "\n"), said);
    }

    @Test
    void sixtyFourBitsAreTaken() throws IOException {
        assertThat(rows(FIXED, "A1   3One       -9223372036854775808\nA1   3Two       0009223372036854775807\n"))
                .containsExactly(
                        row("A1", "3", "One", "-9223372036854775808"), row("A1", "3", "Two", "9223372036854775807"));
    }

    /** Columns are counted in characters, whatever bytes they take. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkDecides(String charset) throws IOException {
        var file = "\ufeffA1   3\u00e9t\u00e9 \ud83d\ude00 abcd7\r\n".getBytes(Charset.forName(charset));

        assertThat(rows(FIXED, file)).containsExactly(row("A1", "3", "\u00e9t\u00e9 \ud83d\ude00 abcd", "7"));
    }

    @Test
    void brokenUtf16IsNoticed() {
        byte[] file = {(byte) 0xff, (byte) 0xfe, 'A', 0, 0x00, (byte) 0xd8, 'B', 0};

        assertThatThrownBy(() -> rows(FIXED, file))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("not UTF-16");
    }

    @Test
    void theEndOfFileOfDosIsNoLine() throws IOException {
        assertThat(rows(FIXED, "A1   3One\r\n\u001a")).hasSize(1);
    }

    /** A line of a gigabyte: it is not taken into memory, nor read to its end. */
    @Test
    void aLineWithoutEndIsRefused() throws IOException {
        var layout = TestProfiles.layout(folder, TABBED);
        var endless = new Endless();

        assertThatThrownBy(() -> rows(layout, endless, ReadLimits.USUAL))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("line 1: is longer than 4194304 bytes");
        assertThat(endless.read).isLessThan(16L << 20);
    }

    @Test
    void aQuoteOverAGigabyteIsRefused() throws IOException {
        var layout = TestProfiles.layout(folder, QUOTED);
        var start = "The Code,Price,Flag of 2026\nA,\"";
        var endless = new java.io.SequenceInputStream(
                new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)), new Endless('\n'));

        assertThatThrownBy(() -> rows(layout, endless, ReadLimits.USUAL))
                .hasMessageContaining("line 2: a quote that is opened here is not closed within");
    }

    @Test
    void fieldsWithoutEndAreRefused() {
        assertFails(TABBED, "\t".repeat(5000), "has more than 4096 fields");
    }

    /** One byte again and again, a gigabyte of it. */
    private static final class Endless extends InputStream {

        private final byte each;
        private long read;

        Endless(char each) {
            this.each = (byte) each;
        }

        Endless() {
            this('x');
        }

        @Override
        public int read() {
            return read++ < 1L << 30 ? each : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (read >= 1L << 30) {
                return -1;
            }
            Arrays.fill(into, offset, offset + length, each);
            read += length;
            return length;
        }
    }

    private static final String PROGRAM = """
            { "form": "lines", "description": "A program.", "encoding": "us-ascii", "pattern": "set\\\\((\\\\d+): *([\\\\d ]*?) *\\\\)",
              "opens": "set\\\\(\\\\d", "key": ["code"],
              "columns": [ { "name": "code", "type": "integer" }, { "name": "others", "type": "text" } ] }
            """;

    /** As CMS breaks some of the hierarchies of its HCCs. */
    @Test
    void aRowOfAProgramMayGoOnOverLines() throws IOException {
        var program = """
                /* set(x) is a macro */
                set(1: 2 3);
                set(4:
                5 6 );

                set(7: 8

                9
                ); set(10: 11); set(12:
                13);
                end
                """;

        assertThat(rows(PROGRAM, program.getBytes(StandardCharsets.US_ASCII)))
                .containsExactly(
                        List.of("1", "2 3"),
                        List.of("4", "5 6"),
                        List.of("7", "8 9"),
                        List.of("10", "11"),
                        List.of("12", "13"));
    }

    @Test
    void aRowOfAProgramThatDoesNotEndIsTold() {
        assertThatThrownBy(() -> rows(PROGRAM, "set(1: 2);\nset(3:\n4\n".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("begins a row that does not end");
        var endless = "set(1: 2);\nset(3:\n" + "4\n".repeat(100) + ");\n";
        assertThatThrownBy(() -> rows(PROGRAM, endless.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("does not end within 50 lines");
        var long1 = "set(1:" + " 2".repeat(20_000) + "\n" + " 3".repeat(20_000) + ");\n";
        assertThatThrownBy(() -> rows(PROGRAM, long1.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("is longer than 65536 bytes");
    }
}
