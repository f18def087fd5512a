package org.almoner.codeset.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.almoner.codeset.TestProfiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever an operator gets wrong is said with its place, before a file is looked at. */
class RulesParserTest {

    private static final String LAYOUT = """
            { "form": "delimited", "description": "Things.", "encoding": "utf-8", "delimiter": ";", "key": ["code"],
              MORE
              "columns": [ { "name": "code", "type": "text", "header": ["Code"] },
                           { "name": "parent", "type": "text", "header": ["Parent"] },
                           { "name": "place", "type": "integer", "header": ["Place"] },
                           { "name": "since", "type": "date", "format": "yyyyMMdd", "header": ["Since"] },
                           { "name": "until", "type": "date", "format": "yyyyMMdd", "header": ["Until"] } ] }
            """;

    @TempDir
    private Path folder;

    private Layout layout(String field) throws IOException {
        return TestProfiles.layout(folder, LAYOUT.replace("MORE", field + ","));
    }

    private void assertWrong(String field, String said) {
        assertThatThrownBy(() -> layout(field))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("things.layout.json at " + said);
    }

    @Test
    void rulesAreReadOff() throws IOException {
        var rules = layout("""
                "rules": [ { "rule": "required", "columns": ["place", "since"], "severity": "warning" },
                           { "rule": "one_of", "column": "parent", "values": ["a", "b"], "when": { "column": "code", "is": ["", "x"] } },
                           { "rule": "check_digit", "column": "code", "scheme": "verhoeff" },
                           { "rule": "period", "from": "since", "until": "until" },
                           { "rule": "sequence", "column": "place" },
                           { "rule": "reference", "columns": ["parent"], "tables": ["things"], "to": ["code"], "unless": ["-"], "first": 3, "without": "." },
                           { "rule": "reference", "columns": ["parent"], "set": "other", "tables": ["theirs"], "to": ["key"] },
                           { "rule": "rows", "least": 7 } ]
                """).rules();

        assertThat(rules)
                .containsExactly(
                        rule(new Rule.Required(List.of("place", "since")), Severity.WARNING),
                        new DeclaredRule(
                                new Rule.OneOf("parent", Set.of("a", "b")),
                                Severity.ERROR,
                                Optional.of(new DeclaredRule.When("code", Set.of("", "x")))),
                        rule(new Rule.CheckDigit("code", Rule.Scheme.VERHOEFF), Severity.ERROR),
                        rule(new Rule.Period("since", "until"), Severity.ERROR),
                        rule(new Rule.Sequence("place"), Severity.ERROR),
                        rule(
                                new Rule.Reference(
                                        List.of("parent"),
                                        Optional.empty(),
                                        List.of("things"),
                                        List.of("code"),
                                        Set.of("-"),
                                        Optional.of(3),
                                        "."),
                                Severity.ERROR),
                        rule(
                                new Rule.Reference(
                                        List.of("parent"),
                                        Optional.of("other"),
                                        List.of("theirs"),
                                        List.of("key"),
                                        Set.of(),
                                        Optional.empty(),
                                        ""),
                                Severity.ERROR),
                        rule(new Rule.Rows(7, Rule.Rows.USUAL.lost()), Severity.ERROR));
    }

