package org.almoner.codeset.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

import org.almoner.codeset.TestProfiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProfilesTest {

    private static final Path SOURCES = Path.of("src/main/resources/org/almoner/codeset/profiles");

    private static final String LAYOUT = """
            { "form": "delimited", "description": "Things.", "encoding": "utf-8", "delimiter": ";", "key": ["code"],
              "life": { "status": "state", "active": ["on"], "from": "since" },
              "columns": [ { "name": "code", "type": "text", "header": ["Code"] },
                           { "name": "state", "type": "text", "header": ["State"] },
                           { "name": "since", "type": "date", "format": "yyyyMMdd", "header": ["Since"], "as_written": true } ] }
            """;

    private static final String FIXED = """
            { "form": "fixed", "description": "Things.", "encoding": "us-ascii", "blanks": [6],
              "columns": [ { "name": "code", "type": "text", "at": "1-5" }, { "name": "title", "type": "text", "at": "7-" } ] }
            """;

    @TempDir
    private Path folder;

    /** On the class path nobody can see a folder that is not listed, or a layout that no file has. */
    @Test
    void thoseOfAlmonerAreAllThereIsInItsSources() {
        assertThat(Profiles.builtIn())
                .extracting(Profile::name)
                .containsExactlyElementsOf(
                        Profiles.in(SOURCES).stream().map(Profile::name).toList());
    }

    @Test
    void anOwnOneTakesThePlaceOfOneOfTheSameName() throws IOException {
        var own = TestProfiles.write(folder.resolve("cvx"), LAYOUT);
        Files.writeString(
                own.resolve("profile.json"),
                Files.readString(own.resolve("profile.json")).replace("test-set", "cvx"));
        TestProfiles.write(folder.resolve("more"), FIXED);

        var all = Profiles.with(folder);

        assertThat(all)
                .hasSize(Profiles.builtIn().size() + 1)
                .extracting(Profile::name)
                .contains("test-set");
        assertThat(all)
                .filteredOn(profile -> profile.name().equals("cvx"))
                .extracting(Profile::publisher)
                .containsExactly("Nobody");
    }

    @Test
    void whatAProfileSaysIsReadOff() throws IOException {
        var layout = TestProfiles.layout(folder, LAYOUT);

        assertThat(layout.form()).isEqualTo(new Layout.Form.Delimited(';', false, 1));
        assertThat(layout.key()).containsExactly("code");
        assertThat(layout.life().active()).containsExactly("on");
        assertThat(layout.life().from()).contains("since");
        assertThat(layout.columns()).extracting(LayoutColumn::keepsText).containsExactly(false, false, true);
        assertThat(layout.columns().getLast().type())
                .isEqualTo(new ValueType.Day(DateForm.of("yyyyMMdd").orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "\"delimiter\": \";\" ~ \"delimeter\": \";\" ~ things.layout.json at delimeter: there is no such field here",
                "\"delimiter\": \";\" ~ \"delimiter\": \";;\" ~ at delimiter: it is not one ASCII character",
                "\"delimiter\": \";\", ~ `` ~ at delimiter: it is missing",
                "\"utf-8\" ~ \"ebcdic\" ~ at encoding: 'ebcdic' is not one of us-ascii, utf-8",
                "\"delimited\" ~ \"table\" ~ at form: 'table' is not one of delimited, fixed, lines",
                "\"key\": [\"code\"] ~ \"key\": [\"cod\"] ~ at key: there is no column 'cod'",
                "\"status\": \"state\" ~ \"status\": \"stat\" ~ at life.status: there is no column 'stat'",
                "\"from\": \"since\" ~ \"from\": \"code\" ~ at life.from: 'code' is not a date",
                "\"name\": \"state\" ~ \"name\": \"code\" ~ at columns[1].name: 'code' is there twice",
                "\"name\": \"state\" ~ \"name\": \"version\" ~ at columns[1].name: 'version' is a name that Almoner needs",
                "\"name\": \"state\" ~ \"name\": \"State\" ~ at columns[1].name: 'State' is not a name",
                "\"name\": \"state\" ~ \"name\": \"since_as_written\" ~ at columns[2].as_written: 'since_as_written' is there already",
                "\"header\": [\"State\"] ~ \"header\": [\"CODE\"] ~ at columns[1].header: 'CODE' is that of another column",
                "\"header\": [\"State\"] ~ \"header_pattern\": \"(\" ~ at columns[1].header_pattern: '(' is not a regular expression",
                "\"header\": [\"State\"] ~ \"at\": \"1-2\" ~ at columns[1].at: columns of such a layout have none",
                "yyyyMMdd ~ yyMMdd ~ at columns[2].format: 'yyMMdd' is not yyyy, MM and dd",
                "\"type\": \"date\", \"format\" ~ \"type\": \"day\", \"format\" ~ at columns[2].type: 'day' is not one of boolean, date",
                "\"type\": \"text\", \"header\": [\"State\"] ~ \"type\": \"boolean\", \"header\": [\"State\"] ~ at columns[1].true: it is missing",
                "\"columns\": [ ~ \"columns\": [ 5, ~ at columns[0]: it is not a JSON object",
                "\"key\": [\"code\"] ~ \"key\": [\"code\"], \"key\": [] ~ it is not well-formed JSON",
                "\"key\": [\"code\"] ~ \"key\": [\"code\"], \"data\": { \"from\": \"a\", \"after\": \"b\" } ~ at data.after: there is 'from' too"
            })
    void whatIsWrongIsSaidWithItsPlace(String good, String bad, String said) throws IOException {
        assertThat(LAYOUT).contains(good);
        TestProfiles.write(folder, LAYOUT.replace(good, bad));

        assertThatThrownBy(() -> Profiles.in(folder))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessageContaining("things.layout.json at ")
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "\"7-\" ~ \"5-\" ~ at columns: 'title' does not begin after the column before it",
                "\"1-5\" ~ \"5-1\" ~ at columns[0].at: '5-1' ends before it begins",
                "\"1-5\" ~ \"0-5\" ~ at columns[0].at: '0-5' is not such as 7-13",
                "[6] ~ [5] ~ at blanks: 5 is in the column 'code'",
                "[6] ~ [0] ~ at blanks: it is not a list of whole numbers from 1 on",
                "\"fixed\" ~ \"lines\" ~ at pattern: it is missing"
            })
    void impossibleColumnsAreErrors(String good, String bad, String said) throws IOException {
        TestProfiles.write(folder, FIXED.replace(good, bad));

        assertThatThrownBy(() -> Profiles.in(folder)).hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "test-set ~ Test_Set ~ profile.json at name: 'Test_Set' is not lower-case letters",
                "\"occurs\": \"once\" ~ \"occurs\": \"twice\" ~ at files[0].occurs: 'twice' is not one of once, optional, any",
                "\"layout\": \"things\" ~ \"layout\": \"stuff\" ~ stuff.layout.json: there is no such file",
                "\"layout\": \"things\" ~ \"layout\": \"stuff\" ~ things.layout.json: no file of profile.json has this layout",
                "{year} ~ {month} ~ at versions[0].version: the pattern has no group (?<month>...)",
                "\"table\": \"things\" ~ \"table\": \"almoner_releases\" ~ at files[0].table: 'almoner_releases' is a name that Almoner needs",
                "\"title\": \"Test\", ~ \"titel\": \"Test\", ~ profile.json at title: it is missing"
            })
    void aProfileIsReadAsStrictly(String good, String bad, String said) throws IOException {
        TestProfiles.write(folder, LAYOUT);
        var file = folder.resolve("profile.json");
        Files.writeString(file, Files.readString(file).replace(good, bad));

        assertThatThrownBy(() -> Profiles.in(folder)).hasMessageContaining(said);
    }

    /** What the standards' maintainers say of their own releases. */
    @ParameterizedTest
    @CsvSource({
        "icd-10-cm,2026,2025-10-01",
        "icd-10-cm,2025-04,2025-04-01",
        "icd-10-pcs,2025,2024-10-01",
        "icd-10-cm-poa,2025,2024-10-01",
        "gems,2018,2017-10-01",
        "icd-9-cm,32,2014-10-01",
        "ms-drg,37,2019-10-01",
        "ms-drg,37.1,2020-04-01",
        "ms-drg,37.2,",
        "hcpcs,2019,2019-01-01",
        "hcpcs,2025-04,2025-04-01",
        "hcpcs,2025-13,",
        "apc,2024-07,2024-07-01",
        "cpt,2026,2026-01-01",
        "cms-hcc-mappings,2027,2027-01-01",
        "cms-hcc,v28-2024-t1fy22fy23,2024-01-01",
        "cms-hcc,v28,",
        "snomed-ct,20250901,2025-09-01",
        "snomed-ct,20250931,",
        "terminology-map,2026-03-01,2026-03-01",
        "ndc,2026-01-05,2026-01-05",
        "loinc,2.81,",
        "cvx,2026,"
    })
    void aVersionTellsSinceWhenItApplies(String profile, String version, LocalDate date) {
        assertThat(TestProfiles.builtIn(profile).effectiveDate(version)).isEqualTo(Optional.ofNullable(date));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{ \"version\": \"(?<year>.*)\", \"date\": \"{yaer}-01-01\" } ~ effective[0].date: the pattern has no group (?<yaer>...)",
                "{ \"version\": \"(?<year>.*)\", \"date\": \"{year}\" } ~ effective[0].date: '{year}' is not a day such as",
                "{ \"version\": \"(?<year>.*)\", \"date\": \"{year*2}-01-01\" } ~ effective[0].date: '{year*2}-01-01' is not a day such as",
                "{ \"version\": \"(\", \"date\": \"2026-01-01\" } ~ effective[0].version: '(' is not a regular expression",
                "{ \"date\": \"2026-01-01\" } ~ effective[0].version: it is missing",
                "{ \"versions\": \"x\", \"version\": \"x\", \"date\": \"2026-01-01\" } ~ effective[0].versions: there is no such field here"
            })
    void aRuleForDatesIsReadAsStrictly(String rule, String said) throws IOException {
        TestProfiles.write(folder, LAYOUT);
        var file = folder.resolve("profile.json");
        Files.writeString(
                file, Files.readString(file).replace("\"files\"", "\"effective\": [" + rule + "], \"files\""));

        assertThatThrownBy(() -> Profiles.in(folder)).hasMessageContaining(said);
    }

    @Test
    void aFolderWithoutProfilesIsAnError() {
        assertThatThrownBy(() -> Profiles.in(folder)).hasMessageContaining("profile.json: there is no such file");
    }
}
