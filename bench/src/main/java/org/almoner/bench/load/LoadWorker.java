package org.almoner.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import org.almoner.bench.measure.ProcessTree;
import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.engine.DataSetLayout;
import org.almoner.dataset.verify.ArchiveVerifier;
import org.almoner.warehouse.Archive;
import org.almoner.warehouse.LoadListener;
import org.almoner.warehouse.Loader;
import org.almoner.warehouse.Warehouse;
import org.almoner.warehouse.WarehouseAddress;
import org.postgresql.PGConnection;

/**
 * What is measured, in a process of its own that begins cold. Prints processor time in milliseconds and the peak of the resident memory.
 */
final class LoadWorker {

    /** As docs/extracts.md says to read an entity's file. */
    @SuppressWarnings("InlineFormatString") // it is what is measured
    private static final String READ_CSV =
            "read_csv('%s', delim='|', header=true, quote='\"', escape='\"', nullstr='', allow_quoted_nulls=false)";

    private static final LoadListener NOBODY = new LoadListener() {
        @Override
        public void verifying(String fileName, long position, long size) {}

        @Override
        public void loading(String fileName, long position, long size) {}
    };

    private LoadWorker() {}

    /** @param arguments what to do, the archive or the folder that it was unpacked in, and the database */
    public static void main(String[] arguments) throws IOException, SQLException {
        var source = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "load" -> load(source, arguments[2]);
            case "read-csv" -> readCsv(source, arguments[2]);
            case "copy" -> copy(source, arguments[2]);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println(ProcessTree.cpuOfThisProgram().toMillis() + " "
                + new ProcessTree(ProcessHandle.current()).peakMemory());
    }

    private static void load(Path archive, String to) throws IOException {
        var address = WarehouseAddress.of(to, null, null);
        Warehouse.expect(address);
        var name = ArchiveName.parse(String.valueOf(archive.getFileName())).orElseThrow();
        var loader = new Loader(DataSetLayout.longRec(), ArchiveVerifier.DEFAULT, InstantSource.system(), NOBODY);
        try (var warehouse = Warehouse.open(address, "long_rec")) {
            loader.load(new Archive(archive, name, Files.size(archive)), warehouse);
        }
    }

    private static void readCsv(Path folder, String to) throws IOException, SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + to);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var file : Unpacked.entities(folder)) {
                statement.execute("CREATE TABLE \"" + Unpacked.table(file) + "\" AS FROM " + READ_CSV.formatted(file));
            }
            connection.commit();
        }
    }

    /** Where psql is not there: the same bytes over the same protocol. */
    private static void copy(Path folder, String to) throws IOException, SQLException {
        try (var connection = DriverManager.getConnection(to);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (Path file : Unpacked.entities(folder)) {
                statement.execute(Unpacked.createTable(file));
                try (var text = Files.newInputStream(file)) {
                    copy.copyIn(
                            "COPY " + Unpacked.table(file) + " FROM STDIN WITH (FORMAT csv, DELIMITER '|', HEADER)",
                            text);
                }
            }
            connection.commit();
        }
    }

    /** What psql is told. */
    static List<String> psqlScript(Path folder) throws IOException {
        var lines = new ArrayList<String>();
        for (Path file : Unpacked.entities(folder)) {
            lines.add(Unpacked.createTable(file) + ";");
            lines.add(
                    "\\copy " + Unpacked.table(file) + " FROM '" + file + "' WITH (FORMAT csv, DELIMITER '|', HEADER)");
        }
        return lines;
    }
}
