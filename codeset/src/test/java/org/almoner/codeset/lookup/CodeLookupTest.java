package org.almoner.codeset.lookup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.almoner.codeset.Recognizer;
import org.almoner.codeset.Release;
import org.almoner.codeset.TestProfiles;
import org.almoner.codeset.lookup.CodeAnswer.State;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.read.ReadLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CodeLookupTest {

    private static final String CODES = """
            { "form": "delimited", "description": "Codes.", "encoding": "utf-8", "delimiter": "|", "header": 0, "key": ["code"],
              "life": { "status": "state", "active": ["on"], "from": "since", "until": "until" }, "comparison": { "end_retires": true },
              "replaced": { "code": "code", "by": ["next", "other"], "when": { "column": "state", "is": ["off"] } },
              "columns": [ { "name": "code", "type": "text" }, { "name": "state", "type": "text" },
                           { "name": "since", "type": "date", "format": "yyyyMMdd" }, { "name": "until", "type": "date", "format": "yyyyMMdd" },
                           { "name": "next", "type": "text" }, { "name": "other", "type": "text" } ] }
            """;

    /** What a set says of its codes beside the list of them. */
    private static final String PAIRS = """
            { "form": "delimited", "description": "Pairs.", "encoding": "utf-8", "delimiter": "|", "header": 0,
              "life": { "status": "state", "active": ["on"] }, "comparison": { "code": ["old"], "targets": ["new"] },
              "replaced": { "code": "old", "by": ["new"] },
              "columns": [ { "name": "old", "type": "text" }, { "name": "new", "type": "text" }, { "name": "state", "type": "text" } ] }
            """;

    @TempDir
    private Path folder;

    private Profile profile = TestProfiles.builtIn("cvx");

    @BeforeEach
    void write() throws IOException {
        var own = Files.createDirectories(folder.resolve("profile"));
        Files.writeString(own.resolve("profile.json"), """
                { "name": "own", "title": "Own", "publisher": "Nobody", "description": "For tests.",
                  "files": [ { "table": "codes", "name": "codes.*", "occurs": "any", "layout": "codes" },
                             { "table": "pairs", "name": "pairs.*", "occurs": "any", "layout": "pairs" },
                             { "table": "addenda", "name": "addenda.*", "occurs": "any", "layout": "codes", "compared": false },
                             { "table": "moves", "name": "moves.*", "occurs": "any", "layout": "pairs", "compared": false } ] }
                """);
        Files.writeString(own.resolve("codes.layout.json"), CODES);
        Files.writeString(own.resolve("pairs.layout.json"), PAIRS);
        profile = Profiles.in(own).getFirst();
    }

    /** Files of one version, each of its lines. */
    private List<Release> version(String name, Map<String, List<String>> files) throws IOException {
        var releases = new ArrayList<Release>();
        var place = Files.createDirectories(folder.resolve(name));
        for (var file : files.entrySet()) {
            releases.add(Recognizer.byNames(
                    Files.write(place.resolve(file.getKey()), file.getValue()), profile, ReadLimits.USUAL));
        }
        return releases;
    }

    private List<Release> codes(String name, String... lines) throws IOException {
        return version(name, Map.of("codes.txt", List.of(lines)));
    }

    private CodeAnswer find(String code, List<List<Release>> versions) throws IOException {
        var byVersion = new LinkedHashMap<String, List<Release>>();
        for (var version : versions) {
            byVersion.put("v" + (byVersion.size() + 1), version);
        }
        return new CodeLookup(ReadLimits.USUAL).find(byVersion, code);
    }

    @Test
    void aCodeThatIsInForceIsValid() throws IOException {
        var answer = find("B", List.of(codes("1", "A|on||||", "B|on|20200101||C|", "C|on||||")));

        assertThat(answer)
                .isEqualTo(new CodeAnswer(
                        "B",
                        List.of("v1"),
                        State.VALID,
                        Optional.of("v1"),
                        Optional.of("v1"),
                        Optional.of("2020-01-01"),
                        Optional.empty(),
                        Map.of("code", "B", "state", "on", "since", "2020-01-01", "next", "C"),
                        List.of()));
    }

    /** Each letter is a version: on, off, ended, or not there. */
    @ParameterizedTest
    @CsvSource({
        "+,VALID,v1,v1",
        "++,VALID,v1,v2",
        ".+,VALID,v2,v2",
        "+-+,VALID,v3,v3",
        "+.++,VALID,v3,v4",
        "-,NOT_IN_FORCE,v1,",
        "+-,NOT_IN_FORCE,v2,v1",
        "+--,NOT_IN_FORCE,v2,v1",
        "+!,NOT_IN_FORCE,v2,v1",
        "+!-,NOT_IN_FORCE,v2,v1",
        ".-,NOT_IN_FORCE,v2,",
        "+.,GONE,v2,v1",
        "++..,GONE,v3,v2",
        "-.,GONE,v2,",
        ".,UNKNOWN,,",
        "...,UNKNOWN,,"
    })
    void versionsAreLookedIntoFromTheOldestOn(String life, State state, String since, String lastValid)
            throws IOException {
        var versions = new ArrayList<List<Release>>();
        for (int i = 0; i < life.length(); i++) {
            var row = switch (life.charAt(i)) {
                case '+' -> "B|on||||";
                case '-' -> "B|off||||";
                case '!' -> "B|on||20260101||";
                default -> "C|on||||";
            };
            versions.add(codes(Integer.toString(i), "A|on||||", row));
        }

        var answer = find("B", versions);

        assertThat(answer.state()).isEqualTo(state);
        assertThat(answer.since()).isEqualTo(Optional.ofNullable(since));
        assertThat(answer.lastValid()).isEqualTo(Optional.ofNullable(lastValid));
    }

    /** A last day that the layout does not take for an end may be still to come. */
    @Test
    void aLastDayIsNotAlwaysAnEnd() throws IOException {
        var layout = folder.resolve("profile/codes.layout.json");
        Files.writeString(layout, CODES.replace(", \"comparison\": { \"end_retires\": true }", ""));
        profile = Profiles.in(folder.resolve("profile")).getFirst();

        var answer = find("B", List.of(codes("1", "B|on||20260101||")));

        assertThat(answer.state()).isEqualTo(State.VALID);
        assertThat(answer.until()).contains("2026-01-01");
    }

    /** What is shown is what was known last. */
    @Test
    void aCodeThatIsGoneIsShownAsItWas() throws IOException {
        var answer = find(
                "B",
                List.of(
                        codes("1", "B|on|20200101|||first"),
                        codes("2", "B|on|20210101|||last"),
                        codes("3", "A|on||||")));

        assertThat(answer.state()).isEqualTo(State.GONE);
        assertThat(answer.cells()).containsEntry("other", "last");
        assertThat(answer.from()).contains("2021-01-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"E11.9", "e119", " E119 ", "e11.9"})
    void dotsAndCaseDoNotMatter(String code) throws IOException {
        assertThat(find(code, List.of(codes("1", "E11.9|on||||"))).state()).isEqualTo(State.VALID);
        assertThat(find(code, List.of(codes("2", "E119|on||||"))).state()).isEqualTo(State.VALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"E11", "E1199", "11.9", "", ".", " "})
    void partsOfCodesAreNone(String code) throws IOException {
        assertThat(find(code, List.of(codes("1", "E11.9|on||||", "|on||||"))).state())
                .isEqualTo(State.UNKNOWN);
    }

    /** The rows of one code, and those of several files, of which one may be an addendum that lists what is past. */
    @Test
    void theRowThatIsInForceDecides() throws IOException {
        var twice = codes("1", "B|off||||past", "B|on||||present");
        var files = version(
                "2", Map.of("codes-1.txt", List.of("B|on||||present"), "codes-2.txt", List.of("B|off||||past")));
        var turned = version(
                "3", Map.of("codes-1.txt", List.of("B|off||||past"), "codes-2.txt", List.of("B|on||||present")));

        for (var version : List.of(twice, files, turned)) {
            var answer = find("B", List.of(version));
            assertThat(answer.state()).isEqualTo(State.VALID);
            assertThat(answer.cells()).containsEntry("other", "present");
        }
    }

    @Test
    void whatIsNotComparedTellsNothing() throws IOException {
        var version = version(
                "1",
                Map.of(
                        "codes.txt",
                        List.of("A|on||||"),
                        "addenda.txt",
                        List.of("B|off|||C|"),
                        "moves.txt",
                        List.of("B|C|on")));

        var answer = find("B", List.of(version));

        assertThat(answer.state()).isEqualTo(State.UNKNOWN);
        assertThat(answer.instead()).isEmpty();
    }

    /** A code that is only mapped is not a code of the set by that. */
    @Test
    void mapsAreNoListsOfCodes() throws IOException {
        assertThat(find("B", List.of(version("1", Map.of("pairs.txt", List.of("B|C|on")))))
                        .state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void whatToUseInsteadIsWhatTheNewestSays() throws IOException {
        var old = version("1", Map.of("codes.txt", List.of("B|off|||X|"), "pairs.txt", List.of("B|W|on")));
        var now = version(
                "2",
                Map.of(
                        "codes.txt",
                        List.of("A|off|||Q|", "B|off|||C|D", "C|on||||"),
                        "pairs.txt",
                        List.of("B|E|on", "B|F|off", "A|G|on", "b|C|on")));

        assertThat(find("B", List.of(old, now)).instead()).containsExactlyInAnyOrder("C", "D", "E");
    }

    /** Its rule is for rows that are off. */
    @Test
    void aCodeThatIsInForceNeedsNoOther() throws IOException {
        assertThat(find("B", List.of(codes("1", "B|on|||C|D"))).instead()).isEmpty();
    }
}
