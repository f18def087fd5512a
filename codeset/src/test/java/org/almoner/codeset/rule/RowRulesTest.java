package org.almoner.codeset.rule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.almoner.codeset.Recognizer;
import org.almoner.codeset.Release;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.read.ReadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each rule at its edges: what it must find, beside what it must let pass. */
class RowRulesTest {

    /** Lines are {@code code|part|number|since|until|parent|note}. */
    private static final String COLUMNS = """
            "columns": [ { "name": "code", "type": "text" }, { "name": "part", "type": "text" }, { "name": "number", "type": "integer" },
                         { "name": "since", "type": "date", "format": "yyyyMMdd", "as_written": true, "absent": ["never"] },
                         { "name": "until", "type": "date", "format": "yyyyMMdd" },
                         { "name": "parent", "type": "text" }, { "name": "note", "type": "text" } ] }
            """;

    @TempDir
    private Path folder;

    private Profile profile(String name, boolean quotes, String... rules) throws IOException {
        var place = Files.createDirectories(folder.resolve("profile-" + name));
        Files.writeString(place.resolve("profile.json"), """
                { "name": "NAME", "title": "Own", "publisher": "Nobody", "description": "For tests.",
                  "files": [ { "table": "things", "name": "things.*", "occurs": "any", "layout": "things" },
                             { "table": "must", "name": "must.*", "occurs": "once", "layout": "plain" },
                             { "table": "may", "name": "may.*", "occurs": "optional", "layout": "plain" },
                             { "table": "changes", "name": "changes.*", "occurs": "optional", "layout": "plain", "compared": false } ] }
                """.replace("NAME", name));
        Files.writeString(
                place.resolve("things.layout.json"),
                "{ \"form\": \"delimited\", \"description\": \"Things.\", \"encoding\": \"utf-8\", \"delimiter\": \"|\", \"header\": 0, \"quotes\": "
                        + quotes
                        + ", \"key\": [\"code\", \"part\"], "
                        + (rules.length == 0
                                ? ""
                                : "\"rules\": [" + String.join(",", rules).replace('\'', '"') + "], ")
                        + COLUMNS);
        Files.writeString(place.resolve("plain.layout.json"), """
                { "form": "delimited", "description": "Plain.", "encoding": "utf-8", "delimiter": "|", "header": 0,
                  "rules": [ { "rule": "rows", "least": 0 } ], "columns": [ { "name": "code", "type": "text" } ] }
                """);
        return Profiles.in(place).getFirst();
    }

    private Path release(String name, Map<String, String> files) throws IOException {
        var place = Files.createDirectories(folder.resolve(name));
        for (var file : files.entrySet()) {
            Files.writeString(place.resolve(file.getKey()), file.getValue());
        }
        return place;
    }

    private CheckReport check(Profile profile, Path path, List<Release> others, Optional<Path> previous)
            throws IOException {
        try (var scratch = new Scratch(folder.resolve("scratch"), 1, 64 << 20)) {
            return new ReleaseCheck(ReadLimits.USUAL, scratch, 10)
                    .check(new ReleaseCheck.Order(path, profile, others, previous));
        }
    }

    /** Lines of one file against some rules. */
    private List<String> found(String rule, String... lines) throws IOException {
        var file = Files.write(folder.resolve("things.txt"), List.of(lines));
        return texts(check(profile("own", false, rule), file, List.of(), Optional.empty()));
    }

    private static List<String> texts(CheckReport report) {
        return report.findings().stream()
                .map(finding -> finding.severity().word() + " " + finding.rule().word() + " " + finding)
                .toList();
    }

    private static final String NO_RULE = "{ 'rule': 'rows', 'least': 0 }";

    @Test
    void anAbsentCellHasNoCheckDigit() throws IOException {
        var rule = "{ 'rule': 'check_digit', 'column': 'parent', 'scheme': 'loinc' }";

        assertThat(found(rule, "a|||||2345-7|", "b||||||", "c|||||2345-8|"))
                .containsExactly(
                        "error check_digit things.txt:3: c: its parent '2345-8' does not end in the check digit that its other digits come"
                                + " to");
    }

    @Test
    void theEmptyTextStandsForAnAbsentCell() throws IOException {
        var rule =
                "{ 'rule': 'required', 'columns': ['parent', 'note'], 'when': { 'column': 'part', 'is': ['', 'x'] } }";

        assertThat(found(rule, "a||||||n", "b|x||||p|", "c|y|||||"))
                .containsExactly(
                        "error required things.txt:1: a: has no parent",
                        "error required things.txt:2: b x: has no note");
    }

