package org.almoner.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.almoner.codeset.Release;
import org.almoner.codeset.read.RowReader;
import org.almoner.warehouse.ReleaseLedger.Held;
import org.almoner.warehouse.Sql.ColumnOfType;

/** Puts the rows of one release into one transaction. */
final class ReleaseLoading {

    private final Database database;
    private final String schema;
    private final VersionedRelease release;
    private final ReleaseLedger ledger;
    private final Map<String, Table> tables;

    /** Those that files of the release go into. */
    private final Set<Table> filled = new LinkedHashSet<>();

    private final List<RowTarget> targets = new ArrayList<>();
    private long number = 1;

    ReleaseLoading(Database database, String schema, VersionedRelease release) {
        this.database = database;
        this.schema = schema;
        this.release = release;
        this.ledger = new ReleaseLedger(database.connection(), schema);
        this.tables = ReleaseTables.of(release.profile());
        release.parts().forEach(part -> filled.add(table(part)));
    }

    /**
     * What the schema holds.
     *
     * @throws WarehouseException if that is something else
     */
    List<Held> held() throws SQLException {
        if (Sql.isThere(database.connection(), schema, Ledger.TABLE)) {
            throw new WarehouseException("The schema " + schema
                    + " holds extracts. Load code sets into a schema of their own, with" + " --schema.");
        }
        var held = ledger.exists() ? ledger.held() : List.<Held>of();
        held.stream()
                .map(Held::profile)
                .filter(profile -> !profile.equals(release.profile().name()))
                .findFirst()
                .ifPresent(profile -> {
                    throw new WarehouseException("The schema " + schema + " holds " + profile + ", not "
                            + release.profile().name() + ". Load it into a schema of its own, with --schema.");
                });
        return held;
    }

    /** Makes what is not there, and takes the rows of the version out of the tables that are filled. */
    void begin() throws IOException, SQLException {
        var connection = database.connection();
        if (!ledger.exists()) {
            Schemas.create(connection, schema);
            ledger.create();
        }
        number = ledger.nextNumber();
        for (var table : filled) {
            var there = columns(table.name());
            if (there.isEmpty()) {
                Sql.create(database, "CREATE TABLE", schema, List.of(table));
                database.settle();
            } else {
                requireColumns(table, there);
                database.requireAsMade(schema, List.of(table));
                Sql.execute(
                        connection,
                        "DELETE FROM " + place(table) + " WHERE "
                                + Sql.quoted(table.mark().column()) + " = " + Sql.text(release.version()));
            }
        }
    }

    long number() {
        return number;
    }

    /** The rows of a file as its table takes them. */
    InputStream text(Release.Part part, RowReader rows) {
        return new ReleaseText(rows, table(part), release.version());
    }

    RowTarget target(Release.Part part, List<String> columns) throws IOException, SQLException {
        var target = database.target(place(table(part)), table(part), columns);
        targets.add(target);
        return target;
    }

    /**
     * Does what is left to do, before the commit.
     *
     * @throws WarehouseException if the database says that it took another number of rows
     */
    void finish(ReleaseLoad load) throws IOException, SQLException {
        long taken = 0;
        for (var target : targets) {
            taken += target.count();
        }
        targets.clear();
        if (taken != load.rows()) {
            throw new WarehouseException(
                    "The database took " + taken + " of " + load.rows() + " rows of " + release + ".");
        }
        ledger.add(load);
        var held = ledger.held();
        for (var table : filled) {
            showNewest(table, held);
        }
    }

    void abandon() {
        targets.forEach(RowTarget::abandon);
    }

    /** The view beside a table shows one version of its rows: whoever says nothing of versions counts no row twice. */
    private void showNewest(Table table, List<Held> held) throws SQLException {
        var newest = ReleaseLedger.newest(held, table.entity()).orElseThrow();
        var view = Sql.place(schema, table.entity());
        Sql.execute(
                database.connection(),
                "CREATE OR REPLACE VIEW " + view + " AS SELECT * FROM " + database.fromView(schema, table) + " WHERE "
                        + Sql.quoted(table.mark().column()) + " = " + Sql.text(newest));
        Sql.execute(
                database.connection(),
                "COMMENT ON VIEW " + view + " IS "
                        + Sql.text(release.profile().title() + ", version " + newest + ", the newest that was loaded. "
                                + table.name() + " has the others, too."));
    }

    /** A profile may have got other columns since. */
    private void requireColumns(Table table, List<String> there) {
        var wanted = Sql.columnTypes(database, table).stream()
                .map(ColumnOfType::name)
                .toList();
        if (!new HashSet<>(there).equals(new HashSet<>(wanted))) {
            throw new WarehouseException("The table " + place(table)
                    + " was made by another profile, or somebody has changed it: it has the columns "
                    + String.join(", ", there) + ", and not " + String.join(", ", wanted)
                    + ". Load into another schema, with --schema, or rename the table and load all versions again.");
        }
    }

    /** The columns of a table; none if there is no such table. */
    private List<String> columns(String table) throws SQLException {
        try (var statement = database.connection()
                .prepareStatement(
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = ? AND table_name = ?"
                                + " ORDER BY ordinal_position")) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (var row = statement.executeQuery()) {
                var columns = new ArrayList<String>();
                while (row.next()) {
                    columns.add(row.getString(1));
                }
                return columns;
            }
        }
    }

    private Table table(Release.Part part) {
        var table = tables.get(part.expected().table());
        if (table == null) {
            throw new IllegalArgumentException("No table '" + part.expected().table() + "' in " + release);
        }
        return table;
    }

    private String place(Table table) {
        return Sql.place(schema, table.name());
    }
}