    private static DeclaredRule rule(Rule rule, Severity severity) {
        return new DeclaredRule(rule, severity, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                // Any rule.
                "{ 'columns': ['code'] } ~ rules[0].rule: it is missing",
                "5 ~ rules[0].rule: it is missing",
                "{ 'rule': 7 } ~ rules[0].rule: it is not a text",
                "{ 'rule': 'require', 'columns': ['code'] } ~ rules[0].rule: 'require' is not one of check_digit, one_of, period, reference, required, rows, sequence, syntax",
                "{ 'rule': 'required', 'columns': ['code'] }, { 'rule': 'sequence' } ~ rules[1].column: it is missing",
                "{ 'rule': 'required', 'columns': ['code'], 'severity': 'info' } ~ rules[0].severity: 'info' is not one of error, warning",
                "{ 'rule': 'required', 'columns': ['code'], 'severity': 1 } ~ rules[0].severity: it is not a text",
                "{ 'rule': 'required', 'columns': ['code'], 'where': {} } ~ rules[0].where: there is no such field here; there are columns, rule, severity, when",
                "{ 'rule': 'required', 'columns': ['code'], 'when': [] } ~ rules[0].when: it is not a JSON object",
                "{ 'rule': 'required', 'columns': ['code'], 'when': { 'is': ['a'] } } ~ rules[0].when.column: it is missing",
                "{ 'rule': 'required', 'columns': ['code'], 'when': { 'column': 'kode', 'is': ['a'] } } ~ rules[0].when.column: there is no column 'kode'",
                "{ 'rule': 'required', 'columns': ['code'], 'when': { 'column': 'code' } } ~ rules[0].when.is: it is missing",
                "{ 'rule': 'required', 'columns': ['code'], 'when': { 'column': 'code', 'is': [] } } ~ rules[0].when.is: it is not a list of one or more",
                "{ 'rule': 'required', 'columns': ['code'], 'when': { 'column': 'code', 'is': 'a' } } ~ rules[0].when.is: it is not a list of one or more",
                "{ 'rule': 'required', 'columns': ['code'], 'when': { 'column': 'code', 'is': [1] } } ~ rules[0].when.is: it is not a list of texts",
                "{ 'rule': 'required', 'columns': ['code'], 'when': { 'column': 'code', 'is': ['a'], 'not': ['b'] } } ~ rules[0].when.not: there is no such field here",
                // required
                "{ 'rule': 'required' } ~ rules[0].columns: it is missing",
                "{ 'rule': 'required', 'column': 'code' } ~ rules[0].column: there is no such field here",
                "{ 'rule': 'required', 'columns': 'code' } ~ rules[0].columns: it is not a list of one or more",
                "{ 'rule': 'required', 'columns': [] } ~ rules[0].columns: it is not a list of one or more",
                "{ 'rule': 'required', 'columns': ['code', 3] } ~ rules[0].columns[1]: it is not a text",
                "{ 'rule': 'required', 'columns': ['code', 'kode'] } ~ rules[0].columns: there is no column 'kode'",
                "{ 'rule': 'required', 'columns': ['code', 'code'] } ~ rules[0].columns: a text is there twice",
                // syntax
                "{ 'rule': 'syntax', 'pattern': 'a' } ~ rules[0].column: it is missing",
                "{ 'rule': 'syntax', 'column': 'kode', 'pattern': 'a' } ~ rules[0].column: there is no column 'kode'",
                "{ 'rule': 'syntax', 'column': 'code' } ~ rules[0].pattern: it is missing",
                "{ 'rule': 'syntax', 'column': 'code', 'pattern': '' } ~ rules[0].pattern: it is not a text",
                "{ 'rule': 'syntax', 'column': 'code', 'pattern': '[A-Z' } ~ rules[0].pattern: '[A-Z' is not a regular expression: Unclosed character class",
                "{ 'rule': 'syntax', 'column': 'code', 'pattern': 'a', 'values': ['a'] } ~ rules[0].values: there is no such field here",
                // one_of
                "{ 'rule': 'one_of', 'values': ['a'] } ~ rules[0].column: it is missing",
                "{ 'rule': 'one_of', 'column': 'kode', 'values': ['a'] } ~ rules[0].column: there is no column 'kode'",
                "{ 'rule': 'one_of', 'column': 'code' } ~ rules[0].values: it is missing",
                "{ 'rule': 'one_of', 'column': 'code', 'values': [''] } ~ rules[0].values[0]: it is not a text",
                "{ 'rule': 'one_of', 'column': 'code', 'values': ['a', 'a'] } ~ rules[0].values: a text is there twice",
                // check_digit
                "{ 'rule': 'check_digit', 'scheme': 'loinc' } ~ rules[0].column: it is missing",
                "{ 'rule': 'check_digit', 'column': 'code' } ~ rules[0].scheme: it is missing",
                "{ 'rule': 'check_digit', 'column': 'code', 'scheme': 'luhn' } ~ rules[0].scheme: 'luhn' is not one of loinc, verhoeff",
                // period
                "{ 'rule': 'period', 'until': 'until' } ~ rules[0].from: it is missing",
                "{ 'rule': 'period', 'from': 'since' } ~ rules[0].until: it is missing",
                "{ 'rule': 'period', 'from': 'code', 'until': 'until' } ~ rules[0].from: 'code' is not a date",
                "{ 'rule': 'period', 'from': 'since', 'until': 'place' } ~ rules[0].until: 'place' is not a date",
                "{ 'rule': 'period', 'from': 'since', 'until': 'end' } ~ rules[0].until: there is no column 'end'",
                // sequence
                "{ 'rule': 'sequence', 'column': 'code' } ~ rules[0].column: 'code' is not an integer",
                "{ 'rule': 'sequence', 'column': 'number' } ~ rules[0].column: there is no column 'number'",
                // reference
                "{ 'rule': 'reference', 'tables': ['things'], 'to': ['code'] } ~ rules[0].columns: it is missing",
                "{ 'rule': 'reference', 'columns': ['kode'], 'tables': ['things'], 'to': ['code'] } ~ rules[0].columns: there is no column 'kode'",
                "{ 'rule': 'reference', 'columns': ['parent'], 'to': ['code'] } ~ rules[0].tables: it is missing",
                "{ 'rule': 'reference', 'columns': ['parent'], 'tables': ['things'] } ~ rules[0].to: it is missing",
                "{ 'rule': 'reference', 'columns': ['parent'], 'tables': ['things'], 'to': ['code', 'place'] } ~ rules[0].to: these are 2 columns, but 'columns' are 1",
                "{ 'rule': 'reference', 'columns': ['parent'], 'tables': ['thingz'], 'to': ['code'] } ~ rules[0].tables: there is no table 'thingz' in profile.json",
                "{ 'rule': 'reference', 'columns': ['parent'], 'tables': ['things'], 'to': ['kode'] } ~ rules[0].to: there is no column 'kode' in 'things'",
                "{ 'rule': 'reference', 'columns': ['parent'], 'tables': ['things'], 'to': ['code'], 'set': '' } ~ rules[0].set: it is not a text",
                "{ 'rule': 'reference', 'columns': ['parent'], 'tables': ['things'], 'to': ['code'], 'first': 0 } ~ rules[0].first: it is not a whole number from 1 to 1000",
                "{ 'rule': 'reference', 'columns': ['parent'], 'tables': ['things'], 'to': ['code'], 'first': '3' } ~ rules[0].first: it is not a whole number from 1 to 1000",
                "{ 'rule': 'reference', 'columns': ['parent'], 'tables': ['things'], 'to': ['code'], 'without': '..' } ~ rules[0].without: it is not one ASCII character",
                "{ 'rule': 'reference', 'columns': ['parent'], 'tables': ['things'], 'to': ['code'], 'without': '\u00b7' } ~ rules[0].without: it is not one ASCII character",
                "{ 'rule': 'reference', 'columns': ['parent'], 'tables': ['things'], 'to': ['code'], 'unless': [null] } ~ rules[0].unless[0]: it is not a text",
                // rows
                "{ 'rule': 'rows', 'least': -1 } ~ rules[0].least: it is not a whole number from 0 to",
                "{ 'rule': 'rows', 'least': 1.5 } ~ rules[0].least: it is not a whole number from 0 to",
                "{ 'rule': 'rows', 'lost': 101 } ~ rules[0].lost: it is not a whole number from 0 to 100",
                "{ 'rule': 'rows', 'when': { 'column': 'code', 'is': ['a'] } } ~ rules[0].when: rows are counted in a table, not in some rows"
            })
    void whatIsWrongIsSaidWithItsPlace(String rules, String said) {
        assertWrong("\"rules\": [" + rules.replace('\'', '"') + "]", said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "'rules': {} ~ rules: it is not a list of one or more",
                "'rules': [] ~ rules: it is not a list of one or more",
                "'rules': 'none' ~ rules: it is not a list of one or more",
                "'comparison': { 'code': ['kode'] } ~ comparison.code: there is no column 'kode'",
                "'comparison': { 'ignored': ['kode'] } ~ comparison.ignored: there is no column 'kode'",
                "'comparison': { 'targets': ['kode'] } ~ comparison.targets: there is no column 'kode'",
                "'comparison': { 'key': ['code'] } ~ comparison.key: there is no such field here",
                "'comparison': { 'end_retires': 'yes' } ~ comparison.end_retires: it is neither true nor false",
                "'comparison': { 'end_retires': true } ~ comparison.end_retires: no column of 'life' says until when",
                "'life': { 'from': 'since' }, 'comparison': { 'end_retires': true } ~ comparison.end_retires: no column of 'life' says until when",
                "'life': { 'status': 'parent' } ~ life.active: it is missing: which texts of the status mean that a row is in force",
                "'life': { 'until': 'place' } ~ life.until: 'place' is not a date",
                "'replaced': { 'by': ['parent'] } ~ replaced.code: it is missing",
                "'replaced': { 'code': 'code' } ~ replaced.by: it is missing",
                "'replaced': { 'code': 'code', 'by': ['kode'] } ~ replaced.by: there is no column 'kode'",
                "'replaced': { 'code': 'code', 'by': ['parent'], 'when': { 'column': 'kode', 'is': ['a'] } } ~ replaced.when.column: there is no column 'kode'",
                "'continuation': { 'column': 'place', 'values': ['4'], 'appended': 'since' } ~ continuation.appended: 'since' is not a text",
                "'continuation': { 'column': 'place', 'appended': 'parent' } ~ continuation.values: it is missing",
                "'continuation': { 'column': 'kode', 'values': ['4'], 'appended': 'parent' } ~ continuation.column: there is no column 'kode'"
            })
    void soIsWhatSaysHowRowsAreCompared(String fields, String said) {
        assertWrong(fields.replace('\'', '"'), said);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        var rules =
                "\"rules\": [ { \"rule\": \"sequence\", \"column\": \"code\" }, { \"rule\": \"rows\", \"lost\": 101 }, { \"rule\": \"none\" } ]";

        assertThatThrownBy(() -> layout(rules))
                .hasMessageContaining("rules[0].column: 'code' is not an integer")
                .hasMessageContaining("rules[1].lost: it is not a whole number")
                .hasMessageContaining("rules[2].rule: 'none' is not one of");
    }

    /** Profiles of one folder may be anybody's, but ours name each other. */
    @Test
    void whatOursNameInEachOtherIsThere() {
        var profiles = Profiles.builtIn();
        for (var profile : profiles) {
            for (var file : profile.files()) {
                for (var declared : file.layout().rules()) {
                    if (declared.rule() instanceof Rule.Reference reference
                            && reference.set().isPresent()) {
                        assertThat(profiles)
                                .filteredOn(each ->
                                        each.name().equals(reference.set().get()))
                                .flatExtracting(Profile::files)
                                .as("%s of %s", reference, profile.name())
                                .filteredOn(each -> reference.tables().contains(each.table())
                                        && reference.to().stream()
                                                .allMatch(to -> each.layout().indexOf(to) >= 0))
                                .extracting(ExpectedFile::table)
                                .containsAll(reference.tables());
                    }
                }
            }
        }
    }
}