    @Test
    void aTextThatMeansThatThereIsNoDayIsNoWrongOne() throws IOException {
        assertThat(found(NO_RULE, "a|||never|||", "b||||||", "c|||20260230|||"))
                .containsExactly("warning date things.txt:3: c: its since '20260230' is no day");
    }

    /** Each line is a row: what comes after one that is none is read on, and found wrong as well. */
    @Test
    void aWrongLineDoesNotHideOthers() throws IOException {
        var file = Files.write(
                folder.resolve("things.txt"),
                List.of("a||x||||", "b||y||||", "c", "d||1||||", "e||||||\u0000", "f|||||"));

        var report = check(profile("own", false), file, List.of(), Optional.empty());

        assertThat(texts(report))
                .containsExactly(
                        "error record things.txt:3: has 1 fields, where there are 7 columns",
                        "error record things.txt:6: has 6 fields, where there are 7 columns",
                        "error encoding things.txt:5: holds a NUL character. Is the file text, and not UTF-16 without a byte order"
                                + " mark?",
                        "error value things.txt:1: its number 'x' is no integer of at most 64 bits",
                        "error value things.txt:2: its number 'y' is no integer of at most 64 bits");
        assertThat(report.files()).extracting(CheckReport.CheckedFile::rows).containsExactly(1L);
        assertThat(report.files()).extracting(CheckReport.CheckedFile::whole).containsExactly(true);
    }

    /** Where the next row begins is anybody's guess then; how many there are is not counted. */
    @Test
    void whereQuotesMayBeOpenNothingIsGuessed() throws IOException {
        var file = Files.write(folder.resolve("things.txt"), List.of("a||||||", "b", "c||x||||"));

        var report = check(profile("own", true, "{ 'rule': 'rows', 'least': 100 }"), file, List.of(), Optional.empty());

        assertThat(texts(report))
                .containsExactly(
                        "error record things.txt:2: has 1 fields, where there are 7 columns. What comes after it in the file was not"
                                + " checked.");
        assertThat(report.files()).extracting(CheckReport.CheckedFile::whole).containsExactly(false);
    }

    @Test
    void oneFileByItselfIsNoReleaseThatLacksAnother() throws IOException {
        var profile = profile("own", false);
        var whole = release("whole", Map.of("things-1.txt", "a||||||\n", "things-2.txt", "b||||||\n"));

        assertThat(texts(check(profile, whole.resolve("things-1.txt"), List.of(), Optional.empty())))
                .isEmpty();
        // There may be any number of these.
        assertThat(texts(check(profile, whole, List.of(), Optional.empty())))
                .containsExactly("error files whole: has no file for 'must', which every release of own has");
    }

    @Test
    void errorsComeFirstAndLinesInTheirOrder() throws IOException {
        var file = Files.write(
                folder.resolve("things.txt"), List.of("a|p|||||", "a|p|||||", "||1||||", "b|p|||||", "a|p|||||"));
        var rule = "{ 'rule': 'required', 'columns': ['number'], 'severity': 'warning' }";

        assertThat(texts(check(profile("own", false, rule), file, List.of(), Optional.empty())))
                .containsExactly(
                        "error key things.txt:2: the key 'a p' is that of line 1, too",
                        "error key things.txt:3: has no code and no part",
                        "error key things.txt:5: the key 'a p' is that of line 1, too",
                        "warning required things.txt:1: a p: has no number",
                        "warning required things.txt:2: a p: has no number",
                        "warning required things.txt:4: b p: has no number",
                        "warning required things.txt:5: a p: has no number");
    }

    @Test
    void cellsOfAKeyAreToldApart() throws IOException {
        assertThat(found(NO_RULE, "a|bc|||||", "ab|c|||||", "abc||||||", "|abc|||||"))
                .isEmpty();
    }

    @Test
    void whatBeginsAndEndsOnOneDayIsAPeriod() throws IOException {
        var rule = "{ 'rule': 'period', 'from': 'since', 'until': 'until' }";

        assertThat(found(
                        rule,
                        "a|||20260101|20260101||",
                        "b|||20260102|20260101||",
                        "c||||20260101||",
                        "d|||20260101|||"))
                .containsExactly(
                        "error period things.txt:2: b: its until '2026-01-01' is before its since '2026-01-02'");
    }

