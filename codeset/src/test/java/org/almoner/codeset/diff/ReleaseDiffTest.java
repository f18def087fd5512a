package org.almoner.codeset.diff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.almoner.codeset.Recognizer;
import org.almoner.codeset.Release;
import org.almoner.codeset.TestProfiles;
import org.almoner.codeset.diff.Change.Kind;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.read.ReadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What each change is called and what it tells, row by row. */
class ReleaseDiffTest {

    private static final String CODES = """
            { "form": "delimited", "description": "Codes.", "encoding": "utf-8", "delimiter": "|", "key": ["code"],
              "life": { "status": "state", "active": ["on"], "until": "until" }, "comparison": { "targets": ["target"] END },
              "columns": [ { "name": "code", "type": "text", "header": ["code"] },
                           { "name": "state", "type": "text", "header": ["state"], "optional": true },
                           { "name": "until", "type": "date", "format": "yyyyMMdd", "header": ["until"], "optional": true },
                           { "name": "target", "type": "text", "header": ["target"], "optional": true },
                           { "name": "title", "type": "text", "header": ["title"], "optional": true } ] }
            """;

    private static final String GROUPED = """
            { "form": "delimited", "description": "Maps.", "encoding": "utf-8", "delimiter": "|", "header": 0,
              "life": { "status": "state", "active": ["on"] }, "comparison": { "code": ["code"], "targets": ["target"] },
              "columns": [ { "name": "code", "type": "text" }, { "name": "target", "type": "text" }, { "name": "state", "type": "text" } ] }
            """;

    @TempDir
    private Path folder;

    private final List<String> changes = new ArrayList<>();

    private Profile profile(String layout) throws IOException {
        var place = Files.createDirectories(folder.resolve("profile"));
        Files.writeString(place.resolve("profile.json"), """
                { "name": "own", "title": "Own", "publisher": "Nobody", "description": "For tests.",
                  "files": [ { "table": "things", "name": "things.*", "occurs": "any", "layout": "things" },
                             { "table": "more", "name": "more.*", "occurs": "optional", "layout": "things" },
                             { "table": "addenda", "name": "addenda.*", "occurs": "optional", "layout": "things", "compared": false } ] }
                """);
        Files.writeString(place.resolve("things.layout.json"), layout);
        return Profiles.in(place).getFirst();
    }

    private Release release(String name, Profile profile, Map<String, List<String>> files) throws IOException {
        var place = Files.createDirectories(folder.resolve(name));
        for (var file : files.entrySet()) {
            Files.write(place.resolve(file.getKey()), file.getValue());
        }
        return Recognizer.byNames(place, profile, ReadLimits.USUAL);
    }

    private List<TableChanges> compare(Release before, Release after) throws IOException {
        try (var scratch = new Scratch(folder.resolve("scratch"), 9, 64 << 20)) {
            return new ReleaseDiff(ReadLimits.USUAL, scratch)
                    .compare(
                            before,
                            after,
                            change -> changes.add(change.kind().word() + " " + change.code() + " " + change.inForce()
                                    + told(change)));
        }
    }

    private static String told(Change change) {
        var text = new StringBuilder();
        for (var cell : change.cells()) {
            text.append(", ")
                    .append(cell.column())
                    .append(' ')
                    .append(cell.before().map(each -> "'" + each + "'").orElse("nothing"))
                    .append(" > ")
                    .append(cell.after().map(each -> "'" + each + "'").orElse("nothing"));
        }
        return text.toString();
    }

    private TableChanges compare(String layout, List<String> before, List<String> after) throws IOException {
        var profile = profile(layout);
        return compare(
                        release("old", profile, Map.of("things.txt", before)),
                        release("new", profile, Map.of("things.txt", after)))
                .getFirst();
    }

    private static String codes(boolean endRetires) {
        return CODES.replace("END", endRetires ? ", \"end_retires\": true" : "");
    }

    @Test
    void cellsThatComeAndGoAreTold() throws IOException {
        var counts = compare(
                codes(false),
                List.of("code|state|target|title", "A|on||x", "B|on|t|", "C|on|t|x", "D|on|t|x", "E||t|x", "F|on|t|x"),
                List.of("code|state|target|title", "A|on||", "B|on|t|y", "C|on|u|y", "D||t|x", "E|on|t|x", "G||t|"));

        assertThat(changes)
                .containsExactlyInAnyOrder(
                        "revised A true, title 'x' > nothing",
                        "revised B true, title nothing > 'y'",
                        "remapped C true, target 't' > 'u', title 'x' > 'y'",
                        "retired D true, state 'on' > nothing",
                        "reactivated E true, state nothing > 'on'",
                        "removed F true, code 'F' > nothing, state 'on' > nothing, target 't' > nothing, title 'x' > nothing",
                        "added G false, code nothing > 'G', target nothing > 't'");
        assertThat(counts.inForce())
                .isEqualTo(Map.of(
                        Kind.REVISED, 2L, Kind.REMAPPED, 1L, Kind.RETIRED, 1L, Kind.REACTIVATED, 1L, Kind.REMOVED, 1L));
        assertThat(counts.others()).isEqualTo(Map.of(Kind.ADDED, 1L));
    }

