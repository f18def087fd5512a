package org.almoner.warehouse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A load that is killed leaves what was there before it, and can be done again. */
class KilledLoadTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theStateBeforeIsLeft(TestWarehouse kind) throws IOException, InterruptedException, SQLException {
        var first = TestExtracts.sample(folder, 4, LocalDate.of(2026, 1, 1));
        var second = TestExtracts.sample(folder, 4, LocalDate.of(2026, 4, 1));
        var extracts = new TestExtracts(TestExtracts.LONG_REC, folder.resolve("extracts"), "adults");
        var complete = extracts.complete(first, "2026-01-01");
        var incremental = extracts.incremental(second, "2026-04-01", complete);
        var next = extracts.complete(second, "2026-05-01");
        var address = kind.fresh(folder);
        var loader = TestExtracts.loader(TestExtracts.LONG_REC);
        try (var warehouse = Warehouse.open(address, "long_rec")) {
            loader.load(TestExtracts.archive(complete), warehouse);
        }
        var before = counts(kind, address);
        var url = address instanceof WarehouseAddress.PostgresServer server ? server.url() : address.toString();

        // All has been read and sent at the last step, the one before the commit.
        for (var archive :
                List.of(incremental.extract().archive(), next.extract().archive())) {
            for (int step : new int[] {1, 2}) {
                kill(url, archive, step);
                assertThat(counts(kind, address))
                        .as("after step %d of %s", step, archive)
                        .isEqualTo(before);
            }
        }
        for (int i = 0; i < 3; i++) {
            kill(url, next.extract().archive(), KilledLoad.COMMIT);
            var after = counts(kind, address);
            if (!after.equals(before)) {
                assertThat(after.getLast()).isEqualTo("2");
                return;
            }
        }
        try (var warehouse = Warehouse.open(address, "long_rec")) {
            loader.load(TestExtracts.archive(incremental), warehouse);
        }
        assertThat(counts(kind, address).getLast()).isEqualTo("2");
    }

    private static void kill(String url, Path archive, int step) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledLoad.class.getName(),
                        url,
                        archive.toString(),
                        Integer.toString(step))
                .redirectErrorStream(true)
                .start();
        try (var said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (var line = said.readLine(); !KilledLoad.NOW.equals(line); line = said.readLine()) {
                if (line == null) {
                    throw new AssertionError("It ended before step " + step);
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Rows of all tables, the ledger's last. PostgreSQL ends a killed client's transaction when it notices. */
    private static List<String> counts(TestWarehouse kind, WarehouseAddress address) throws SQLException {
        if (kind == TestWarehouse.POSTGRESQL) {
            while (!kind.rows(
                            address,
                            "SELECT 1 FROM pg_stat_activity WHERE application_name = 'almoner load' AND datname ="
                                    + " current_database()")
                    .isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        var counts = new ArrayList<String>();
        for (var table : Table.of(TestExtracts.LONG_REC.layout())) {
            counts.add(String.valueOf(kind.rows(
                            address,
                            "SELECT count(*) || ' ' || coalesce(max(hash_value), '') FROM long_rec." + table.name())
                    .getFirst()
                    .getFirst()));
        }
        counts.add(String.valueOf(kind.rows(address, "SELECT count(*) FROM long_rec.almoner_loads")
                .getFirst()
                .getFirst()));
        return counts;
    }
}
