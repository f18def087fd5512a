package org.almoner.dataset.view;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.almoner.dataset.row.RowSink;
import org.almoner.dataset.view.Evaluator.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EvaluatorTest {

    private static ViewDefinition view(String select) {
        return ViewDefinition.parse(("{\"name\":\"v\",\"resource\":\"Patient\",\"select\":[" + select + "]}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static ViewDefinition column(String path, String more) {
        return view("{\"column\":[{\"name\":\"x\",\"path\":\"" + path + "\"" + more + "}]}");
    }

    private static @Nullable String cell(String path, String properties) {
        return cell(column(path, ""), properties);
    }

    private static @Nullable String cell(ViewDefinition view, String properties) {
        var rows = Rows.of(view, List.of("{\"resourceType\":\"Patient\",\"id\":\"1\"," + properties + "}"));
        assertThat(rows).hasSize(1);
        return rows.getFirst().getFirst();
    }

    /** What FHIRPath says, and what this engine decided where it says nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
                    a                                       | "a":"x"                               | x
                    a                                       | "a":""                                | ~~
                    a                                       | "a":null                              | -
                    a                                       | "a":[null,"y"]                        | y
                    a                                       | "a":1.10                              | 1.10
                    a                                       | "a":1234567890123456789012345678901234567890.0 | 1234567890123456789012345678901234567890.0
                    a                                       | "a":"\\"\\\\\\/\\t\\u00e9\\ud83d\\ude00" | ~"\\/\t\u00e9\ud83d\ude00~
                    a.b.c                                   | "a":[{"b":{}},{"b":[{"c":"x"}]}]      | x
                    a.b                                     | "a":"text"                            | -
                    Patient.a                               | "a":"x"                               | x
                    `a`                                     | "a":"x"                               | x
                    a[1]                                    | "a":["x","y"]                         | y
                    a[2]                                    | "a":["x","y"]                         | -
                    a[-1]                                   | "a":["x","y"]                         | -
                    a.b[1]                                  | "a":[{"b":"x"},{"b":"y"}]             | y
                    a.first().b                             | "a":[{},{"b":"y"}]                    | -
                    a.b.first()                             | "a":[{},{"b":"y"}]                    | y
                    a.where(b = 'y').c                      | "a":[{"b":"x","c":1},{"b":"y","c":2}] | 2
                    a.where(b = 'y').first().c              | "a":[{"b":"y","c":1},{"b":"y","c":2}] | 1
                    a.where(b = '\u00e9').c                 | "a":[{"b":"\\u00e9","c":1}]           | 1
                    a.where(b.exists() and c > 1).c         | "a":[{"b":"x","c":1},{"b":"y","c":2}] | 2
                    a.where($this = 'y')                    | "a":["x","y"]                         | y
                    a.b.where(c = 'y').d                    | "a":{"b":[{"c":"y","d":1}]}           | 1
                    a.where(b = 'y').b.where(c = 'z').d     | "a":[{"b":"y"}]                       | -
                    a.exists(b = 'y')                       | "a":[{"b":"x"},{"b":"y"}]             | true
                    a.exists()                              | "a":[]                                | false
                    a.empty()                               | "a":[null]                            | true
                    a = 1                                   | "a":1.0                               | true
                    a = 1.0                                 | "a":1e0                               | true
                    a != 1                                  | "a":2                                 | true
                    a != 1                                  | "b":2                                 | -
                    a = b                                   | "a":[1,2],"b":[1,2.0]                 | true
                    a = b                                   | "a":[1,2],"b":[2,1]                   | false
                    a = b                                   | "a":[1,2],"b":1                       | false
                    a = 'x'                                 | "a":["x","x"]                         | false
                    a = b                                   | "a":"1","b":1                         | false
                    a = true                                | "a":true                              | true
                    a < b                                   | "a":9,"b":10                          | true
                    a < b                                   | "a":"9","b":"10"                      | false
                    a < b                                   | "a":"2020-01-01T23:00:00Z","b":"2020-01-02T00:00:00+02:00" | false
                    a < b                                   | "a":"2020-01","b":"2020-02-01"        | true
                    a < b                                   | "a":"2020-01","b":"2020-01-01"        | -
                    a = @2020-01-01T12:00:00Z               | "a":"2020-01-01T14:00:00+02:00"       | true
                    a = @2020-01-01                         | "a":"2020-01-01"                      | true
                    a = @2020-01-01                         | "a":"2020-01-01T00:00:00Z"            | -
                    a = @2020-01-01                         | "a":"sometime"                        | false
                    a > @T12:00                             | "a":"12:01:00"                        | true
                    a and b                                 | "a":true                              | -
                    a and b                                 | "a":false                             | false
                    b and a                                 | "a":false                             | false
                    a or b                                  | "a":true                              | true
                    b or a                                  | "a":true                              | true
                    a or b                                  | "a":false                             | -
                    a.not()                                 | "b":false                             | -
                    a + b                                   | "a":0.1,"b":0.2                       | 0.3
                    a + b                                   | "a":"x","b":"\\u00e9"                 | x\u00e9
                    a / b                                   | "a":3,"b":2                           | 1.5
                    a / b                                   | "a":3,"b":0                           | -
                    a / b                                   | "a":10,"b":0.001                      | 10000
                    a - b * c                               | "a":10,"b":2,"c":3                    | 4
                    (a - b) * c                             | "a":10,"b":2,"c":3                    | 24
                    -a                                      | "a":10                                | -10
                    a.join('-')                             | "a":["x","\\u00e9","z"]               | x-\u00e9-z
                    a.join(b)                               | "a":["x",1,true],"b":"\\n"            | ~x\n1\ntrue~
                    a.ofType(Quantity).value                | "aQuantity":{"value":1}               | 1
                    a.ofType(FHIR.dateTime)                 | "aDateTime":"2020"                    | 2020
                    contained.ofType(Device).id             | "contained":[{"resourceType":"Group","id":"g"},{"resourceType":"Device","id":"d"}] | d
                    extension('u').value.ofType(code)       | "extension":[{"url":"v","valueCode":"x"},{"url":"u","valueCode":"y"}] | y
                    birthDate.extension('u').value.ofType(code) | "birthDate":"2020","_birthDate":{"extension":[{"url":"u","valueCode":"y"}]} | y
                    name.extension('u').value.ofType(code)  | "name":{"extension":{"url":"u","valueCode":"y"}} | y
                    period.ofType(Period).lowBoundary()     | "periodPeriod":{"start":"2020"}       | 2020-01-01T00:00:00.000+14:00
                    a.lowBoundary()                         | "a":"2020-02"                         | 2020-02-01
                    a.highBoundary()                        | "a":"2020-02"                         | 2020-02-29
                    a.highBoundary()                        | "a":"2020-02-01T10:00:00.5+02:00"     | 2020-02-01T10:00:00.599+02:00
                    a.lowBoundary()                         | "a":-1.50                             | -1.505
                    a.highBoundary()                        | "a":7                                 | 7.5
                    {}                                      | "a":1                                 | -
                    'it\\\\'s'                              | "a":1                                 | it's
                    """)
    void expressions(String path, String properties, @Nullable String expected) {
        assertThat(cell(path, properties)).isEqualTo(expected);
    }

    /** FHIRPath N1, section 6.5 (Boolean logic): the tables of {@code and} and {@code or}, and {@code not()}. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    true,  true,  true,  true
                    true,  false, false, true
                    true,  -,     -,     true
                    false, true,  false, true
                    false, false, false, false
                    false, -,     false, -
                    -,     true,  -,     true
                    -,     false, false, -
                    -,     -,     -,     -
                    """)
    void logicHasThreeValues(@Nullable String a, @Nullable String b, @Nullable String both, @Nullable String either) {
        var properties = "\"a\":%s,\"b\":%s".formatted(a == null ? "[]" : a, b == null ? "[]" : b);
        assertThat(cell("a and b", properties)).isEqualTo(both);
        assertThat(cell("a or b", properties)).isEqualTo(either);
        assertThat(cell("(a and b).not()", properties))
                .isEqualTo(both == null ? null : String.valueOf(both.equals("false")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
                    Group/1                                        | 1   |
                    Group/1/_history/2                             | 1   |
                    Group/a_b.c-d                                  | a_b.c-d |
                    http://example.org/fhir/Group/1                | 1   |
                    https://example.org/Group/1/_history/3         | 1   |
                    Patient/1                                      | -   |
                    #1                                             | -   |
                    #                                              | -   |
                    ~Group?identifier=http://x|1~ | ~[Group http://x|1]~ |
                    Group?identifier=1                             | [Group 1] |
                    ~Group?identifier=|1~ | ~[Group |1]~ |
                    Group?identifier=http%3A%2F%2Fx%7C1%25         | ~[Group http://x|1%]~ |
                    ~http://example.org/Group?identifier=a|1~ | ~[Group a|1]~ |
                    ~Patient?identifier=a|1~ | -   |
                    ~Group?identifier=unknown|1~ | -   | no known resource
                    Group?name=x                                   | -   | cannot be split
                    ~Group?identifier=a|1&name=x~ | -   | cannot be split
                    group/1                                        | -   | cannot be split
                    Group/                                         | -   | cannot be split
                    /1                                             | -   | cannot be split
                    1                                              | -   | cannot be split
                    x/Group/1                                      | -   | cannot be split
                    Group/1#2                                      | -   | cannot be split
                    Group/1/_history/                              | 1   |
                    _history/1                                     | -   | cannot be split
                    urn:uuid:9d0a6e7c-1111-2222-3333-444455556666  | -   | cannot be split
                    ~~                                             | -   | cannot be split
                    """)
    void references(String reference, @Nullable String key, @Nullable String problem) {
        var view = column("link.getReferenceKey(Group)", "");
        var problems = new ArrayList<String>();
        ReferenceResolver resolver = conditional -> conditional.identifier().startsWith("unknown")
                ? null
                : ("[" + conditional.type() + " " + conditional.identifier() + "]").getBytes(StandardCharsets.UTF_8);
        var evaluator = CompiledViews.compile("Patient", List.of(view))
                .newEvaluator(resolver, (name, column, message) -> problems.add(name + "." + column + ": " + message));
        for (var text : List.of(reference, escaped(reference))) {
            problems.clear();
            var rows = new Rows();
            var utf8 = ("   {\"resourceType\":\"Patient\",\"id\":\"1\",\"link\":{\"reference\":\"" + text + "\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            evaluator.evaluate(utf8, 3, utf8.length - 3, new RowSink[] {rows});
            assertThat(rows.rows()).isEqualTo(List.of(Collections.singletonList(key)));
            if (problem == null) {
                assertThat(problems).isEmpty();
            } else {
                assertThat(problems)
                        .singleElement()
                        .asString()
                        .startsWith("view 'v'.x: ")
                        .contains(problem);
            }
        }
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
        return escaped.toString();
    }

    @Test
    void withoutAResolverConditionalReferencesHaveNoKey() {
        assertThat(cell("link.getReferenceKey()", "\"link\":{\"reference\":\"Group?identifier=a|1\"}"))
                .isNull();
        assertThat(cell("link.getReferenceKey()", "\"link\":{\"display\":\"only\"}"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    a            | ~~                | "a":["x","y"] | there are several values, and the column is not a collection
                    a            | ~~                | "a":{}        | the column is of type STRING but there is an object
                    a            | ,"type":"boolean" | "a":"true"    | the column is of type BOOLEAN but there is a text
                    a            | ,"type":"integer" | "a":1.5       | the column is of type INTEGER but there is '1.5'
                    a            | ,"type":"integer" | "a":"1"       | the column is of type INTEGER but there is a text
                    a            | ,"type":"integer64" | "a":"x"     | the column is of type INTEGER but there is 'x'
                    a            | ,"type":"decimal" | "a":true      | the column is of type DECIMAL but there is a boolean
                    a            | ,"type":"date"    | "a":2020      | the column is of type DATE but there is a number
                    a and true   | ~~                | "a":"x"       | needs true or false but there is a text
                    a and true   | ~~                | "a":[true,true] | needs true or false but there are several values
                    a.where(b).c | ~~                | "a":{"b":1}   | needs true or false but there is a number
                    a + 1        | ~~                | "a":"x"       | needs a number but there is a text
                    a + 1        | ~~                | "a":[1,2]     | needs a single value but there are several
                    a < 1        | ~~                | "a":true      | there is no order between a boolean and a number
                    a = b        | ~~                | "a":{},"b":{} | objects cannot be compared
                    a * a        | ~~                | "a":1e999999999 | a number has more than 1000 digits or powers of ten
                    a + 1        | ~~                | "a":1e-99999999999 | a number has more than 1000 digits or powers of ten
                    a.join()     | ~~                | "a":{}        | objects cannot be joined
                    a.lowBoundary() | ~~             | "a":"x"       | only numbers, dates and times have boundaries
                    'x'[a]       | ~~                | "a":0.5       | an index is not a whole number
                    """)
    void resourcesWithoutAnAnswer(String path, String more, String properties, String reason) {
        assertThatThrownBy(() -> cell(column(path, more), properties))
                .isInstanceOf(ResourceException.class)
                .hasMessage("view 'v', x, Patient/1: " + reason);
    }

    @Test
    void aWhereThatIsNotBooleanNamesItsPlace() {
        var view = ViewDefinition.parse(
                "{\"resource\":\"Patient\",\"where\":[{\"path\":\"a\"}],\"select\":[{\"column\":[{\"name\":\"x\",\"path\":\"id\"}]}]}"
                        .getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> cell(view, "\"a\":\"x\""))
                .hasMessage("view over Patient, where[0].path, Patient/1: needs true or false but there is a text");
    }

    @Test
    void collectionsAreJson() {
        var many = ",\"collection\":true";
        assertThat(cell(column("a", many), "\"a\":[\"x\",\"\\u00e9\\n\",1.10,true,{\"b\": [1]}]"))
                .isEqualTo("[\"x\",\"\\u00e9\\n\",1.10,true,{\"b\": [1]}]");
        assertThat(cell(column("a", many), "\"b\":1")).isEqualTo("[]");
        assertThat(cell(column("a.join('\\\"\\\\\\\\\\\\n')", many), "\"a\":[\"x\",\"y\\u0001\"]"))
                .isEqualTo("[\"x\\\"\\\\\\ny\\u0001\"]");
    }

    @Test
    void aRowWithoutValuesHasNoneButItsIndex() {
        var view = view("{\"forEachOrNull\":\"a\",\"column\":[{\"name\":\"c\",\"path\":\"'text'\"},"
                + "{\"name\":\"i\",\"path\":\"%rowIndex\"},{\"name\":\"e\",\"path\":\"exists()\"}]},"
                + "{\"forEach\":\"b\",\"column\":[{\"name\":\"b\",\"path\":\"$this\"}]}");
        assertThat(Rows.of(view, List.of("{\"resourceType\":\"Patient\",\"id\":\"1\",\"b\":[1,2]}")))
                .isEqualTo(List.of(Arrays.asList(null, "0", null, "1"), Arrays.asList(null, "0", null, "2")));
    }

    @Test
    void rowsAreInTheOrderOfTheirSelections() {
        var view = view("{\"forEach\":\"a\",\"column\":[{\"name\":\"a\",\"path\":\"$this\"}]},"
                + "{\"forEach\":\"b\",\"column\":[{\"name\":\"b\",\"path\":\"$this\"}]}");
        assertThat(Rows.of(view, List.of("{\"resourceType\":\"Patient\",\"id\":\"1\",\"a\":[1,2],\"b\":[3,4]}")))
                .isEqualTo(List.of(List.of("1", "3"), List.of("1", "4"), List.of("2", "3"), List.of("2", "4")));
    }

    @Test
    void outcomesTellWhatResourcesAre() {
        var view = column("id", "");
        var evaluator = CompiledViews.compile("Patient", List.of(view)).newEvaluator();
        record Case(
                String json,
                Outcome outcome,
                @Nullable String type,
                @Nullable String id,
                int rows) {}
        for (var expected : List.of(
                new Case("{\"id\":\"a\",\"resourceType\":\"Patient\"}", Outcome.EVALUATED, "Patient", "a", 1),
                new Case(
                        "{\"resourceType\":\"Pat\\u0069ent\",\"id\":\"\\u0061\"}",
                        Outcome.EVALUATED,
                        "Patient",
                        "a",
                        1),
                new Case("{\"resourceType\":\"Patient\"}", Outcome.NO_ID, "Patient", null, 1),
                new Case("{\"resourceType\":\"Patient\",\"id\":\"\"}", Outcome.NO_ID, "Patient", null, 1),
                new Case("{\"resourceType\":\"Patient\",\"id\":7}", Outcome.NO_ID, "Patient", null, 1),
                new Case("{\"resourceType\":\"Group\",\"id\":\"a\"}", Outcome.OTHER_TYPE, "Group", "a", 0),
                new Case("{\"id\":\"a\"}", Outcome.NO_TYPE, null, "a", 0),
                new Case("{\"resourceType\":[\"Patient\",\"Patient\"]}", Outcome.NO_TYPE, null, null, 0))) {
            var rows = new Rows();
            var utf8 = expected.json().getBytes(StandardCharsets.UTF_8);
            assertThat(evaluator.evaluate(utf8, 0, utf8.length, new RowSink[] {rows}))
                    .isEqualTo(expected.outcome());
            assertThat(evaluator.resourceType()).isEqualTo(expected.type());
            assertThat(evaluator.id()).isEqualTo(expected.id());
            var copy = new byte[4];
            assertThat(evaluator.copyId(copy, 1)).isEqualTo(expected.id() == null ? 0 : 1);
            assertThat(copy[1]).isEqualTo((byte) (expected.id() == null ? 0 : 'a'));
            assertThat(rows.rows()).hasSize(expected.rows());
        }
    }

    @Test
    void halvesOfPairsAreReplacedAndReported() {
        var problems = new ArrayList<String>();
        var evaluator = CompiledViews.compile("Patient", List.of(column("a", "")))
                .newEvaluator(ReferenceResolver.NONE, (view, column, message) -> problems.add(column + ": " + message));
        var rows = new Rows();
        var utf8 = "{\"resourceType\":\"Patient\",\"a\":\"x\\ud83dy\"}".getBytes(StandardCharsets.UTF_8);
        evaluator.evaluate(utf8, 0, utf8.length, new RowSink[] {rows});
        assertThat(rows.rows()).isEqualTo(List.of(List.of("x\ufffdy")));
        assertThat(problems).containsExactly("x: half of a surrogate pair became U+FFFD");
    }

    @Test
    void malformedJsonSaysWhere() {
        assertThatThrownBy(() -> cell("a", "\"a\":tru"))
                .isInstanceOfSatisfying(
                        ResourceException.class, e -> assertThat(e.offset()).isEqualTo(39))
                .hasMessage("byte 39: expected a value, found 't'");
        assertThatThrownBy(() -> cell("a", "\"a\":\"\\u0000\"")).hasMessage("byte 39: a text holds U+0000");
    }

    @Test
    void anEvaluatorGoesOnAfterAnError() {
        var evaluator =
                CompiledViews.compile("Patient", List.of(column("a", ""))).newEvaluator();
        for (int i = 0; i < 3; i++) {
            var bad = "{\"resourceType\":\"Patient\",\"a\":[1,2]}".getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> evaluator.evaluate(bad, 0, bad.length, new RowSink[] {new Rows()}))
                    .isInstanceOf(ResourceException.class);
            var rows = new Rows();
            var good = "{\"resourceType\":\"Patient\",\"a\":1}".getBytes(StandardCharsets.UTF_8);
            evaluator.evaluate(good, 0, good.length, new RowSink[] {rows});
            assertThat(rows.rows()).isEqualTo(List.of(List.of("1")));
        }
    }

    @Test
    void hugeTextsPassAndLeaveNothingBehind() {
        var evaluator =
                CompiledViews.compile("Patient", List.of(column("a", ""))).newEvaluator();
        int size = 200_000_000;
        var utf8 = new byte[size + 50];
        Arrays.fill(utf8, (byte) 'x');
        var head = "{\"resourceType\":\"Patient\",\"a\":\"\\n".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(head, 0, utf8, 0, head.length);
        utf8[utf8.length - 2] = '"';
        utf8[utf8.length - 1] = '}';
        var lengths = new ArrayList<Integer>();
        evaluator.evaluate(utf8, 0, utf8.length, new RowSink[] {
            new RowSink() {
                @Override
                public void value(byte[] text, int offset, int length) {
                    lengths.add(length);
                }

                @Override
                public void absent() {}

                @Override
                public void endRow() {}
            }
        });
        assertThat(lengths).containsExactly(utf8.length - head.length - 2 + 1);
        assertThat(evaluator.memory()).isLessThan(16 << 20);
    }

    /** What rows compute is forgotten row by row; otherwise a resource of many rows would take memory for all of them at once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'forEach':'a','column':[{'name':'x','path':'b.join(c)'}]}",
                "{'forEachOrNull':'a','column':[{'name':'x','path':'b.join(c)'}]}",
                "{'repeat':['a'],'column':[{'name':'x','path':'b.join(c)'}]}",
                "{'forEach':'a','unionAll':[{'column':[{'name':'x','path':'b.join(c)'}]},{'column':[{'name':'x','path':'c'}]}]}"
            })
    void whatOneRowComputesIsForgottenBeforeTheNext(String select) {
        var evaluator = CompiledViews.compile("Patient", List.of(view(select.replace('\'', '"'))))
                .newEvaluator();
        var element = "{\"b\":[\"%s\",\"\\n\"],\"c\":\"-\"}".formatted("x".repeat(1_000));
        int elements = 5_000;
        var utf8 = "{\"resourceType\":\"Patient\",\"id\":\"1\",\"a\":[%s]}"
                .formatted(String.join(",", Collections.nCopies(elements, element)))
                .getBytes(StandardCharsets.UTF_8);
        var memory = new ArrayList<Long>();
        evaluator.evaluate(utf8, 0, utf8.length, new RowSink[] {
            new RowSink() {
                @Override
                public void value(byte[] text, int offset, int length) {}

                @Override
                public void absent() {}

                @Override
                public void endRow() {
                    memory.add(evaluator.memory());
                }
            }
        });
        assertThat(memory).hasSizeGreaterThanOrEqualTo(elements);
        assertThat(memory.getLast()).isEqualTo(memory.getFirst());
    }

    @Test
    void compiledViewsAreSharedByThreads() throws InterruptedException {
        var views = CompiledViews.compile(
                "Patient",
                List.of(
                        column("a.where(b = 'y').c.join('-')", ""),
                        column("getResourceKey() = id and a.exists()", "")));
        var failures = Collections.synchronizedList(new ArrayList<Throwable>());
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 8; t++) {
            int number = t;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    var evaluator = views.newEvaluator();
                    for (int i = 0; i < 5000; i++) {
                        var text = number + "/" + i;
                        var utf8 = ("{\"resourceType\":\"Patient\",\"id\":\"" + text
                                        + "\",\"a\":[{\"b\":\"y\",\"c\":[\"" + text
                                        + "\",\"\\n\"]},{\"b\":\"x\",\"c\":0}]}")
                                .getBytes(StandardCharsets.UTF_8);
                        var first = new Rows();
                        var second = new Rows();
                        evaluator.evaluate(utf8, 0, utf8.length, new RowSink[] {first, second});
                        assertThat(first.rows()).isEqualTo(List.of(List.of(text + "-\n")));
                        assertThat(second.rows()).isEqualTo(List.of(List.of("true")));
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void deepRepeats() {
        var view = view("{\"repeat\":[\"item\"],\"column\":[{\"name\":\"i\",\"path\":\"%rowIndex\"}]}");
        var json = "{\"resourceType\":\"Patient\",\"id\":\"1\"" + ",\"item\":{\"x\":1".repeat(499) + "}".repeat(500);
        assertThat(Rows.of(view, List.of(json))).hasSize(499);
    }
}
