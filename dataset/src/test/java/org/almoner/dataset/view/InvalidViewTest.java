package org.almoner.dataset.view;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is wrong with a definition is said where it is wrong, before any resource is seen. */
class InvalidViewTest {

    private static ViewDefinition parse(String json) {
        return ViewDefinition.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String withColumn(String column) {
        return "{\"resource\":\"Patient\",\"select\":[{\"column\":[" + column + "]}]}";
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
                    foo()                         | unknown function 'foo' at character 1
                    name.given.foo()              | unknown function 'foo' at character 12
                    name.first(1)                 | first() takes no argument, not 1 at character 6
                    name.where()                  | where() takes one argument, not 0 at character 6
                    name.where('x')               | where() needs a boolean, not a string at character 6
                    name.where(use = 1 = 'x')     | '=' between a boolean and a string at character 20
                    name.exists(1)                | exists() needs a boolean, not an integer at character 6
                    'x'.not()                     | not() needs a boolean, not a string at character 5
                    1 and true                    | 'and' needs a boolean, not an integer at character 3
                    'x' = 1                       | '=' between a string and an integer at character 5
                    true < false                  | '<' cannot order a boolean at character 6
                    'x' * 2                       | '*' between a string and an integer at character 5
                    'x' + 2                       | '+' between a string and an integer at character 5
                    -'x'                          | '-' needs a number, not a string at character 1
                    name['x']                     | an index is a whole number, not a string at character 5
                    name.join(1)                  | join() takes a string, not an integer at character 6
                    %nobody                       | there is no constant 'nobody' at character 1
                    %                             | '%' without a name at character 1
                    @@                            | unexpected '@' at character 1
                    @2020-02-30                   | '2020-02-30' is not a date at character 1
                    name.                         | expected a name, found the end at character 6
                    name..given                   | expected a name, found '.' at character 6
                    (name                         | expected ')', found the end at character 6
                    name)                         | unexpected ')' at character 5
                    name given                    | unexpected 'given' at character 6
                    a implies b                   | unexpected 'implies' at character 3
                    ~a | b~                       | ~unexpected '|' at character 3~
                    'x                            | a text without its closing ' at character 1
                    'x\\q'                        | a backslash before 'q' at character 4
                    value.ofType(Nothing.Else)    | unknown type at character 22
                    value.ofType(qantity)         | unknown type 'qantity' at character 14
                    value.first().ofType(Coding)  | ofType() must follow the name of the element that it is about, as in value.ofType(Coding), at character 15
                    extension('x').value          | an extension's value is of one of many types: say which, as in value.ofType(code), at character 16
                    extension(url)                | extension() takes the text of an address at character 1
                    extension(1)                  | extension() takes the text of an address at character 1
                    'x'.family                    | a string has no element 'family' at character 5
                    name.exists().family          | a boolean has no element 'family' at character 15
                    link.getReferenceKey(1)       | getReferenceKey() takes a type of resources at character 22
                    link.getReferenceKey(patient) | getReferenceKey() takes a type of resources at character 22
                    getResourceKey().x            | a string has no element 'x' at character 18
                    'x'.lowBoundary()             | lowBoundary() of a string at character 5
                    value.ofType(Quantity)        | is an element with others in it
                    value.ofType(date) = true     | '=' between a date and a boolean at character 20
                    value.ofType(time) < @2020    | '<' between a time and a date at character 20
                    """)
    void expressions(String path, String reason) {
        var quoted = path.replace("\\", "\\\\").replace("\"", "\\\"");
        assertThatThrownBy(() -> parse(withColumn("{\"name\":\"x\",\"path\":\"" + quoted + "\"}")))
                .isInstanceOf(InvalidViewException.class)
                .hasMessage("select[0].column[0].path: " + reason);
    }

    @Test
    void deepExpressions() {
        for (var deep : new String[] {"(".repeat(100_000), "-".repeat(100_000), "a.where(".repeat(50_000)}) {
            assertThatThrownBy(() -> parse(withColumn("{\"name\":\"x\",\"path\":\"" + deep + "\"}")))
                    .isInstanceOf(InvalidViewException.class)
                    .hasMessageContaining("nested deeper than 100");
        }
        assertThatThrownBy(() -> parse(withColumn("{\"name\":\"x\",\"path\":\"a" + ".a".repeat(50_000) + "\"}")))
                .isInstanceOf(InvalidViewException.class)
                .hasMessageContaining("too long a path");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
                    {"path":"id"}                                 | select[0].column[0].name: is missing
                    {"name":"x"}                                  | select[0].column[0].path: is missing
                    {"name":"1x","path":"id"}                     | select[0].column[0].name: '1x' is not a letter followed by letters, digits and underscores
                    {"name":"x","path":1}                         | select[0].column[0].path: is not a text
                    {"name":"x","path":""}                        | select[0].column[0].path: expected an expression at character 1
                    {"name":"x","path":"id","tpye":"id"}          | select[0].column[0].tpye: is not a property that is known here
                    {"name":"x","path":"id","type":"strin"}       | select[0].column[0].type: unknown type 'strin'
                    {"name":"x","path":"name","type":"HumanName"} | select[0].column[0].type: 'HumanName' is not primitive, so that no cell can hold it
                    {"name":"x","path":"id","collection":1}       | select[0].column[0].collection: is not true or false
                    {"name":"x","path":"id","tag":[{"name":"a"}]} | select[0].column[0].tag[0]: a tag has a name and a value
                    {"name":"x","path":"id.exists()","type":"date"} | select[0].column[0].path: is a boolean, but the column is a date
                    {"name":"x","path":"id"},{"name":"x","path":"id"} | select[0].column[1].name: there is another column 'x'
                    """)
    void columns(String column, String message) {
        assertThatThrownBy(() -> parse(withColumn(column)))
                .isInstanceOf(InvalidViewException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
                    []                                                          | is not an object
                    {"select":[]}                                               | resource: is missing
                    {"resource":"patient","select":[]}                          | resource: 'patient' is not a type of resources
                    {"resource":"Patient"}                                      | select: is missing
                    {"resource":"Patient","select":{}}                          | select: is not an array
                    {"resource":"Patient","select":[{}]}                        | select[0]: has no columns: needs column, select or unionAll
                    {"resource":"Patient","select":[{"forEach":1}]}             | select[0].forEach: is not a text
                    {"resource":"Patient","selects":[]}                         | selects: is not a property that is known here
                    {"resource":"Patient","name":"a b","select":[{"column":[]}]} | name: 'a b' is not a letter followed by letters, digits and underscores
                    {"resource":"Patient","constant":[{"name":"x"}]}            | select: is missing
                    """)
    void views(String json, String message) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(InvalidViewException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
                    {"name":"x"}                                        | constant[0]: a constant needs a value, such as valueString
                    {"name":"x","valueString":1}                        | constant[0].valueString: is not a text
                    {"name":"x","valueInteger":"1"}                     | constant[0].valueInteger: is not a whole number
                    {"name":"x","valueInteger":1.5}                     | constant[0].valueInteger: is not a whole number
                    {"name":"x","valueBoolean":"true"}                  | constant[0].valueBoolean: is not true or false
                    {"name":"x","valueDate":"2020-13-01"}               | constant[0].valueDate: is not a date
                    {"name":"x","valueDate":"2020-01-01T00:00:00Z"}     | constant[0].valueDate: is not a date
                    {"name":"x","valueTime":"25:00:00"}                 | constant[0].valueTime: is not a time
                    {"name":"x","valueCoding":{}}                       | constant[0].valueCoding: is not a property of a constant
                    {"name":"x","value":1}                              | constant[0].value: is not a property of a constant
                    {"name":"x","valueCode":"a","valueString":"b"}      | constant[0].valueString: a constant has one value
                    {"name":"x","valueCode":"a"},{"name":"x","valueCode":"b"} | constant[1].name: there is another constant 'x'
                    """)
    void constants(String constant, String message) {
        var json = "{\"resource\":\"Patient\",\"constant\":[" + constant
                + "],\"select\":[{\"column\":[{\"name\":\"id\",\"path\":\"id\"}]}]}";
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(InvalidViewException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
                    "forEach":"name","repeat":["item"],      | select[0]: has more than one of forEach, forEachOrNull and repeat
                    "repeat":[],                             | select[0].repeat: is empty
                    "repeat":["$this"],                      | select[0].repeat[0]: repeat needs a path to elements further down
                    "repeat":["item","'x'"],                 | select[0].repeat[1]: repeat needs a path to elements further down
                    "repeat":["$this.where(true).first()"],  | select[0].repeat[0]: repeat needs a path to elements further down
                    "forEach":"name.given.exists(1)",        | select[0].forEach: exists() needs a boolean, not an integer at character 12
                    "unionAll":[{"column":[{"name":"a","path":"id"}]},{"column":[{"name":"b","path":"id"}]}], | select[0].unionAll[1]: has the columns [b], but the first of the union has [a]
                    "unionAll":[{"column":[{"name":"id","path":"id"}]}], | select[0].unionAll[0].column[0].name: there is another column 'id'
                    "unionAll":[{"column":[{"name":"a","path":"id"}]},{"column":[{"name":"a","path":"1","type":"integer"}]}], | select[0].unionAll[1]: column 'a' is INTEGER here but STRING in the first of the union
                    """)
    void selections(String properties, String message) {
        var json = "{\"resource\":\"Patient\",\"select\":[{" + properties
                + "\"column\":[{\"name\":\"id\",\"path\":\"id\"}]}]}";
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(InvalidViewException.class)
                .hasMessage(message);
    }

    @Test
    void aWhereThatIsNeverBoolean() {
        assertThatThrownBy(
                        () -> parse(
                                "{\"resource\":\"Patient\",\"where\":[{\"path\":\"getResourceKey()\"}],\"select\":[{\"column\":[{\"name\":\"id\",\"path\":\"id\"}]}]}"))
                .hasMessage("where[0].path: needs a boolean, not a string");
    }

    @Test
    void placesAreTold() {
        assertThatThrownBy(() -> parse(withColumn("{\"name\":\"x\",\"path\":\"foo()\"}")))
                .isInstanceOfSatisfying(
                        InvalidViewException.class, e -> assertThat(e.place()).isEqualTo("select[0].column[0].path"));
    }

    @Test
    void viewsOverOtherTypesAreNotCompiledTogether() {
        var view = parse(withColumn("{\"name\":\"x\",\"path\":\"id\"}"));
        assertThatThrownBy(() -> CompiledViews.compile("Observation", List.of(view)))
                .hasMessage("resource: view over Patient is over Patient, not Observation");
    }
}
