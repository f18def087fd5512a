package org.almoner.warehouse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ExtractDescription;

/** The table that says what is loaded. */
final class Ledger {

    static final String TABLE = "almoner_loads";

    private static final String COLUMNS = """
            load_number BIGINT PRIMARY KEY, extract VARCHAR NOT NULL, extract_type VARCHAR NOT NULL, base VARCHAR,\
             client VARCHAR NOT NULL, population VARCHAR NOT NULL, data_set VARCHAR NOT NULL,\
             data_set_version VARCHAR NOT NULL, source_time TIMESTAMPTZ NOT NULL, released_time TIMESTAMPTZ NOT NULL,\
             file_name VARCHAR NOT NULL, size_in_bytes BIGINT NOT NULL, sha256 VARCHAR NOT NULL,\
             rows_inserted BIGINT NOT NULL, rows_deleted BIGINT, loaded_at TIMESTAMPTZ NOT NULL""";

    private final Connection connection;
    private final String schema;

    Ledger(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
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
                                "The extracts that were loaded into this schema, in this order. Kept by 'almoner load'."));
    }

    /** All of them, in their order. */
    List<Load> loads() throws SQLException {
        var loads = new ArrayList<Load>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT load_number, extract, base, data_set, source_time, released_time,"
                                + " file_name, size_in_bytes, sha256, rows_inserted, rows_deleted, loaded_at FROM "
                                + place()
                                + " ORDER BY load_number")) {
            while (row.next()) {
                loads.add(new Load(
                        row.getLong("load_number"),
                        new ExtractDescription(
                                name(row.getString("extract")),
                                row.getString("data_set"),
                                time(row, "source_time"),
                                time(row, "released_time"),
                                Optional.ofNullable(row.getString("base")).map(this::name)),
                        new Load.ArchiveFile(
                                row.getString("file_name"), row.getLong("size_in_bytes"), row.getString("sha256")),
                        row.getLong("rows_inserted"),
                        row.getObject("rows_deleted") == null
                                ? OptionalLong.empty()
                                : OptionalLong.of(row.getLong("rows_deleted")),
                        time(row, "loaded_at")));
            }
        }
        return loads;
    }

    void add(Load load) throws SQLException {
        try (var statement = connection.prepareStatement("INSERT INTO " + place()
                + " (load_number, extract, extract_type, base, client, population, data_set, data_set_version, source_time,"
                + " released_time, file_name, size_in_bytes, sha256, rows_inserted, rows_deleted, loaded_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.setLong(1, load.number());
            statement.setString(2, load.name().stem());
            statement.setString(3, load.name().type().name());
            if (load.base().isPresent()) {
                statement.setString(4, load.base().get().stem());
            } else {
                statement.setNull(4, Types.VARCHAR);
            }
            statement.setString(5, load.name().client());
            statement.setString(6, load.name().population());
            statement.setString(7, load.extract().dataSet());
            statement.setString(8, load.name().version());
            statement.setObject(9, time(load.extract().sourceTime()));
            statement.setObject(10, time(load.extract().releasedTime()));
            statement.setString(11, load.archive().name());
            statement.setLong(12, load.archive().size());
            statement.setString(13, load.archive().sha256());
            statement.setLong(14, load.rowsInserted());
            if (load.rowsDeleted().isPresent()) {
                statement.setLong(15, load.rowsDeleted().getAsLong());
            } else {
                statement.setNull(15, Types.BIGINT);
            }
            statement.setObject(16, time(load.loadedAt()));
            statement.executeUpdate();
        }
    }

    private ArchiveName name(String stem) {
        return ArchiveName.parse(stem)
                .orElseThrow(() -> new WarehouseException("The table " + place() + " holds '" + stem
                        + "', which is not an extract's name. Who has changed it?"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private String place() {
        return Sql.place(schema, TABLE);
    }
}
