package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.almoner.dataset.row.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What only DuckDB's files have. */
class DuckDbTest {

    private static final Table THINGS = new Table(
            "Thing",
            0,
            "thing",
            List.of(new TableColumn("size", "size", ColumnType.INTEGER, Optional.empty(), "How large it is.")),
            RowMark.HASH,
            "Things");

    @TempDir
    private Path folder;

    private static String storageVersion(Path file) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            return one(connection, "SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal");
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void fill(Path file) throws SQLException, IOException {
        try (var database = DuckDb.open(file, false)) {
            Sql.execute(database.connection(), "CREATE TABLE mine AS FROM range(10)");
            database.connection().commit();
        }
    }

    @Test
    void aNewFileIsOfTheVersionThatItIsSaidToBe() throws SQLException, IOException {
        var file = folder.resolve("new.duckdb");
        fill(file);
        assertThat(storageVersion(file)).startsWith("v1.3.0");
    }

    @Test
    void aFileThatIsThereKeepsItsVersion() throws SQLException, IOException {
        var file = folder.resolve("old.duckdb");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            Sql.execute(connection, "CREATE TABLE other AS FROM range(10)");
        }
        var before = storageVersion(file);
        fill(file);
        assertThat(before).doesNotStartWith("v1.3");
        assertThat(storageVersion(file)).isEqualTo(before);
    }

    @Test
    void aSchemaMayHaveTheNameOfItsFile() throws SQLException, IOException {
        var file = folder.resolve("research.duckdb");
        try (var database = DuckDb.open(file, false)) {
            Schemas.create(database.connection(), "research");
            Sql.create(database, "CREATE TABLE", "research", List.of(THINGS));
            database.settle();
            database.connection().commit();
        }
        try (var database = DuckDb.open(file, true)) {
            assertThat(Sql.isThere(database.connection(), "research", "thing")).isTrue();
            assertThat(one(database.connection(), "SELECT count(*) FROM \"research\".\"thing\""))
                    .isEqualTo("0");
        }
    }

    /** Somebody else opens it under its own name, which may be that of the schema; and other schemas have tables of the same name. */
    @Test
    void aViewIsReadWhateverItsFileIsCalled() throws SQLException, IOException {
        var file = folder.resolve("codes.duckdb");
        try (var database = DuckDb.open(file, false)) {
            Schemas.create(database.connection(), "codes");
            for (var schema : List.of("codes", "main")) {
                Sql.create(database, "CREATE TABLE", schema, List.of(THINGS));
                database.settle();
            }
            Sql.execute(database.connection(), "INSERT INTO \"codes\".\"thing\" SELECT range, 'x' FROM range(7)");
            Sql.execute(
                    database.connection(),
                    "CREATE VIEW \"codes\".\"seen\" AS SELECT * FROM " + database.fromView("codes", THINGS));
            database.connection().commit();
            assertThat(one(database.connection(), "SELECT count(*) FROM \"codes\".\"seen\""))
                    .isEqualTo("7");
        }
        Files.copy(file, folder.resolve("other.duckdb"));
        for (var name : List.of("codes", "other")) {
            try (var connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve(name + ".duckdb"))) {
                assertThat(one(connection, "SELECT count(*) FROM " + name + ".codes.seen"))
                        .isEqualTo("7");
            }
        }
    }

    @Test
    void rowsAreCompressedInSmallGroupsAndNothingIsLeftBesideTheFile() throws SQLException, IOException {
        var file = folder.resolve("grouped.duckdb");
        try (var database = DuckDb.open(file, false)) {
            Sql.execute(database.connection(), "CREATE TABLE many AS FROM range(100_000)");
            database.connection().commit();
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            assertThat(one(connection, "SELECT count(DISTINCT row_group_id) FROM pragma_storage_info('many')"))
                    .isEqualTo("4");
        }
    }

    @Test
    void aFileWithLargeGroupsGoesOnWithSmallOnes() throws SQLException, IOException {
        var file = folder.resolve("older.duckdb");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            Sql.execute(connection, "CREATE TABLE many AS SELECT range AS n FROM range(200_000)");
        }
        try (var database = DuckDb.open(file, false)) {
            Sql.execute(database.connection(), "DELETE FROM many WHERE n % 3 = 0");
            Sql.execute(database.connection(), "INSERT INTO many FROM range(200_000, 300_000)");
            database.connection().commit();
        }
        long sum = LongStream.range(0, 300_000)
                .filter(n -> n >= 200_000 || n % 3 != 0)
                .sum();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            assertThat(one(connection, "SELECT sum(n) FROM many")).isEqualTo(Long.toString(sum));
        }
    }

    @Test
    void aDescriptionThatFailsIsHeardOfWhenItIsWaitedFor() throws SQLException, IOException {
        try (var database = DuckDb.open(folder.resolve("described.duckdb"), false)) {
            database.describe("COMMENT ON TABLE nobody IS 'x'");
            assertThatThrownBy(database::settle)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("nobody");
            // It is of one load; the next one begins anew.
            database.connection().rollback();
            database.settle();
        }
    }

    @Test
    void tablesAreDescribedOnceTheyAreSettled() throws SQLException, IOException {
        var file = folder.resolve("things.duckdb");
        try (var database = DuckDb.open(file, false)) {
            Sql.create(database, "CREATE TABLE", "main", List.of(THINGS));
            database.settle();
            database.connection().commit();
        }
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            assertThat(one(connection, "SELECT comment FROM duckdb_columns() WHERE column_name = 'size'"))
                    .isEqualTo("How large it is.");
        }
    }
}
