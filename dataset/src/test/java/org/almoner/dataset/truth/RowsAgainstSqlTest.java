package org.almoner.dataset.truth;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * All rows and columns of some entities are what SQL over the same NDJSON yields. The SQL was written by hand from FHIR and from
 * what the columns are said to be, and numbers keep the digits of the source.
 */
class RowsAgainstSqlTest {

    private static final List<String> ENTITIES = List.of(
            "Person",
            "Person_Identifier",
            "Encounter",
            "Encounter_Participant",
            "Condition",
            "Result",
            "Result_Component",
            "Claim_Item",
            "Medication_Dosage",
            "DiagnosticReport_Result");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void rowsAreThoseOfTheSql(Populations populations) throws IOException, SQLException {
        var source = populations.in(folder).second();
        var extract = Unpacked.complete(source, folder.resolve("extract"), "2026-04-01T00:00:00Z");
        try (var duckDb = DuckDb.open()) {
            duckDb.openSource(source);
            for (var entity : ENTITIES) {
                var made = "SELECT * EXCLUDE (hash_value) FROM " + DuckDb.text(extract.rows(entity));
                duckDb.execute(
                        "CREATE TABLE truth_" + entity + " AS SELECT COLUMNS(*)::VARCHAR FROM (" + sql(entity) + ")");
                var truth = "FROM truth_" + entity;
                assertThat(duckDb.columns(made)).as(entity).isEqualTo(duckDb.columns(truth));
                assertThat(duckDb.surplus(made, truth))
                        .as(entity + ": only the engine has")
                        .isEmpty();
                assertThat(duckDb.surplus(truth, made))
                        .as(entity + ": only the SQL has")
                        .isEmpty();
                assertThat(duckDb.count(truth)).as(entity).isPositive();
            }
        }
    }

    /** Or else the SQL's columns would prove nothing. */
    @ParameterizedTest
    @EnumSource
    void everyShapeOccurs(Populations populations) throws IOException, SQLException {
        var source = populations.in(folder).second();
        try (var duckDb = DuckDb.open()) {
            duckDb.openSource(source);
            var empty = new ArrayList<String>();
            for (var shape : List.of(
                    "SELECT provider_id FROM (" + sql("Encounter")
                            + ") WHERE provider_reference LIKE '%?identifier=%' AND provider_id IS NOT NULL",
                    "SELECT organization_id FROM (" + sql("Encounter") + ") WHERE organization_id IS NOT NULL",
                    "SELECT value_quantity_value FROM (" + sql("Result") + ") WHERE value_quantity_value LIKE '%.%'",
                    "SELECT value_concept_code FROM (" + sql("Result") + ") WHERE value_concept_code IS NOT NULL",
                    "SELECT race_code FROM (" + sql("Person") + ") WHERE race_code IS NOT NULL",
                    "SELECT net_amount FROM (" + sql("Claim_Item") + ") WHERE net_amount IS NOT NULL",
                    "SELECT onset_date_time FROM (" + sql("Condition") + ") WHERE onset_date_time IS NOT NULL")) {
                if (duckDb.count(shape) == 0) {
                    empty.add(shape);
                }
            }
            assertThat(empty).isEmpty();
        }
    }

    private static String sql(String entity) throws IOException {
        try (var in = RowsAgainstSqlTest.class.getResourceAsStream(entity + ".sql")) {
            if (in == null) {
                throw new IllegalStateException(entity + ".sql is missing");
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