    @Test
    void rowsAreNumberedFromOneOn() throws IOException {
        var rule = "{ 'rule': 'sequence', 'column': 'number' }";

        assertThat(found(rule, "a||1||||", "b||2||||", "d||4||||", "e||5||||", "f||5||||", "g||6||||"))
                .containsExactly(
                        "error sequence things.txt:3: d: its number is 4 where 3 comes next",
                        "error sequence things.txt:5: f: its number is 5 where 6 comes next");
    }

    /** A code that begins like the one before it is looked at like any other. */
    @ParameterizedTest
    @CsvSource({
        "abcd,true",
        "abc,false",
        "abcde,false",
        "xabcd,false",
        "Abcd,false",
        "ab\u00e9d,true",
        "abc\u00e9\u00e9,false"
    })
    void aCodeIsMatchedWhole(String code, boolean right) throws IOException {
        var rule = "{ 'rule': 'syntax', 'column': 'note', 'pattern': '[a-z\u00e9]{4}' }";

        assertThat(found(rule, "a||||||abcd", "b||||||" + code)).hasSize(right ? 0 : 1);
    }

    @Test
    void whatIsNamedIsLookedForAsTheRuleSays() throws IOException {
        var rule =
                "{ 'rule': 'reference', 'columns': ['parent'], 'tables': ['things'], 'to': ['code'], 'without': '.', 'first': 3, 'unless': ['none']"
                        + " }";

        assertThat(found(rule, "abc|||||a.bcd|", "b|||||none|", "c||||||", "d|||||a.b.x|", "e|||||abc|"))
                .containsExactly("error reference things.txt:4: its parent names 'abx', which is not in things of own");
    }

    @Test
    void aCharacterThatIsLeftOutLeavesNothingBehind() throws IOException {
        var rule =
                "{ 'rule': 'reference', 'columns': ['parent'], 'tables': ['things'], 'to': ['code'], 'without': '.' }";

        assertThat(found(rule, "abcd|||||a.b.c.d|", "b|||||abcd.|", "c|||||.|", "d|||||a.b|"))
                .containsExactly(
                        "error reference things.txt:3: its parent names '', which is not in things of own",
                        "error reference things.txt:4: its parent names 'ab', which is not in things of own");
    }

    /** Columns that name a row together name none without the first. */
    @Test
    void halfAReferenceIsNone() throws IOException {
        var rule =
                "{ 'rule': 'reference', 'columns': ['parent', 'part'], 'tables': ['things'], 'to': ['code', 'part'] }";

        assertThat(found(rule, "a|p||||a|", "b|q|||||", "c|r||||a|"))
                .containsExactly(
                        "error reference things.txt:3: its parent and part names 'a r', which is not in things of own");
    }

    /** What is named may come in a later file of the table. */
    @Test
    void allFilesOfATableAreOne() throws IOException {
        var rule = "{ 'rule': 'reference', 'columns': ['parent'], 'tables': ['things'], 'to': ['code'] }";
        var whole = release(
                "whole",
                Map.of("things-1.txt", "a|||||b|\nx|||||c|\n", "things-2.txt", "b|||||a|\n", "must.txt", "m\n"));

        assertThat(texts(check(profile("own", false, rule), whole, List.of(), Optional.empty())))
                .containsExactly("error reference things-1.txt:2: its parent names 'c', which is not in things of own");
    }

    /** What could not be read may be what is named: nothing is said to be missing. */
    @ParameterizedTest
    @ValueSource(strings = {"things-1.txt", "things-2.txt"})
    void ofATableThatCannotBeReadNothingIsMissed(String broken) throws IOException {
        var rule = "{ 'rule': 'reference', 'columns': ['parent'], 'tables': ['things'], 'to': ['code'] }";
        var whole =
                release("whole", Map.of("things-1.txt", "a|||||b|\n", "things-2.txt", "c|||||d|\n", "must.txt", "m\n"));
        Files.writeString(whole.resolve(broken), "\"x\n", java.nio.file.StandardOpenOption.APPEND);

        var report = check(profile("own", true, rule), whole, List.of(), Optional.empty());

        assertThat(report.counts()).extracting(CheckReport.Count::rule).containsExactly(RuleKind.RECORD);
        assertThat(report.unchecked())
                .containsExactly("Whether all that is named is in things of own, as that could not be read whole.");
    }

