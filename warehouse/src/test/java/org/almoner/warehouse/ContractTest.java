package org.almoner.warehouse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.almoner.dataset.definition.DataSets;
import org.almoner.dataset.engine.CompiledDataSet;
import org.almoner.dataset.engine.Made;
import org.almoner.warehouse.Plan.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every database does alike. */
class ContractTest {

    private static final String PATIENTS_1 = """
            {"resourceType":"Patient","id":"p1","active":true,"birthDate":"1980-02-29","multipleBirthInteger":-2,"name":[{"text":"A|B \\"q\\""}]}
            {"resourceType":"Patient","id":"p2","active":false,"birthDate":"1980-02","name":[{"text":"line\\n\\\\.\\nend\\r\\\\N"}]}
            {"resourceType":"Patient","id":"p3","birthDate":"1981-02-29","multipleBirthInteger":9223372036854775807,"name":[{"text":"\\\\N"}]}
            {"resourceType":"Patient","id":"p4","birthDate":"1980","name":[{"text":"t\\tab \\\\ \\u00e9\\ud83d\\ude00 'x'"}]}
            """;
    private static final String PATIENTS_2 =
            PATIENTS_1.replace("1980-02-29", "1980-03-01").replace("p4", "p5");
    private static final String OBSERVATIONS = """
            {"resourceType":"Observation","id":"o1","effectiveDateTime":"2015-02-07T13:28:17.1234567-05:00","valueQuantity":{"value":1.10}}
            {"resourceType":"Observation","id":"o2","effectiveDateTime":"2015-02-07","valueQuantity":{"value":-1.5e3}}
            {"resourceType":"Observation","id":"o3","effectiveDateTime":"2015-03","valueTime":"23:59:59.5"}
            {"resourceType":"Observation","id":"o4","effectiveDateTime":"2015-02-30T10:00:00Z","valueTime":"24:00:00"}
            {"resourceType":"Observation","id":"o5","effectiveDateTime":"2016-12-31T23:59:60Z","valueQuantity":{"value":1e999}}
            {"resourceType":"Observation","id":"o6","effectiveDateTime":"2015-02-07T13:28:17"}
            """;

    @TempDir
    private Path folder;

    private CompiledDataSet small = TestExtracts.LONG_REC;
    private TestExtracts extracts = new TestExtracts(small, Path.of(""), "");

    @BeforeEach
    void define() throws IOException {
        small = TestExtracts.small(folder.resolve("small"));
        extracts = new TestExtracts(small, folder.resolve("extracts"), "adults");
    }

    private Path source(String name, String patients) throws IOException {
        return TestExtracts.ndjson(folder.resolve(name), patients, OBSERVATIONS);
    }

    private Load load(WarehouseAddress address, Path archive) throws IOException {
        try (var warehouse = Warehouse.open(address, "small")) {
            return TestExtracts.loader(small).load(TestExtracts.archive(archive), warehouse);
        }
    }

    private Load load(WarehouseAddress address, Made made) throws IOException {
        return load(address, made.extract().archive());
    }

