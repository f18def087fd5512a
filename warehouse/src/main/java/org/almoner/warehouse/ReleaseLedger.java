package org.almoner.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.almoner.codeset.VersionOrder;

/** The table that says which releases of a code set are loaded: one row for each file that has rows. */
final class ReleaseLedger {

    static final String TABLE = "almoner_releases";

    private static final String COLUMNS = """
            load_number BIGINT NOT NULL, profile VARCHAR NOT NULL, version VARCHAR NOT NULL, table_name VARCHAR NOT NULL,\
             part VARCHAR NOT NULL, file_name VARCHAR NOT NULL, size_in_bytes BIGINT NOT NULL, sha256 VARCHAR NOT NULL,\
             row_count BIGINT NOT NULL, loaded_at TIMESTAMPTZ NOT NULL, replaced_by BIGINT""";

    private final Connection connection;
    private final String schema;

    ReleaseLedger(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** What the tables hold of a file. */
    record Held(String profile, String version, String table, String part, String sha256, long rows) {}

    /** The newest version that a table holds; nothing if it holds none. */
    static Optional<String> newest(List<Held> held, String table) {
        return held.stream()
                .filter(each -> each.table().equals(table))
                .map(Held::version)
                .max(VersionOrder.INSTANCE);
    }

    boolean exists() throws SQLException {
        return Sql.isThere(connection, schema, TABLE);
    }

    void create() throws SQLException {
        Sql.execute(connection, "CREATE TABLE " + place() + " (" + COLUMNS + ")");
        Sql.execute(
                connection,
                "COMMENT ON TABLE " + place() + " IS "
                        + Sql.text(
                                "The release files that were loaded into this schema. Those without replaced_by are what its tables"
                                        + " hold. Kept by 'almoner load'."));
    }

    /** What the tables hold, in the order of the loads. */
    List<Held> held() throws SQLException {
        var held = new ArrayList<Held>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT profile, version, table_name, part, sha256, row_count FROM "
                        + place() + " WHERE replaced_by IS NULL ORDER BY load_number, table_name, part")) {
            while (row.next()) {
                held.add(new Held(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6)));
            }
        }
        return held;
    }

    long nextNumber() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT coalesce(max(load_number), 0) + 1 FROM " + place())) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Adds a load, and notes that it takes the place of what its tables held of its version. */
    void add(ReleaseLoad load) throws SQLException {
        var tables = load.parts().stream()
                .map(ReleaseLoad.LoadedPart::table)
                .distinct()
                .map(Sql::text)
                .collect(Collectors.joining(", "));
        Sql.execute(
                connection,
                "UPDATE %s SET replaced_by = %d WHERE replaced_by IS NULL AND version = %s AND table_name IN (%s)"
                        .formatted(place(), load.number(), Sql.text(load.version()), tables));
        try (var statement = connection.prepareStatement("INSERT INTO " + place()
                + " (load_number, profile, version, table_name, part, file_name, size_in_bytes, sha256,"
                + " row_count, loaded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (var part : load.parts()) {
                statement.setLong(1, load.number());
                statement.setString(2, load.profile());
                statement.setString(3, load.version());
                statement.setString(4, part.table());
                statement.setString(5, part.part());
                statement.setString(6, part.fileName());
                statement.setLong(7, part.sizeInBytes());
                statement.setString(8, part.sha256());
                statement.setLong(9, part.rows());
                statement.setObject(10, load.loadedAt().atOffset(ZoneOffset.UTC));
                statement.executeUpdate();
            }
        }
    }

    private String place() {
        return Sql.place(schema, TABLE);
    }
}