    /** A table of that name in the release itself is not the other set's. */
    @Test
    void anotherSetIsAnotherSet() throws IOException {
        var rule =
                "{ 'rule': 'reference', 'columns': ['parent'], 'set': 'other', 'tables': ['things'], 'to': ['code'] }";
        var own = profile("own", false, rule);
        var other = profile("other", true);
        var theirs = release("theirs", Map.of("things.txt", "b||||||\n"));
        var file = Files.write(folder.resolve("things.txt"), List.of("a|||||b|", "c|||||a|"));

        var given = Recognizer.byNames(theirs, other, ReadLimits.USUAL);
        assertThat(texts(check(own, file, List.of(given), Optional.empty())))
                .containsExactly("error reference things.txt:2: its parent names 'a', which is not in things of other");
        Files.writeString(theirs.resolve("things.txt"), "b||||||\n\"x\n");
        var broken = check(own, file, List.of(given), Optional.empty());
        assertThat(broken.findings()).isEmpty();
        assertThat(broken.unchecked()).hasSize(1);
    }

    private static String lines(int count) {
        var lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append('c').append(i).append("||||||\n");
        }
        return lines.toString();
    }

    /** A fifth is what releases lose, and more is not; rows of all files of a table count. */
    @ParameterizedTest
    @CsvSource({"10,8,true", "10,7,false", "10,20,true", "1,1,true"})
    void aFifthMayBeLost(int before, int now, boolean right) throws IOException {
        var profile = profile("own", false);
        var old = release("old", Map.of("things.txt", lines(before), "must.txt", "m\n"));
        var half = lines(now);
        int middle = half.indexOf('\n', half.length() / 2) + 1;
        var files = release(
                "now",
                Map.of(
                        "things-1.txt",
                        half.substring(0, middle),
                        "things-2.txt",
                        half.substring(middle) + "z||||||\n"));
        Files.writeString(files.resolve("things-2.txt"), half.substring(middle));
        Files.writeString(files.resolve("must.txt"), "m\n");
        if (half.substring(middle).isEmpty()) {
            Files.delete(files.resolve("things-2.txt"));
        }

        var report = check(profile, files, List.of(), Optional.of(old));

        assertThat(report.passes()).as(report.findings().toString()).isEqualTo(right);
        assertThat(report.files())
                .extracting(CheckReport.CheckedFile::rowsBefore)
                .contains(Optional.of((long) before));
    }

    /** What is only there for its changes comes and goes, and of what was empty nothing is lost. */
    @Test
    void aTableThatIsGoneIsOnlyMissedIfItHadRows() throws IOException {
        var profile = profile("own", false);
        var now = release("now", Map.of("things.txt", "a||||||\n", "must.txt", "m\n"));
        var old = release(
                "old", Map.of("things.txt", "a||||||\n", "must.txt", "m\n", "changes.txt", "x\n", "may.txt", ""));

        assertThat(texts(check(profile, now, List.of(), Optional.of(old)))).isEmpty();
        Files.writeString(old.resolve("may.txt"), "x\n");
        assertThat(texts(check(profile, now, List.of(), Optional.of(old))))
                .containsExactly("error rows now: has no file for 'may', of which the release before had 1 rows");
    }

    @ParameterizedTest
    @CsvSource({"2,0", "3,1"})
    void aTableHasAsManyRowsAsItsRuleSays(int least, int findings) throws IOException {
        var rule = "{ 'rule': 'rows', 'least': " + least + ", 'severity': 'warning' }";

        assertThat(found(rule, "a||||||", "b||||||"))
                .hasSize(findings)
                .allMatch(text -> text.equals("warning rows things.txt: has 2 rows, where releases have 3 or more"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "a\tb ~ ``",
                "Caf\u00e9 \u00c3 \u00a9 \u20ac \u00c3x ~ ``",
                "a\u0007b ~ holds the control character U+0007",
                "long enough a\u0007b text ~ holds the control character U+0007",
                "a\u007fb \u00e9 ~ holds the control character U+007F",
                "x\u0085 ~ holds the control character U+0085",
                "x\ufffd ~ holds U+FFFD",
                "don\u00e2\u20ac\u2122t ~ was encoded as UTF-8 twice",
                "Caf\u00c3\u00a9 ~ was encoded as UTF-8 twice"
            })
    void textIsTextAndOnce(String text, String said) throws IOException {
        var file = Files.writeString(folder.resolve("things.txt"), "a||||||" + text + "\n", StandardCharsets.UTF_8);

        var found = texts(check(profile("own", false), file, List.of(), Optional.empty()));

        if (said.isEmpty()) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).singleElement().asString().startsWith("error encoding things.txt:1: a: its note " + said);
        }
    }
}
