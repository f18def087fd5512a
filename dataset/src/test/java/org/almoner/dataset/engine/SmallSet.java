package org.almoner.dataset.engine;

import java.util.List;

import org.almoner.dataset.definition.DataSet;
import org.almoner.dataset.definition.DataSetVersion;
import org.almoner.dataset.definition.EntityDefinition;
import org.almoner.dataset.definition.SqlEntity;
import org.almoner.dataset.definition.ViewEntity;
import org.almoner.dataset.row.Column;
import org.almoner.dataset.row.ColumnType;

/** A data set of three views over two resource types: small enough to say by hand what comes out. */
final class SmallSet {

    static final EntityDefinition PERSON = view("Person", "Patient", """
            {"column": [
              {"name": "person_id", "path": "getResourceKey()", "type": "string"},
              {"name": "gender", "path": "gender", "type": "code"}]}
            """);

    static final EntityDefinition NAME = view("Person_Name", "Patient", """
            {"column": [{"name": "person_id", "path": "getResourceKey()", "type": "string"}]},
            {"forEach": "name", "column": [{"name": "family", "path": "family", "type": "string"}]}
            """);

    static final EntityDefinition RESULT = view("Result", "Observation", """
            {"column": [
              {"name": "result_id", "path": "getResourceKey()", "type": "string"},
              {"name": "person_id", "path": "subject.getReferenceKey(Patient)", "type": "string"},
              {"name": "performer_id", "path": "performer.first().getReferenceKey(Practitioner)", "type": "string"},
              {"name": "value", "path": "value.ofType(Quantity).value", "type": "decimal"}]}
            """);

    private SmallSet() {}

    static CompiledDataSet views() {
        return compiled(PERSON, NAME, RESULT);
    }

    static CompiledDataSet compiled(EntityDefinition... entities) {
        return CompiledDataSet.of(dataSet(entities));
    }

    static DataSet dataSet(EntityDefinition... entities) {
        return new DataSet("SMALL", new DataSetVersion(1, 0, 0), "Small", "", List.of(entities));
    }

    static EntityDefinition view(String name, String resource, String selects) {
        return new ViewEntity(name, name + ".view.json", """
                {"resourceType": "http://hl7.org/fhir/uv/sql-on-fhir/StructureDefinition/ViewDefinition", "status": "active",
                 "name": "%s", "resource": "%s", "select": [%s]}
                """.formatted(name, resource, selects));
    }

    /** @param columns such as {@code id string} */
    static EntityDefinition query(String name, String sql, String... columns) {
        return new SqlEntity(name, name + ".sql", sql, columns(columns));
    }

    static List<Column> columns(String... columns) {
        return List.of(columns).stream()
                .map(column -> column.split(" ", 2))
                .map(words -> new Column(words[0], ColumnType.valueOf(words[1]), ""))
                .toList();
    }

    static String patient(String id, String gender, String... families) {
        var names =
                List.of(families).stream().map("{\"family\":\"%s\"}"::formatted).toList();
        return "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"gender\":\"%s\",\"name\":[%s]}"
                .formatted(id, gender, String.join(",", names));
    }

    static String observation(String id, String subject, String performer, String value) {
        return "{\"resourceType\":\"Observation\",\"id\":\"%s\",\"subject\":{\"reference\":\"%s\"},\"performer\":[{\"reference\":\"%s\"}],\"valueQuantity\":{\"value\":%s}}"
                .formatted(id, subject, performer, value);
    }

    static String practitioner(String id, String... identifiers) {
        return "{\"resourceType\":\"Practitioner\",\"id\":\"%s\",\"identifier\":[%s]}"
                .formatted(id, String.join(",", identifiers));
    }
}
