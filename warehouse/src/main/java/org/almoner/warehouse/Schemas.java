package org.almoner.warehouse;

import java.sql.Connection;
import java.sql.SQLException;

/** Schemas of a database. */
final class Schemas {

    private Schemas() {}

    /** Makes one if it is not there. Not by {@code IF NOT EXISTS}, which asks for rights that one may not need. */
    static void create(Connection connection, String schema) throws SQLException {
        if (!exists(connection, schema)) {
            Sql.execute(connection, "CREATE SCHEMA " + Sql.quoted(schema));
        }
    }

    private static boolean exists(Connection connection, String schema) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT count(*) FROM information_schema.schemata WHERE schema_name = ?")) {
            statement.setString(1, schema);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) > 0;
            }
        }
    }
}
