package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.almoner.codeset.Recognizer;
import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.warehouse.ParquetExport.ParquetFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ParquetExportTest {

    private static final String PATIENTS = """
            {"resourceType":"Patient","id":"p1","birthDate":"1980-02-29","name":[{"text":""}]}
            {"resourceType":"Patient","id":"p2","birthDate":"1980-02"}
            """;

    private static final LoadListener NOBODY = new LoadListener() {
        @Override
        public void verifying(String fileName, long position, long size) {}

        @Override
        public void loading(String fileName, long position, long size) {}
    };

    @TempDir
    private Path folder;

    private WarehouseAddress.DuckDbFile filled() throws IOException {
        var small = TestExtracts.small(folder.resolve("small"));
        var made = new TestExtracts(small, folder.resolve("extracts"), "adults")
                .complete(TestExtracts.ndjson(folder.resolve("source"), PATIENTS, ""), "2026-01-01");
        var address = new WarehouseAddress.DuckDbFile(folder.resolve("w.duckdb"));
        try (var warehouse = Warehouse.open(address, "small")) {
            TestExtracts.loader(small).load(TestExtracts.archive(made), warehouse);
        }
        return address;
    }

    @Test
    void everyTableIsAFile() throws IOException, SQLException {
        var out = folder.resolve("out");
        var address = filled();
        Files.createDirectories(out);
        Files.writeString(out.resolve("person.parquet"), "of yesterday");

        var files = ParquetExport.write(address, "small", out);

        assertThat(files).extracting(ParquetFile::table).containsExactly("measure_value", "person", "almoner_loads");
        assertThat(files).extracting(ParquetFile::rows).containsExactly(0L, 2L, 1L);
        try (var all = Files.list(out)) {
            assertThat(all.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("measure_value.parquet", "person.parquet", "almoner_loads.parquet");
        }
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT person_id, birth_date, birth_date_as_written FROM '"
                        + out.resolve("person.parquet") + "' ORDER BY 1")) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1) + " " + rows.getObject(2) + " " + rows.getString(3));
            }
            assertThat(found).isEqualTo(List.of("p1 1980-02-29 1980-02-29", "p2 null 1980-02"));
        }
    }

    /** Of a code set there is the newest version by itself, too, and each file says what it is. */
    @Test
    void aCodeSetIsWrittenToo() throws IOException, SQLException {
        var address = new WarehouseAddress.DuckDbFile(folder.resolve("c.duckdb"));
        for (var version : List.of("2.10", "2.9")) {
            var file = Files.writeString(
                    Files.createDirectories(folder.resolve(version)).resolve("cvx.txt"),
                    "01|a|of " + version + "||Active|False|2026/01/31\r\n02|b|c||Active|True|2026/02/30\r\n");
            var release = new Recognizer(Profiles.builtIn(), ReadLimits.USUAL).recognize(file);
            try (var warehouse = Warehouse.open(address, "cvx")) {
                new ReleaseLoader(ReadLimits.USUAL, TestExtracts.NOW, NOBODY)
                        .load(
                                VersionedRelease.of(List.of(release), Optional.of(version))
                                        .getFirst(),
                                warehouse);
            }
        }
        var out = folder.resolve("out");

        var files = ParquetExport.write(address, "cvx", out);

        assertThat(files)
                .extracting(ParquetFile::table)
                .containsExactly("vaccines", "vaccines_versions", "almoner_releases");
        assertThat(files).extracting(ParquetFile::rows).containsExactly(2L, 4L, 2L);
        assertThat(queried("SELECT full_vaccine_name || ' ' || version FROM '%s/vaccines.parquet' WHERE code = '01'"
                        .formatted(out)))
                .containsExactly("of 2.10 2.10");
        assertThat(queried(
                        "SELECT typeof(last_updated) || ' ' || count(last_updated) FROM '%s/vaccines_versions.parquet' GROUP BY typeof(last_updated)"
                                .formatted(out)))
                .containsExactly("DATE 2");
        assertThat(queried(
                        "SELECT decode(key) || '=' || decode(value) FROM parquet_kv_metadata('%s/vaccines.parquet') ORDER BY 1"
                                .formatted(out)))
                .containsExactly("code_set=cvx", "version=2.10");
    }

    private static List<String> queried(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    @Test
    void whatCannotBeWrittenLeavesTheOldFiles() throws IOException {
        var address = filled();
        var out = Files.createDirectories(folder.resolve("out"));
        ParquetExport.write(address, "small", out);
        var before = Hashes.sha256(out.resolve("measure_value.parquet"));
        // In the way of the second table's.
        Files.createDirectories(out.resolve(".person.parquet.part/x"));

        assertThatThrownBy(() -> ParquetExport.write(address, "small", out)).isInstanceOf(Exception.class);

        assertThat(Hashes.sha256(out.resolve("measure_value.parquet"))).isEqualTo(before);
        assertThat(out.resolve(".measure_value.parquet.part")).doesNotExist();
    }

    @Test
    void aSchemaThatIsNotThereIsNamed() throws IOException {
        var address = filled();

        assertThatThrownBy(() -> ParquetExport.write(address, "cvx", folder.resolve("out")))
                .hasMessageContaining("Nothing is loaded into the schema cvx")
                .hasMessageContaining("--schema names another");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void anEmptyWarehouseIsSaidToBeOne() {
        var address = new WarehouseAddress.DuckDbFile(folder.resolve("none.duckdb"));

        assertThatThrownBy(() -> ParquetExport.write(address, "small", folder))
                .hasMessageContaining("There is no warehouse");
    }
}