    private Plan plan(WarehouseAddress address, Path... given) throws IOException {
        try (var warehouse = Warehouse.open(address, "small")) {
            return TestExtracts.loader(small).plan(Arrays.asList(given), warehouse.loads(), Optional.empty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostAndNothingIsMadeUp(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        load(address, extracts.complete(source("a", PATIENTS_1), "2026-01-01"));

        var people = kind.rows(
                address,
                "SELECT person_id, active, birth_date, birth_date_as_written, \"order\", full_name"
                        + " FROM small.person ORDER BY person_id");
        var yes = kind == TestWarehouse.POSTGRESQL ? "t" : "true";
        var no = kind == TestWarehouse.POSTGRESQL ? "f" : "false";
        assertThat(people)
                .containsExactly(
                        row("p1", yes, "1980-02-29", "1980-02-29", "-2", "A|B \"q\""),
                        row("p2", no, null, "1980-02", null, "line\n\\.\nend\r\\N"),
                        row("p3", null, null, "1981-02-29", "9223372036854775807", "\\N"),
                        row("p4", null, null, "1980", null, "t\tab \\ \u00e9\ud83d\ude00 'x'"));
        var measures = kind.rows(
                address,
                "SELECT measure_id, CAST(amount AS VARCHAR), amount_as_written,"
                        + " CAST(\"at\" AT TIME ZONE 'UTC' AS VARCHAR), at_as_written, CAST(clock AS VARCHAR), clock_as_written"
                        + " FROM small.measure_value ORDER BY measure_id");
        var one = kind == TestWarehouse.POSTGRESQL ? "1.10" : "1.1";
        var many = kind == TestWarehouse.POSTGRESQL ? "-1500" : "-1500.0";
        var fraction = "2015-02-07 18:28:17.123456";
        assertThat(measures)
                .containsExactly(
                        row("o1", one, "1.10", fraction, "2015-02-07T13:28:17.1234567-05:00", null, null),
                        row("o2", many, "-1.5e3", null, "2015-02-07", null, null),
                        row("o3", null, null, null, "2015-03", "23:59:59.5", "23:59:59.5"),
                        row("o4", null, null, null, "2015-02-30T10:00:00Z", null, "24:00:00"),
                        row("o5", null, "1e999", null, "2016-12-31T23:59:60Z", null, null),
                        row("o6", null, null, null, "2015-02-07T13:28:17", null, null));
        for (var table : Table.of(small.layout())) {
            for (var row : kind.rows(address, "SELECT * FROM small." + table.name())) {
                assertThat(AcceptanceTest.hashOf(table, row)).isEqualTo(row.getLast());
            }
        }
    }

    private static List<@Nullable String> row(@Nullable String... cells) {
        return new ArrayList<@Nullable String>(Arrays.asList(cells));
    }

    @ParameterizedTest
    @EnumSource
    void theLedgerSaysWhatWasLoaded(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        var complete = extracts.complete(source("a", PATIENTS_1), "2026-01-01");
        var incremental = extracts.incremental(source("b", PATIENTS_2), "2026-02-01", complete);

        load(address, complete);
        var second = load(address, incremental);

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.rowsDeleted()).isEqualTo(OptionalLong.of(2));
        assertThat(second.rowsInserted()).isEqualTo(2);
        assertThat(second.loadedAt()).isEqualTo(TestExtracts.NOW.instant());
        try (var warehouse = Warehouse.open(address, "small")) {
            assertThat(warehouse.loads()).hasSize(2).last().isEqualTo(second);
        }
        var expected = Hashes.sha256(incremental.extract().archive());
        assertThat(kind.rows(
                        address,
                        "SELECT extract, extract_type, base, data_set, file_name, sha256, rows_deleted"
                                + " FROM small.almoner_loads ORDER BY load_number"))
                .element(1)
                .isEqualTo(row(
                        "syndication_longrecord_I_mercy_adults_1.0.0_202602010000",
                        "INCREMENTAL",
                        "syndication_longrecord_C_mercy_adults_1.0.0_202601010000",
                        "SMALL",
                        "syndication_longrecord_I_mercy_adults_1.0.0_202602010000.tar.gz",
                        expected,
                        "2"));
    }

    @ParameterizedTest
    @EnumSource
    void tablesAndColumnsHaveComments(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        load(address, extracts.complete(source("a", PATIENTS_1), "2026-01-01"));

        var comments = switch (kind) {
            case DUCKDB ->
                "SELECT comment FROM duckdb_tables() WHERE table_name = 'person' UNION ALL"
                        + " SELECT comment FROM duckdb_columns() WHERE table_name = 'person' AND column_name = 'person_id'";
            case POSTGRESQL ->
                "SELECT obj_description('small.person'::regclass) UNION ALL SELECT col_description('small.person'::regclass, 1)";
        };
        assertThat(kind.rows(address, comments))
                .containsExactly(row("Person of SMALL 1.0.0: One person's row"), row("The person's key"));
    }

    @ParameterizedTest
    @EnumSource
    void aCompleteTakesThePlaceOfAllThereIs(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        var first = extracts.complete(source("a", PATIENTS_1), "2026-01-01");
        load(address, first);
        load(address, extracts.incremental(source("b", PATIENTS_2), "2026-02-01", first));
        load(
                address,
                extracts.complete(source("c", PATIENTS_1.lines().findFirst().orElseThrow() + "\n"), "2026-03-01"));

        assertThat(kind.rows(address, "SELECT person_id FROM small.person")).containsExactly(row("p1"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLoadedIsLeftOut(TestWarehouse kind) throws IOException {
        var address = kind.fresh(folder);
        var complete = extracts.complete(source("a", PATIENTS_1), "2026-01-01");
        load(address, complete);
        var incremental = extracts.incremental(source("b", PATIENTS_2), "2026-02-01", complete);
        load(address, incremental);

        var plan = plan(address, folder.resolve("extracts"));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.skipped()).extracting(Plan.Skipped::reason).containsExactly(Reason.LOADED, Reason.LOADED);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongBaseIsRefusedAndChangesNothing(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        var complete = extracts.complete(source("a", PATIENTS_1), "2026-01-01");
        var second = extracts.incremental(source("b", PATIENTS_2), "2026-02-01", complete);
        var third = extracts.incremental(source("c", PATIENTS_1), "2026-03-01", second);

        assertThatThrownBy(() -> load(address, second)).hasMessageContaining("but nothing is loaded");
        load(address, complete);
        var before = contents(kind, address);
        assertThatThrownBy(() -> load(address, third))
                .hasMessageContaining(
                        "202602010000, but syndication_longrecord_C_mercy_adults_1.0.0_202601010000 is what is loaded");
        assertThat(contents(kind, address)).isEqualTo(before);

        load(address, second);
        assertThatThrownBy(() -> load(address, second)).hasMessageContaining("is what is loaded");
    }

    @ParameterizedTest
    @EnumSource
    void anotherPopulationIsRefused(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        load(address, extracts.complete(source("a", PATIENTS_1), "2026-01-01"));
        var before = contents(kind, address);
        var other = new TestExtracts(small, folder.resolve("other"), "children")
                .complete(source("b", PATIENTS_2), "2026-02-01");

        assertThatThrownBy(() -> load(address, other)).hasMessageContaining("The schema holds mercy/adults 1.0.0, but");
        assertThatThrownBy(() -> plan(address, other.extract().archive())).hasMessageContaining("--schema");
        assertThat(contents(kind, address)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void anotherDataSetIsRefused(TestWarehouse kind) throws IOException {
        var address = kind.fresh(folder);
        var made = extracts.complete(source("a", PATIENTS_1), "2026-01-01");

        try (var warehouse = Warehouse.open(address, "small")) {
            var loader = TestExtracts.loader(TestExtracts.LONG_REC);
            assertThatThrownBy(() -> loader.load(TestExtracts.archive(made), warehouse))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageContaining("the definition at hand is not the one");
            assertThat(warehouse.loads()).isEmpty();
        }
    }

    /** Both of one type and version, as if somebody had changed a definition without giving it a new one. */
    @ParameterizedTest
    @EnumSource
    void anotherDefinitionOfTheSameNameIsNoticed(TestWarehouse kind) throws IOException {
        TestExtracts.small(folder.resolve("less"));
        Files.delete(folder.resolve("less/Measure_Value.view.json"));
        var definition = folder.resolve("less/dataset.json");
        Files.writeString(definition, Files.readString(definition).replace(", \"Measure_Value\"", ""));
        var less = CompiledDataSet.of(DataSets.in(folder.resolve("less")));
        var source = TestExtracts.ndjson(folder.resolve("a"), PATIENTS_1, "");
        var full = extracts.complete(source, "2026-01-01");
        var fewer = new TestExtracts(less, folder.resolve("fewer"), "adults").complete(source, "2026-01-01");
        var address = kind.fresh(folder);

        assertThatThrownBy(() -> load(address, fewer)).hasMessageContaining("has no Measure_Value.txt");
        small = less;
        assertThatThrownBy(() -> load(address, full)).hasMessageContaining("its data set has no such entity");
        try (var warehouse = Warehouse.open(address, "small")) {
            assertThat(warehouse.loads()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoDataSetsDoNotShareASchema(TestWarehouse kind) throws IOException {
        var address = kind.fresh(folder);
        load(address, extracts.complete(source("a", PATIENTS_1), "2026-01-01"));
        var definition = folder.resolve("small/dataset.json");
        Files.writeString(definition, Files.readString(definition).replace("SMALL", "OTHER"));
        small = CompiledDataSet.of(DataSets.in(folder.resolve("small")));
        var other = new TestExtracts(small, folder.resolve("other"), "adults")
                .complete(source("b", PATIENTS_2), "2026-02-01");

        assertThatThrownBy(() -> load(address, other)).hasMessageContaining("holds extracts of SMALL, not of OTHER");
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedArchiveChangesNothing(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        var complete = extracts.complete(source("a", PATIENTS_1), "2026-01-01");
        load(address, complete);
        var before = contents(kind, address);
        var next = extracts.complete(source("b", PATIENTS_2), "2026-02-01")
                .extract()
                .archive();
        var sound = Files.readAllBytes(next);
        for (int at = 12; at < sound.length; at += sound.length / 9) {
            var damaged = sound.clone();
            damaged[at] ^= 0x40;
            Files.write(next, damaged);
            assertThatThrownBy(() -> load(address, next))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageContaining("is not sound");
            assertThat(contents(kind, address)).isEqualTo(before);
        }
        Files.write(next, sound);
        load(address, next);
        assertThat(contents(kind, address)).isNotEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aTableThatSomebodyChangedIsNoticed(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        var complete = extracts.complete(source("a", PATIENTS_1), "2026-01-01");
        load(address, complete);
        kind.execute(address, "DELETE FROM small.person WHERE person_id = 'p4'");
        var before = contents(kind, address);

        var second = extracts.incremental(source("b", PATIENTS_2), "2026-02-01", complete);

        assertThatThrownBy(() -> load(address, second))
                .hasMessageContaining("2 rows are to be deleted, but 1 are there");
        assertThat(contents(kind, address)).isEqualTo(before);
    }

    /** DuckDB's tables are made anew for a COMPLETE. */
    @Test
    void aColumnOfAnotherTypeIsRefusedInPostgreSql() throws IOException, SQLException {
        var kind = TestWarehouse.POSTGRESQL;
        var address = kind.fresh(folder);
        load(address, extracts.complete(source("a", PATIENTS_1), "2026-01-01"));
        kind.execute(address, "ALTER TABLE small.person ALTER birth_date TYPE text");
        var before = contents(kind, address);
        var next = extracts.complete(source("b", PATIENTS_2), "2026-02-01");

        assertThatThrownBy(() -> load(address, next))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("birth_date is now of type text. Make it date again");
        assertThat(contents(kind, address)).isEqualTo(before);

        kind.execute(address, "ALTER TABLE small.person ALTER birth_date TYPE date USING birth_date::date");
        load(address, next);
        assertThat(kind.rows(address, "SELECT birth_date FROM small.person WHERE person_id = 'p1'"))
                .containsExactly(row("1980-03-01"));
    }

    @ParameterizedTest
    @EnumSource
    void tablesOfOthersAreLeftAlone(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        kind.execute(address, "CREATE SCHEMA small");
        kind.execute(address, "CREATE TABLE small.person AS SELECT 'mine' AS owner");

        var made = extracts.complete(source("a", PATIENTS_1), "2026-01-01");

        assertThatThrownBy(() -> load(address, made))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("person");
        assertThat(kind.rows(address, "SELECT * FROM small.person")).containsExactly(row("mine"));
    }

    @ParameterizedTest
    @EnumSource
    void equalRowsAreCounted(TestWarehouse kind) throws IOException, SQLException {
        var columns =
                "{\"resourceType\":\"ViewDefinition\",\"name\":\"Person\",\"status\":\"active\",\"resource\":\"Patient\","
                        + "\"select\":[{\"column\":[{\"name\":\"active\",\"path\":\"active\",\"type\":\"boolean\"}]}]}";
        Files.writeString(folder.resolve("small/Person.view.json"), columns);
        small = CompiledDataSet.of(DataSets.in(folder.resolve("small")));
        extracts = new TestExtracts(small, folder.resolve("counted"), "adults");
        var line = "{\"resourceType\":\"Patient\",\"id\":\"%d\",\"active\":true}\n";
        var address = kind.fresh(folder);
        var three =
                extracts.complete(source("a", line.formatted(1) + line.formatted(2) + line.formatted(3)), "2026-01-01");
        load(address, three);
        var two = extracts.incremental(source("b", line.formatted(1) + line.formatted(2)), "2026-02-01", three);
        load(address, two);
        assertThat(kind.rows(address, "SELECT active FROM small.person")).hasSize(2);
        load(address, extracts.incremental(source("c", line.formatted(7)), "2026-03-01", two));
        assertThat(kind.rows(address, "SELECT active FROM small.person")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRowOfManyMegabytesGoesIn(TestWarehouse kind) throws IOException, SQLException {
        var text = "y\\n".repeat(10_000_000);
        var address = kind.fresh(folder);
        load(
                address,
                extracts.complete(
                        source(
                                "a",
                                PATIENTS_1 + "{\"resourceType\":\"Patient\",\"id\":\"p9\",\"name\":[{\"text\":\"" + text
                                        + "\"}]}\n" + PATIENTS_1.replace("\"p", "\"q")),
                        "2026-01-01"));

        assertThat(kind.rows(address, "SELECT length(full_name) FROM small.person WHERE person_id = 'p9'"))
                .containsExactly(row("20000000"));
        assertThat(kind.rows(address, "SELECT count(*) FROM small.person")).containsExactly(row("9"));
    }

    @ParameterizedTest
    @EnumSource
    void aRenamedArchiveIsRefused(TestWarehouse kind) throws IOException {
        var address = kind.fresh(folder);
        var made = extracts.complete(source("a", PATIENTS_1), "2026-01-01")
                .extract()
                .archive();
        var renamed = Files.move(
                made,
                made.resolveSibling("syndication_longrecord_C_mercy_adults_1.0.0_202609010000.tar.gz"),
                StandardCopyOption.ATOMIC_MOVE);

        assertThatThrownBy(() -> load(address, renamed)).hasMessageContaining("is not sound");
    }

    @ParameterizedTest
    @EnumSource
    void anArchiveThatAServerGaveNoNameIsKnownByTheFolderInIt(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        var made = extracts.complete(source("a", PATIENTS_1), "2026-01-01")
                .extract()
                .archive();
        var unnamed = Files.move(made, made.resolveSibling("extract-17.tar.gz"), StandardCopyOption.ATOMIC_MOVE);

        for (var given : List.of(unnamed, folder)) {
            assertThat(plan(address, given).steps())
                    .singleElement()
                    .satisfies(archive -> assertThat(archive.name())
                            .hasToString("syndication_longrecord_C_mercy_adults_1.0.0_202601010000"));
        }
        var step = plan(address, unnamed).steps().getFirst();
        try (var warehouse = Warehouse.open(address, "small")) {
            TestExtracts.loader(small).load(step, warehouse);
        }
        assertThat(kind.rows(address, "SELECT count(*) FROM small.person")).containsExactly(row("4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no gzip", "\u001f\u008b\b"})
    void aFileThatIsCalledLikeAnArchiveAndIsNoneIsRefused(String bytes) throws IOException {
        var file = Files.writeString(folder.resolve("extract-17.tar.gz"), bytes, StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> plan(TestWarehouse.DUCKDB.fresh(folder), file))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("is no extract");
    }

    /** All rows of all tables, the ledger's among them. */
    static List<List<@Nullable String>> contents(TestWarehouse kind, WarehouseAddress address) throws SQLException {
        var all = new ArrayList<List<@Nullable String>>();
        for (var table : List.of("person", "measure_value", "almoner_loads")) {
            all.addAll(kind.rows(address, "SELECT * FROM small." + table + " ORDER BY 1, 2, 3"));
        }
        return all;
    }
}
