package org.almoner.dataset.truth;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** COMPLETE(n-1), changed by INCREMENTAL(n), is COMPLETE(n) for a database that loads the text files and knows nothing else. */
class LawTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void anIncrementalMakesTheOldCompleteTheNew(Populations populations) throws IOException, SQLException {
        var sources = populations.in(folder);
        var before = Unpacked.complete(sources.first(), folder.resolve("before"), "2026-01-01T00:00:00Z");
        var change = before.followedBy(sources.second(), folder.resolve("change"), "2026-04-01T00:00:00Z");
        var after = Unpacked.complete(sources.second(), folder.resolve("after"), "2026-04-01T00:00:00Z");
        long deletes = 0;
        long inserts = 0;
        long kept = 0;
        try (var duckDb = DuckDb.open()) {
            for (var entity : Unpacked.entities()) {
                duckDb.execute("CREATE OR REPLACE TABLE t AS FROM " + DuckDb.text(before.rows(entity)));
                deletes += duckDb.count("FROM t");
                duckDb.execute("DELETE FROM t WHERE hash_value IN (SELECT hash_value FROM "
                        + DuckDb.text(change.deletes(entity)) + ")");
                long left = duckDb.count("FROM t");
                kept += left;
                deletes -= left;
                duckDb.execute("INSERT INTO t FROM " + DuckDb.text(change.rows(entity)));
                inserts += duckDb.count("FROM t") - left;
                var expected = "FROM " + DuckDb.text(after.rows(entity));
                assertThat(duckDb.columns("FROM t")).isEqualTo(duckDb.columns(expected));
                assertThat(duckDb.surplus("FROM t", expected))
                        .as(entity + ": left over")
                        .isEmpty();
                assertThat(duckDb.surplus(expected, "FROM t"))
                        .as(entity + ": missing")
                        .isEmpty();
            }
        }
        assertThat(deletes).isPositive();
        assertThat(inserts).isPositive();
        // An INCREMENTAL that replaced everything would pass as well.
        assertThat(kept).isGreaterThan(deletes + inserts);
    }
}
