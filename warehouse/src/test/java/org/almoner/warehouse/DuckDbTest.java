package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.almoner.dataset.row.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What only DuckDB's files have. */
class DuckDbTest {

    @TempDir
    private Path folder;

    private static String storageVersion(Path file) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal")) {
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
        var table = new Table(
                "Thing",
                0,
                "thing",
                List.of(new TableColumn("size", "size", ColumnType.INTEGER, Optional.empty(), "How large it is.")),
                RowMark.HASH,
                "Things");
        var file = folder.resolve("things.duckdb");
        try (var database = DuckDb.open(file, false)) {
            Sql.create(database, "CREATE TABLE", "main", List.of(table));
            database.settle();
            database.connection().commit();
        }
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT comment FROM duckdb_columns() WHERE column_name = 'size'")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("How large it is.");
        }
    }
}
