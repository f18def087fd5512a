package org.almoner.warehouse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.almoner.dataset.disk.Disk;
import org.almoner.warehouse.ReleaseLedger.Held;

/** Writes the tables of a DuckDB warehouse as Parquet files, all as they are at one moment. */
public final class ParquetExport {

    private ParquetExport() {}

    /**
     * A file that was written.
     *
     * @param table in the warehouse
     * @param rows in it
     * @param size in bytes
     */
    public record ParquetFile(Path path, String table, long rows, long size) {}

    /**
     * What is written as one file.
     *
     * @param table or a view
     * @param metadata of the file, as DuckDB has a struct
     */
    private record Content(String table, String metadata) {}

    /**
     * Writes {@code TABLE.parquet} for every table of the schema, {@code almoner_loads} or {@code almoner_releases} last; of a code set for
     * the views of the newest versions as well. A file gets its name when all of them are on disk, and takes the place of one that is
     * there.
     *
     * @param folder made if it is not there
     * @throws WarehouseException if there is no such schema, or DuckDB cannot write
     */
    public static List<ParquetFile> write(WarehouseAddress.DuckDbFile address, String schema, Path folder)
            throws IOException {
        try (var warehouse = Warehouse.openToRead(address, schema)
                .orElseThrow(() -> new WarehouseException("There is no warehouse " + address + "."))) {
            var connection = warehouse.database().connection();
            var contents = extracts(warehouse, connection, schema);
            if (contents.isEmpty()) {
                contents = releases(connection, schema);
            }
            if (contents.isEmpty()) {
                throw new WarehouseException("Nothing is loaded into the schema " + schema + " of " + address + "."
                        + " --schema names another: that of a code set is called like it, such as icd_10_cm.");
            }
            Files.createDirectories(folder);
            return write(connection, schema, contents, folder);
        } catch (SQLException e) {
            throw Warehouse.failed("write " + folder, e);
        }
    }

    private static List<Content> extracts(Warehouse warehouse, Connection connection, String schema)
            throws SQLException {
        var loads = warehouse.loads();
        if (loads.isEmpty()) {
            return List.of();
        }
        var metadata = "extract: " + Sql.text(loads.getLast().name().stem());
        return tables(connection, schema, Ledger.TABLE).stream()
                .map(table -> new Content(table, metadata))
                .toList();
    }

    private static List<Content> releases(Connection connection, String schema) throws SQLException {
        var ledger = new ReleaseLedger(connection, schema);
        var held = ledger.exists() ? ledger.held() : List.<Held>of();
        if (held.isEmpty()) {
            return List.of();
        }
        var codeSet = "code_set: " + Sql.text(held.getFirst().profile());
        var contents = new ArrayList<Content>();
        for (var view : held.stream().map(Held::table).distinct().sorted().toList()) {
            var newest = ReleaseLedger.newest(held, view).orElseThrow();
            contents.add(new Content(view, codeSet + ", version: " + Sql.text(newest)));
        }
        tables(connection, schema, ReleaseLedger.TABLE).forEach(table -> contents.add(new Content(table, codeSet)));
        return contents;
    }

    private static List<ParquetFile> write(Connection connection, String schema, List<Content> contents, Path folder)
            throws SQLException, IOException {
        var parts = new ArrayList<Path>();
        var written = new ArrayList<ParquetFile>();
        try {
            for (var content : contents) {
                var table = content.table();
                var part = folder.resolve("." + table + ".parquet.part");
                parts.add(part);
                long rows = Sql.update(
                        connection,
                        "COPY (FROM %s) TO %s (FORMAT parquet, COMPRESSION zstd, KV_METADATA {%s})"
                                .formatted(Sql.place(schema, table), Sql.text(part.toString()), content.metadata()));
                sync(part);
                written.add(new ParquetFile(folder.resolve(table + ".parquet"), table, rows, Files.size(part)));
            }
            for (int i = 0; i < parts.size(); i++) {
                Disk.local().publish(parts.get(i), written.get(i).path());
            }
            return written;
        } finally {
            for (var part : parts) {
                Files.deleteIfExists(part);
            }
        }
    }

    /** The ledger comes last, so that whoever waits for it finds the others. */
    private static List<String> tables(Connection connection, String schema, String ledger) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement =
                connection.prepareStatement("SELECT table_name FROM information_schema.tables WHERE table_schema = ?"
                        + " AND table_type = 'BASE TABLE' ORDER BY table_name = ?, table_name")) {
            statement.setString(1, schema);
            statement.setString(2, ledger);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
        }
        return tables;
    }

    private static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
