package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.almoner.dataset.archive.ExtractType;

/** A schema of a database that holds one population of one data set. One thread at a time. */
public final class Warehouse implements AutoCloseable {

    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private final Database database;
    private final String schema;

    private Warehouse(Database database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /**
     * Opens it to load. A DuckDB file is made if it is not there; nothing else is before the first load.
     *
     * @param schema lower-case letters, digits and underscores
     * @throws WarehouseException if the database cannot be opened
     * @throws IllegalArgumentException if that cannot be a schema's name
     */
    public static Warehouse open(WarehouseAddress address, String schema) {
        return open(address, schema, false);
    }

    /**
     * Opens it to look at it; nothing if there is no such DuckDB file.
     *
     * @throws WarehouseException if the database cannot be opened
     * @throws IllegalArgumentException if that cannot be a schema's name
     */
    public static Optional<Warehouse> openToRead(WarehouseAddress address, String schema) {
        return address instanceof WarehouseAddress.DuckDbFile(var file) && !Files.exists(file)
                ? Optional.empty()
                : Optional.of(open(address, schema, true));
    }

    /**
     * Begins what opening it needs and what takes a while, on a thread of its own: DuckDB's library is large. Whoever has something else
     * to prepare says so first; nobody needs to.
     */
    public static void expect(WarehouseAddress address) {
        switch (address) {
            case WarehouseAddress.DuckDbFile _ ->
                Thread.ofPlatform().daemon().name("duckdb-library").start(DuckDb::loadLibrary);
            case WarehouseAddress.PostgresServer _ -> {
                // Its driver is small.
            }
        }
    }

    private static Warehouse open(WarehouseAddress address, String schema, boolean readOnly) {
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException(
                    "'" + schema + "' is not a schema's name: lower-case letters, digits and underscores, 63 at most.");
        }
        try {
            return new Warehouse(
                    switch (address) {
                        case WarehouseAddress.DuckDbFile(var file) -> DuckDb.open(file, readOnly);
                        case WarehouseAddress.PostgresServer server -> Postgres.open(server.url(), server.settings());
                    },
                    schema);
        } catch (SQLException | IOException e) {
            throw failed("open " + address, e);
        }
    }

    public String schema() {
        return schema;
    }

    /** What was loaded, in this order; the last one is what the tables hold. */
    public List<Load> loads() {
        try {
            var ledger = ledger();
            var loads = ledger.exists() ? ledger.loads() : List.<Load>of();
            // Or else the transaction would see this state until it ends.
            database.connection().rollback();
            return loads;
        } catch (SQLException e) {
            throw failed("see what is loaded into " + schema, e);
        }
    }

    Database database() {
        return database;
    }

    /**
     * Begins the transaction of a load.
     *
     * @param last what is thought to be loaded last
     * @throws WarehouseException if something else is, or somebody else is loading
     */
    Loading begin(List<Table> tables, ExtractType type, Optional<Load> last) {
        try {
            database.lock(schema);
            var ledger = ledger();
            boolean exists = ledger.exists();
            var loads = exists ? ledger.loads() : List.<Load>of();
            if (!Optional.ofNullable(loads.isEmpty() ? null : loads.getLast()).equals(last)) {
                throw new WarehouseException(
                        "Something else was loaded into the schema " + schema + " meanwhile. Run the command again.");
            }
            if (!exists) {
                create(tables);
            } else if (type == ExtractType.COMPLETE) {
                database.empty(schema, tables);
            }
            if (type == ExtractType.INCREMENTAL) {
                // Its rows go into other tables first, which are made as files come.
                database.settle();
            }
            return new Loading(database, schema, tables, type);
        } catch (SQLException | IOException e) {
            rollBack();
            throw failed("prepare the schema " + schema, e);
        } catch (WarehouseException e) {
            rollBack();
            throw e;
        }
    }

    void commit(Load load) throws SQLException {
        ledger().add(load);
        database.connection().commit();
    }

    void rollBack() {
        try {
            database.connection().rollback();
        } catch (SQLException e) {
            // Then the connection is broken, which ends the transaction as well.
            return;
        }
    }

    private void create(List<Table> tables) throws IOException, SQLException {
        Schemas.create(database.connection(), schema);
        ledger().create();
        // Fails if there is one: it is somebody else's.
        Sql.create(database, "CREATE TABLE", schema, tables);
    }

    private Ledger ledger() {
        return new Ledger(database.connection(), schema);
    }

    static WarehouseException failed(String what, Exception e) {
        return new WarehouseException("Could not " + what + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw failed("close the database", e);
        }
    }
}
