package org.almoner.dataset.definition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.almoner.dataset.definition.InvalidDataSetException.Problem;
import org.almoner.dataset.row.Column;
import org.almoner.dataset.row.ColumnType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class DataSetsTest {

    private static final String VIEW = """
            { "resourceType": "ViewDefinition", "name": "Person", "resource": "Patient",
              "select": [ { "column": [ { "name": "id", "path": "id" } ] } ] }
            """;
    private static final String INVOICE = """
            { "name": "Invoice", "columns": [
              { "name": "invoice_id", "type": "string", "description": "Its key." },
              { "name": "paid", "type": "dateTime" } ] }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        file("Person.view.json", VIEW);
        file("Invoice.sql", "select id, paid from invoice\n");
        entities("\"Person\", " + INVOICE);
    }

    @Test
    void aDataSetIsReadAsItIsWritten() {
        var dataSet = DataSets.in(folder);

        assertThat(dataSet).hasToString("BILLING 1.2.0");
        assertThat(dataSet.name()).isEqualTo("Bills");
        assertThat(dataSet.description()).isEmpty();
        assertThat(dataSet.entities())
                .containsExactly(
                        new ViewEntity("Person", "Person.view.json", VIEW),
                        new SqlEntity(
                                "Invoice",
                                "Invoice.sql",
                                "select id, paid from invoice\n",
                                List.of(
                                        new Column("invoice_id", ColumnType.STRING, "Its key."),
                                        new Column("paid", ColumnType.DATE_TIME, ""))));
    }

    @Test
    void otherFilesMayBeInTheFolder() throws IOException {
        file("README.md", "How it is made");
        Files.createDirectory(folder.resolve("old"));

        assertThat(DataSets.in(folder).entities()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "Person", "Bill", INVOICE          | dataset.json at entities[1]: there is neither Bill.view.json nor Bill.sql
            "Person", INVOICE, "Person"        | dataset.json at entities[2]: 'Person' is listed twice, here and at entities[0]
            "Person", INVOICE, "PERSON"        | dataset.json at entities[2]: 'PERSON' is listed twice, here and at entities[0]
            "Person"                           | Invoice.sql: it is not among the entities of dataset.json
            INVOICE                            | Person.view.json: it is not among the entities of dataset.json
            "Person", "Invoice"                | dataset.json at entities[1]: the columns of Invoice.sql are to be declared here
            "../Person", INVOICE               | dataset.json at entities[0]: '../Person' is not Entity or Entity_SubEntity
            "person", INVOICE                  | dataset.json at entities[0]: 'person' is not Entity or Entity_SubEntity
            "A_B_C", INVOICE                   | dataset.json at entities[0]: 'A_B_C' is not Entity or Entity_SubEntity
            "Person_Delete", INVOICE           | 'Person_Delete' would be taken for the deletes of an entity
            "SummaryOfExtract", INVOICE        | 'SummaryOfExtract' is the name of an extract's own file
            "", INVOICE                        | dataset.json at entities[0]: an entity has no name
            7, INVOICE                         | dataset.json at entities[0].name: it is missing
            {"name":"Person","columns":[]}     | dataset.json at entities[0].columns: there is no such field here; there are name
            {"name":"Invoice","columns":[]}    | dataset.json at entities[0].columns: it is not a list of one or more
            {"name":"Invoice","colums":[]}     | dataset.json at entities[0].colums: there is no such field here
            """)
    void wrongEntitiesAreNamed(String entities, String said) throws IOException {
        entities(entities.replace("INVOICE", INVOICE));

        assertThat(message()).contains(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"a b","type":"string"}                              | columns[0].name: 'a b' is not a letter, then
            {"name":"1a","type":"string"}                               | columns[0].name: '1a' is not a letter, then
            {"name":"hash_value","type":"string"}                       | columns[0].name: 'hash_value' is added to every row
            {"name":"a","type":"varchar"}                               | columns[0].type: 'varchar' is not one of boolean, date, dateTime,
            {"name":"a"}                                                | columns[0].type: it is missing
            {"type":"string"}                                           | columns[0].name: it is missing
            {"name":"a","type":"string"}, {"name":"A","type":"integer"} | columns[1].name: 'A' is there twice, here and at entities[1].columns[0]
            {"name":"a","type":"string","description":1}                | columns[0].description: it is not a text
            5                                                           | columns[0].name: it is missing
            """)
    void wrongColumnsAreNamed(String columns, String said) throws IOException {
        entities("\"Person\", {\"name\": \"Invoice\", \"columns\": [" + columns + "]}");

        assertThat(message()).contains("dataset.json at entities[1].").contains(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "type":"BILLING"    | "type":"Billing"         | dataset.json at type: 'Billing' is not upper-case letters
            "type":"BILLING"    | "type":"../X"            | dataset.json at type: '../X' is not upper-case letters
            "type":"BILLING",   | ``                       | dataset.json at type: it is missing
            "version":"1.2.0"   | "version":"1.2"          | dataset.json at version: '1.2' is not three numbers such as 1.0.0
            "version":"1.2.0"   | "version":"01.2.0"       | dataset.json at version: '01.2.0' is not three numbers
            "version":"1.2.0"   | "version":"1.2.9999999"  | dataset.json at version: '1.2.9999999' is not three numbers
            "version":"1.2.0"   | "version":1.2            | dataset.json at version: it is not a text
            "version":"1.2.0"   | "vresion":"1.2.0"        | dataset.json at vresion: there is no such field here
            "name":"Bills"      | "name":" "               | dataset.json at name: it is not a text
            "name":"Bills"      | "name":"A","name":"B"    | dataset.json at line 1, column
            "name":"Bills",     | "name":"Bills",,         | dataset.json at line 1, column
            """)
    void aWrongDataSetFileIsNamed(String old, String now, String said) throws IOException {
        var text = Files.readString(folder.resolve("dataset.json"));
        assertThat(text).contains(old);
        file("dataset.json", text.replace(old, now));

        assertThat(message()).contains(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                                                | Person.view.json at line 2, column 1: it is not well-formed
            []                                                               | Person.view.json: it is not a JSON object
            {"resourceType":"Patient","name":"Person"}                       | at resourceType: 'Patient' should be 'ViewDefinition'
            {"resourceType":"ViewDefinition","name":"Persn"}                 | at name: 'Persn' should be 'Person'
            {"resourceType":"ViewDefinition","name":"Person"}                | at resource: it is missing
            {"resourceType":"ViewDefinition","name":"Person","select":[]}    | at select: it is not a list of one or more
            {"resourceType":"ViewDefinition","name":"Person"} {}             | it is not well-formed
            """)
    void aWrongViewIsNamed(String view, String said) throws IOException {
        file("Person.view.json", view + "\n");

        assertThat(message()).contains("Person.view.json").contains(said);
    }

    @Test
    void everythingIsSaidAtOnce() throws IOException {
        file("Person.view.json", "{}");
        file("Invoice.sql", "  \n");
        file("Stray.sql", "select 1");
        entities("\"Person\", " + INVOICE + ", \"Bill\"");

        var failure = catchThrowableOfType(InvalidDataSetException.class, () -> DataSets.in(folder));

        assertThat(failure.problems())
                .extracting(Problem::file)
                .containsOnly("Person.view.json", "Invoice.sql", "Stray.sql", "dataset.json");
        assertThat(failure).hasMessageStartingWith("The data set in " + folder + " cannot be used:\n  ");
    }

    @Test
    void anEntityHasOneDefinition() throws IOException {
        file("Person.sql", "select 1");

        assertThat(message()).contains("Person.sql: there is Person.view.json too");
    }

    @Test
    void bytesThatAreNotTextAreNamed() throws IOException {
        Files.write(folder.resolve("Person.view.json"), "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(message()).contains("Person.view.json: it is not UTF-8").doesNotContain("there is neither");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        Files.write(folder.resolve("Person.view.json"), new byte[Place.MOST_BYTES + 1]);

        assertThat(message()).contains("Person.view.json: it is larger than 16777216 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "Person.view.json"})
    void thereIsNoSuchFolder(String name) {
        var failure = catchThrowableOfType(InvalidDataSetException.class, () -> DataSets.in(folder.resolve(name)));

        assertThat(failure).hasMessageContaining("there is no such folder");
    }

    @Test
    void aFolderWithoutADataSetIsNone() throws IOException {
        Files.delete(folder.resolve("dataset.json"));

        assertThat(message()).contains("dataset.json: there is no such file");
    }

    @Test
    void versionsAreInOrder() {
        assertThat(DataSetVersion.of("1.10.0").orElseThrow())
                .isGreaterThan(DataSetVersion.of("1.9.9").orElseThrow())
                .isLessThan(DataSetVersion.of("2.0.0").orElseThrow());
    }

    private String message() {
        return String.valueOf(catchThrowableOfType(InvalidDataSetException.class, () -> DataSets.in(folder))
                .getMessage());
    }

    private void entities(String entities) throws IOException {
        file(
                "dataset.json",
                "{\"type\":\"BILLING\", \"version\":\"1.2.0\", \"name\":\"Bills\", \"entities\":[" + entities + "]}");
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
