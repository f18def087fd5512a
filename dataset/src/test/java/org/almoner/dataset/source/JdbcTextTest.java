package org.almoner.dataset.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TimeZone;

import org.almoner.dataset.database.TestDatabase;
import org.almoner.dataset.row.Column;
import org.almoner.dataset.row.ColumnType;
import org.almoner.dataset.row.RowSink;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JdbcTextTest {

    private static final String NONE = "(no value)";

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everyTypeHasItsText(TestDatabase database) {
        var zone = TimeZone.getDefault();
        try {
            // Whatever the clock of the machine shows, and where it leaves hours out.
            for (var name : new String[] {"UTC", "America/New_York", "Pacific/Apia"}) {
                TimeZone.setDefault(TimeZone.getTimeZone(name));
                var url = database.fresh();
                text(url, "cast(7 as smallint)", ColumnType.INTEGER, "7");
                text(url, "9223372036854775807", ColumnType.INTEGER, "9223372036854775807");
                text(url, "cast(12 as numeric(40))", ColumnType.INTEGER, "12");
                text(url, "cast('1.10' as numeric(10, 2))", ColumnType.DECIMAL, "1.10");
                text(
                        url,
                        "cast('1234567890123456789012345678901234567890.5' as numeric(50, 1))",
                        ColumnType.DECIMAL,
                        "1234567890123456789012345678901234567890.5");
                text(url, "cast(1e-9 as numeric(20, 9))", ColumnType.DECIMAL, "0.000000001");
                text(url, "cast(0.1 as double precision)", ColumnType.DECIMAL, "0.1");
                text(url, "cast(0.1 as real)", ColumnType.DECIMAL, "0.1");
                text(url, "cast(1e20 as double precision)", ColumnType.DECIMAL, "100000000000000000000");
                text(url, "true", ColumnType.BOOLEAN, "true");
                text(url, "cast('' as varchar(5))", ColumnType.STRING, "");
                text(url, "cast('a|\"\u00e4\uD83D\uDE00' as varchar(9))", ColumnType.STRING, "a|\"\u00e4\uD83D\uDE00");
                text(url, "cast(5 as integer)", ColumnType.STRING, "5");
                text(url, "date '2024-02-29'", ColumnType.DATE, "2024-02-29");
                text(url, "date '1500-02-28'", ColumnType.DATE, "1500-02-28");
                text(url, "date '0001-01-01'", ColumnType.DATE, "0001-01-01");
                text(url, "date '2011-12-30'", ColumnType.DATE_TIME, "2011-12-30");
                text(url, "time '23:59:59'", ColumnType.TIME, "23:59:59");
                text(url, "cast('02:30:00.5' as time(6))", ColumnType.TIME, "02:30:00.5");
                text(url, "timestamp '2024-03-10 02:30:00'", ColumnType.DATE_TIME, "2024-03-10T02:30:00");
                text(url, "timestamp '1582-10-10 00:00:00.123456'", ColumnType.DATE_TIME, "1582-10-10T00:00:00.123456");
                text(
                        url,
                        "timestamp with time zone '2024-02-29 12:34:56+02:00'",
                        ColumnType.DATE_TIME,
                        database == TestDatabase.H2 ? "2024-02-29T12:34:56+02:00" : "2024-02-29T10:34:56Z");
                for (var type :
                        new String[] {"integer", "varchar(5)", "boolean", "date", "time", "timestamp", "numeric(9, 2)"
                        }) {
                    assertThat(read(url, "cast(null as " + type + ")", declared(type)))
                            .containsExactly(NONE);
                }
            }
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aYearOfOtherThanFourDigitsIsAnError(TestDatabase database) {
        var url = database.fresh();
        assertThatThrownBy(() -> read(url, "cast('20000-01-01' as date)", ColumnType.DATE))
                .isInstanceOf(SourceException.class)
                .hasMessageContainingAll("Some, row 1", "years 1 to 9999");
        assertThatThrownBy(() -> read(url, "cast('20000-01-01 00:00:00' as timestamp)", ColumnType.DATE_TIME))
                .hasMessageContaining("years 1 to 9999");
        if (database == TestDatabase.POSTGRESQL) {
            assertThatThrownBy(() -> read(url, "date 'infinity'", ColumnType.DATE))
                    .hasMessageContaining("years 1 to 9999");
            assertThatThrownBy(() -> read(url, "date '0044-03-15 BC'", ColumnType.DATE))
                    .hasMessageContaining("years 1 to 9999");
            assertThatThrownBy(() -> read(url, "timestamptz '-infinity'", ColumnType.DATE_TIME))
                    .hasMessageContaining("years 1 to 9999");
            assertThatThrownBy(() -> read(url, "cast('NaN' as numeric)", ColumnType.DECIMAL))
                    .hasMessageContainingAll("Some, row 1", "declared as DECIMAL");
        }
    }

    private static ColumnType declared(String type) {
        return switch (type) {
            case "integer" -> ColumnType.INTEGER;
            case "boolean" -> ColumnType.BOOLEAN;
            case "date" -> ColumnType.DATE;
            case "time" -> ColumnType.TIME;
            case "timestamp" -> ColumnType.DATE_TIME;
            case "numeric(9, 2)" -> ColumnType.DECIMAL;
            default -> ColumnType.STRING;
        };
    }

    private static void text(String url, String expression, ColumnType type, String expected) {
        assertThat(read(url, expression, type)).as(expression).isEqualTo(List.of(expected));
    }

    private static List<String> read(String url, String expression, ColumnType type) {
        var cells = new ArrayList<String>();
        try (var snapshot = DatabaseSnapshot.open(new DatabaseAddress(url, new Properties()))) {
            snapshot.read(
                    "Some",
                    "select " + expression + " as x",
                    List.of(new Column("x", type, "")),
                    new RowSink() {
                        @Override
                        public void value(byte[] utf8, int offset, int length) {
                            cells.add(new String(utf8, offset, length, StandardCharsets.UTF_8));
                        }

                        @Override
                        public void absent() {
                            cells.add(NONE);
                        }

                        @Override
                        public void endRow() {}
                    },
                    () -> false);
        }
        return cells;
    }
}
