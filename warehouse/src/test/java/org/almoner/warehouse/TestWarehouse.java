package org.almoner.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/** The databases that keep the contract. */
enum TestWarehouse {
    DUCKDB {
        @Override
        WarehouseAddress fresh(Path folder) {
            return WarehouseAddress.of(
                    folder.resolve(UUID.randomUUID() + ".duckdb").toString(), null, null);
        }

        @Override
        Connection look(WarehouseAddress address) throws SQLException {
            return DriverManager.getConnection("jdbc:duckdb:" + address);
        }
    },
    POSTGRESQL {
        @Override
        WarehouseAddress fresh(Path folder) {
            var name = "t" + UUID.randomUUID().toString().replace("-", "");
            try (var connection = DriverManager.getConnection(postgres().getJdbcUrl("postgres", "postgres"));
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return WarehouseAddress.of(postgres().getJdbcUrl("postgres", name), null, null);
        }

        @Override
        Connection look(WarehouseAddress address) throws SQLException {
            return DriverManager.getConnection(((WarehouseAddress.PostgresServer) address).url());
        }
    };

    private static final AtomicReference<@Nullable EmbeddedPostgres> POSTGRES = new AtomicReference<>();

    /** A new and empty database. */
    abstract WarehouseAddress fresh(Path folder);

    /** A connection that shares nothing with what is tested. */
    abstract Connection look(WarehouseAddress address) throws SQLException;

    /** The rows of a query, as text. */
    List<List<@Nullable String>> rows(WarehouseAddress address, String query) throws SQLException {
        try (var connection = look(address);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var all = new ArrayList<List<@Nullable String>>();
            while (rows.next()) {
                var row = new ArrayList<@Nullable String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                all.add(row);
            }
            return all;
        }
    }

    void execute(WarehouseAddress address, String sql) throws SQLException {
        try (var connection = look(address);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Started at the first call, stopped with the process. */
    private static synchronized EmbeddedPostgres postgres() {
        var running = POSTGRES.get();
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            POSTGRES.set(running);
        }
        return running;
    }
}