    /** The last day is an end only where the layout says so. */
    @Test
    void aDayMayBeAnEnd() throws IOException {
        var before = List.of("code|state|until", "A|on|", "B|on|20260101");
        var after = List.of("code|state|until", "A|on|20260101", "B|on|");

        compare(codes(true), before, after);
        compare(codes(false), before, after);

        assertThat(changes)
                .containsExactly(
                        "retired A true, until nothing > '2026-01-01'",
                        "reactivated B true, until '2026-01-01' > nothing",
                        "revised A true, until nothing > '2026-01-01'",
                        "revised B true, until '2026-01-01' > nothing");
    }

    /** A column that comes is no change of every row. */
    @Test
    void columnsThatOnlyOneHasAreTold() throws IOException {
        var counts = compare(
                codes(false),
                List.of("code|state|title", "A|on|x", "B|on|x"),
                List.of("code|target|state", "A|t|on", "B|t|"));

        assertThat(changes).containsExactly("retired B true, state 'on' > nothing");
        assertThat(counts.columnsGone()).containsExactly("title");
        assertThat(counts.columnsNew()).containsExactly("target");
    }

    @Test
    void aTableThatOnlyOneHasIsAllNewOrGone() throws IOException {
        var profile = profile(codes(false));
        var one = release(
                "old", profile, Map.of("things.txt", List.of("code", "A"), "addenda.txt", List.of("code", "X")));
        var other =
                release("new", profile, Map.of("things.txt", List.of("code", "A"), "more.txt", List.of("code", "B")));

        var there = compare(one, other);
        var back = compare(other, one);

        assertThat(changes).containsExactly("added B false, code nothing > 'B'", "removed B false, code 'B' > nothing");
        assertThat(there).extracting(TableChanges::table).containsExactly("things", "more");
        assertThat(there.getLast().columnsNew()).isEmpty();
        assertThat(there.getLast().columnsGone()).isEmpty();
        assertThat(there.getLast().rowsBefore()).isZero();
        assertThat(back.getLast().rowsAfter()).isZero();
        assertThat(there.getFirst().isEmpty()).isTrue();
    }

    /** Without a key a row is told by all of it, also where there is nothing to compare it with. */
    @Test
    void rowsWithoutAKeyAreOneEach() throws IOException {
        var layout = """
                { "form": "delimited", "description": "Rows.", "encoding": "utf-8", "delimiter": "|", "header": 0,
                  "columns": [ { "name": "code", "type": "text" }, { "name": "title", "type": "text" } ] }
                """;
        var profile = profile(layout);
        var rows = release("new", profile, Map.of("things.txt", List.of("A|x", "A|y")));

        compare(release("old", profile, Map.of()), rows);

        assertThat(changes)
                .containsExactly(
                        "added A x true, code nothing > 'A', title nothing > 'x'",
                        "added A y true, code nothing > 'A', title nothing > 'y'");
    }

    @Test
    void allFilesOfATableAreCompared() throws IOException {
        var profile = profile(codes(false));
        var counts = compare(
                release(
                        "old",
                        profile,
                        Map.of("things-1.txt", List.of("code", "A", "B"), "things-2.txt", List.of("code", "C"))),
                release(
                        "new",
                        profile,
                        Map.of("things-1.txt", List.of("code", "A"), "things-2.txt", List.of("code", "C", "D"))));

        assertThat(changes)
                .containsExactlyInAnyOrder("removed B false, code 'B' > nothing", "added D false, code nothing > 'D'");
        assertThat(counts.getFirst().rowsBefore()).isEqualTo(3);
        assertThat(counts.getFirst().rowsAfter()).isEqualTo(3);
    }

