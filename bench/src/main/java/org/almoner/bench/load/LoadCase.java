package org.almoner.bench.load;

import java.util.Arrays;
import java.util.Optional;

/** What is measured. */
enum LoadCase {
    /** The archive, as {@code tar} unpacks it: what the peers need before they begin. */
    UNPACK("unpack", "tar xzf"),
    /** Unpacked files into typed tables of a DuckDB file. */
    READ_CSV("read-csv", "DuckDB read_csv"),
    /** The archive into a DuckDB file. */
    LOAD_DUCKDB("duckdb", "almoner load, DuckDB"),
    /** Unpacked files into tables of text of a PostgreSQL database. */
    COPY("copy", "psql \\copy"),
    /** The archive into a PostgreSQL database. */
    LOAD_POSTGRESQL("postgresql", "almoner load, PostgreSQL");

    private final String word;
    private final String title;

    LoadCase(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** Its name on the command line. */
    String word() {
        return word;
    }

    String title() {
        return title;
    }

    static Optional<LoadCase> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
