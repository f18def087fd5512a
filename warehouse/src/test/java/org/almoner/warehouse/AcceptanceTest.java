package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.almoner.dataset.row.ColumnType;
import org.almoner.dataset.text.RowHash;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A COMPLETE and the INCREMENTALs after it make the very tables that the next COMPLETE makes, and these say what the extracts say. */
class AcceptanceTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theChainComesToTheNextComplete(TestWarehouse kind) throws IOException, SQLException {
        var first = TestExtracts.sample(folder, 8, LocalDate.of(2026, 1, 1));
        var second = TestExtracts.sample(folder, 8, LocalDate.of(2026, 4, 1));
        var third = TestExtracts.sample(folder, 8, LocalDate.of(2026, 7, 1));
        var chain = new TestExtracts(TestExtracts.LONG_REC, folder.resolve("chain"), "adults");
        var complete = chain.complete(first, "2026-01-01");
        var change = chain.incremental(second, "2026-04-01", complete);
        chain.incremental(third, "2026-07-01", change);
        var next =
                new TestExtracts(TestExtracts.LONG_REC, folder.resolve("next"), "adults").complete(third, "2026-07-01");

        var stepwise = kind.fresh(folder);
        var atOnce = kind.fresh(folder);
        var loader = TestExtracts.loader(TestExtracts.LONG_REC);
        try (var warehouse = Warehouse.open(stepwise, "long_rec")) {
            var plan = loader.plan(List.of(folder.resolve("chain")), warehouse.loads(), Optional.empty());
            assertThat(plan.steps()).hasSize(3);
            for (var step : plan.steps()) {
                loader.load(step, warehouse);
            }
            assertThat(warehouse.loads())
                    .extracting(load -> load.rowsDeleted().orElse(-1) > 0)
                    .containsExactly(false, true, true);
        }
        try (var warehouse = Warehouse.open(atOnce, "long_rec")) {
            loader.load(TestExtracts.archive(next), warehouse);
        }

        long rows = 0;
        int moments = 0;
        for (var table : Table.of(TestExtracts.LONG_REC.layout())) {
            var query = "SELECT * FROM long_rec." + table.name();
            var expected = kind.rows(atOnce, query);
            assertThat(counted(kind.rows(stepwise, query))).as(table.name()).isEqualTo(counted(expected));
            for (var row : expected) {
                assertThat(hashOf(table, row)).as(() -> table.name() + row).isEqualTo(row.getLast());
                moments += requireMoments(table, row);
            }
            rows += expected.size();
        }
        assertThat(rows)
                .isEqualTo(next.extract().summary().files().stream()
                        .mapToLong(file -> file.rows())
                        .sum());
        assertThat(moments).isGreaterThan(1000);
    }

    private static Map<List<@Nullable String>, Integer> counted(List<List<@Nullable String>> rows) {
        var counted = new HashMap<List<@Nullable String>, Integer>();
        rows.forEach(row -> counted.merge(row, 1, Integer::sum));
        return counted;
    }

    /** The hash of the row's text in the extract, which can be made of its columns if nothing was lost. */
    static String hashOf(Table table, List<@Nullable String> row) {
        var fields = new ArrayList<String>();
        int at = 0;
        for (var column : table.columns()) {
            var typed = row.get(at++);
            var text = column.asWritten().isPresent() ? row.get(at++) : typed;
            if (column.type() == ColumnType.BOOLEAN && text != null) {
                text = text.startsWith("t") ? "true" : "false";
            }
            fields.add(field(text));
        }
        var text = String.join("|", fields).getBytes(UTF_8);
        return RowHash.of(text, 0, text.length).toString();
    }

    private static String field(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return text.isEmpty() || text.matches("(?s).*[|\"\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** Counts the moments of a row, which must be those that their texts say. */
    private static int requireMoments(Table table, List<@Nullable String> row) {
        int moments = 0;
        int at = 0;
        for (var column : table.columns()) {
            var typed = row.get(at++);
            if (column.asWritten().isPresent()) {
                var text = row.get(at++);
                if (column.type() == ColumnType.DATE_TIME && text != null && text.contains("T")) {
                    moments++;
                    assertThat(moment(String.valueOf(typed))).isEqualTo(moment(text));
                }
            }
        }
        return moments;
    }

    private static Object moment(String text) {
        try {
            var iso = text.replace(' ', 'T');
            return OffsetDateTime.parse(iso.matches(".*[+-]\\d\\d") ? iso + ":00" : iso)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return text;
        }
    }
}