    /** Texts stand in an order of their own, whatever that of the file is. */
    @Test
    void aCodeOfSeveralRowsIsOneChange() throws IOException {
        compare(
                GROUPED,
                List.of("A|x|on", "A|y|off", "B|b|on", "C|2|on", "C|1|off", "D|d|on", "F|f|on", "F|f|on"),
                List.of("A|z|off", "A|w|on", "B|b|on", "B|c|on", "C|1|on", "D|d|off", "E|1|off", "E|2|on"));

        assertThat(changes)
                .containsExactlyInAnyOrder(
                        "remapped A true, target 'x; y' > 'w; z'",
                        "remapped B true, target nothing > 'c', state nothing > 'on'",
                        "remapped C true, target '1; 2' > '1', state 'off; on' > 'on'",
                        "retired D true, state 'on' > 'off'",
                        "added E true, code nothing > 'E; E', target nothing > '1; 2', state nothing > 'off; on'",
                        "removed F true, code 'F; F' > nothing, target 'f; f' > nothing, state 'on; on' > nothing");
    }

    /** Rows that are the same meet as often as they are there, wherever. */
    @Test
    void rowsThatAreTheSameAreCounted() throws IOException {
        compare(
                GROUPED,
                List.of("A|t|on", "A|t|on", "C|c|on", "D|d|on"),
                List.of("C|c|on", "D|d|on", "A|t|on", "A|t|on"));
        assertThat(changes).isEmpty();

        compare(GROUPED, List.of("A|t|on", "A|t|on", "C|c|on"), List.of("C|c|on", "B|b|on", "A|t|on"));
        assertThat(changes)
                .containsExactlyInAnyOrder(
                        "remapped A true, target 't' > nothing, state 'on' > nothing",
                        "added B true, code nothing > 'B', target nothing > 'b', state nothing > 'on'");
    }

    /** Lines without data and records of several lines are no rows of their own, also where both releases have the same. */
    @Test
    void rowsAreCountedAndNotLines() throws IOException {
        var lines = """
                { "form": "lines", "description": "Lines.", "encoding": "us-ascii", "pattern": "^(\\\\w)=(\\\\w)$", "key": ["code"],
                  "columns": [ { "name": "code", "type": "text" }, { "name": "title", "type": "text" } ] }
                """;
        var program = List.of("A=1", "if x", "B=2", "then y", "C=3", "end");

        assertThat(compare(lines, program, program).rowsBefore()).isEqualTo(3);

        var quoted = """
                { "form": "delimited", "description": "Quoted.", "encoding": "utf-8", "delimiter": "|", "header": 0, "quotes": true, "key": ["code"],
                  "columns": [ { "name": "code", "type": "text" }, { "name": "title", "type": "text" } ] }
                """;
        var text = List.of("A|x", "B|\"one", "two\"", "C|y");
        assertThat(compare(quoted, text, text).rowsAfter()).isEqualTo(3);
        assertThat(changes).isEmpty();
    }

    /** The same bytes are not the same rows if columns stand elsewhere, or bytes are other characters. */
    @Test
    void theSameBytesMayBeOtherRows() throws IOException {
        compare(
                codes(false),
                List.of("code|target|title", "A|1|1", "B|x|y", "C|z|z"),
                List.of("code|title|target", "A|1|1", "B|x|y", "C|z|z"));

        assertThat(changes).containsExactly("remapped B false, target 'x' > 'y', title 'y' > 'x'");
        changes.clear();
        var latin = codes(false).replace("utf-8", "windows-1252");
        var profile = profile(latin);
        var old = release("latin", profile, Map.of("things.txt", List.of()));
        Files.write(
                folder.resolve("latin/things.txt"),
                "code|title\nA|x\nB|\u00c3\u00a9\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        var now = release("utf", profile, Map.of("things.txt", List.of()));
        Files.writeString(folder.resolve("utf/things.txt"), "\ufeffcode|title\nA|x\nB|\u00e9\n");

        compare(old, now);

        assertThat(changes).containsExactly("revised B false, title '\u00c3\u00a9' > '\u00e9'");
    }

    /** Blank lines are no rows, and lines are told as they are in each file. */
    @Test
    void blankLinesInBothAreNoRows() throws IOException {
        var rows = List.of("code|title", "A|x", "", "B|x", "   ", "", "C|x");

        var counts = compare(codes(false), rows, rows);

        assertThat(counts.rowsBefore()).isEqualTo(3);
        assertThat(counts.rowsAfter()).isEqualTo(3);
        var after = new ArrayList<>(rows);
        after.add("D|too|much");
        assertThatThrownBy(() -> compare(codes(false), rows, after)).hasMessageContaining("things.txt, line 8: has 3");
    }

    @Test
    void releasesOfTwoSetsAreNotCompared() throws IOException {
        var own = release("old", profile(codes(false)), Map.of("things.txt", List.of("code", "A")));
        var other = Recognizer.byNames(
                Files.createDirectories(folder.resolve("x")), TestProfiles.builtIn("cvx"), ReadLimits.USUAL);

        assertThatThrownBy(() -> compare(own, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Name two releases of one code set");
    }
}
