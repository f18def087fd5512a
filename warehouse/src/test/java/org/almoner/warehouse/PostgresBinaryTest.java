package org.almoner.warehouse;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import org.almoner.dataset.row.ColumnType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

import static org.assertj.core.api.Assertions.assertThat;

/** What is sent in the binary format is what PostgreSQL makes of the same texts by itself. */
class PostgresBinaryTest {

    private static final Random RANDOM = new Random(20261122);
    private static final int COUNT = 2_000;

    @TempDir
    private Path folder;

    /** Sends the texts as values, and has the server say which it takes to be others than those of its own reading of what it is given. */
    private List<String> taken(ColumnType type, String sqlType, List<String> texts, List<String> likewise)
            throws SQLException, IOException {
        var address = TestWarehouse.POSTGRESQL.fresh(folder);
        try (var connection = TestWarehouse.POSTGRESQL.look(address)) {
            Sql.execute(connection, "CREATE TABLE sent (number bigint, value " + sqlType + ")");
            var form = new PostgresBinary(2);
            var bytes = new Bytes();
            PostgresBinary.header(bytes);
            for (int i = 0; i < texts.size(); i++) {
                form.begin(bytes);
                var number = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
                form.value(ColumnType.INTEGER, number, 0, number.length, bytes);
                var row = ("x|" + texts.get(i) + "|x").getBytes(StandardCharsets.UTF_8);
                assertThat(TypedText.isValue(type, row, 2, row.length - 2))
                        .as(texts.get(i))
                        .isTrue();
                form.value(type, row, 2, row.length - 2, bytes);
                form.end(bytes);
            }
            PostgresBinary.trailer(bytes);
            var copy =
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY sent FROM STDIN (FORMAT binary)");
            copy.writeToCopy(bytes.array(), 0, bytes.length());
            assertThat(copy.endCopy()).isEqualTo(texts.size());

            Sql.execute(connection, "CREATE TABLE said (number bigint, value " + sqlType + ")");
            try (var insert = connection.prepareStatement(
                    "INSERT INTO said SELECT n - 1, t::" + sqlType + " FROM unnest(?) WITH ORDINALITY AS u(t, n)")) {
                insert.setArray(1, connection.createArrayOf("text", likewise.toArray()));
                insert.execute();
            }
        }
        var others = TestWarehouse.POSTGRESQL.rows(
                address,
                "SELECT number, sent.value, said.value FROM sent FULL JOIN said USING (number)"
                        + " WHERE sent.value::text IS DISTINCT FROM said.value::text ORDER BY number");
        return others.stream()
                .map(row -> texts.get(Integer.parseInt(Objects.requireNonNull(row.getFirst()))) + ": " + row)
                .toList();
    }

    @Test
    void numbersAreWhatTheServerReads() throws SQLException, IOException {
        var texts = new ArrayList<>(List.of(
                "0",
                "-0",
                "0.0",
                "-0.000",
                "1",
                "1.10",
                "10000",
                "9999",
                "0.0001",
                "0.00001",
                "-1.5e3",
                "1E+2",
                "1e-100",
                "1e100",
                "12345678.90123456789",
                "100000000",
                "0e5",
                "0.00e-7",
                "9".repeat(200),
                "0." + "3".repeat(198)));
        while (texts.size() < COUNT) {
            var digits = new BigInteger(1 + RANDOM.nextInt(120), RANDOM);
            var number = new BigDecimal(RANDOM.nextBoolean() ? digits : digits.negate(), RANDOM.nextInt(60) - 20);
            texts.add(RANDOM.nextBoolean() ? number.toPlainString() : number.toString());
        }
        assertThat(taken(ColumnType.DECIMAL, "numeric", texts, texts)).isEmpty();
    }

    @Test
    void daysAreWhatTheServerReads() throws SQLException, IOException {
        var texts = new ArrayList<>(
                List.of("0001-01-01", "9999-12-31", "1970-01-01", "2000-01-01", "1999-12-31", "2024-02-29"));
        while (texts.size() < COUNT) {
            texts.add(LocalDate.ofEpochDay(RANDOM.nextInt(-719_162, 2_932_897)).toString());
        }
        assertThat(taken(ColumnType.DATE, "date", texts, texts)).isEmpty();
    }

    @Test
    void momentsAreWhatTheServerReadsToTheMicrosecond() throws SQLException, IOException {
        var texts = new ArrayList<>(List.of(
                "0001-01-01T00:00:00Z",
                "0001-01-01T00:00:00+14:00",
                "9999-12-31T23:59:59.999999999-14:00",
                "2015-02-07T13:28:17.1234567-05:00",
                "2000-01-01T00:00:00+00:00"));
        while (texts.size() < COUNT) {
            var day = LocalDate.ofEpochDay(RANDOM.nextInt(-719_162, 2_932_897));
            var clock = LocalTime.ofNanoOfDay(RANDOM.nextLong(86_400_000_000_000L));
            var offset = RANDOM.nextInt(-14 * 60, 14 * 60 + 1);
            texts.add(day + "T" + clock(clock)
                    + (RANDOM.nextInt(4) == 0
                            ? "Z"
                            : "%s%02d:%02d"
                                    .formatted(offset < 0 ? "-" : "+", Math.abs(offset) / 60, Math.abs(offset) % 60)));
        }
        // The server rounds what is finer, and this is cut off.
        assertThat(taken(
                        ColumnType.DATE_TIME,
                        "timestamptz",
                        texts,
                        texts.stream().map(PostgresBinaryTest::cut).toList()))
                .isEmpty();
        for (var text : texts) {
            var bytes = text.getBytes(StandardCharsets.US_ASCII);
            var moment = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            assertThat(TypedValue.epochMicros(bytes, 0, bytes.length))
                    .as(text)
                    .isEqualTo(moment.toEpochSecond() * 1_000_000 + moment.getNano() / 1_000);
        }
    }

    @Test
    void timesAreWhatTheServerReadsToTheMicrosecond() throws SQLException, IOException {
        var texts = new ArrayList<>(List.of("00:00:00", "23:59:59.999999999", "23:59:59.5", "12:34:56.1"));
        while (texts.size() < COUNT) {
            texts.add(clock(LocalTime.ofNanoOfDay(RANDOM.nextLong(86_400_000_000_000L))));
        }
        assertThat(taken(
                        ColumnType.TIME,
                        "time",
                        texts,
                        texts.stream().map(PostgresBinaryTest::cut).toList()))
                .isEmpty();
    }

    @Test
    void integersAndTruthsAreWhatTheServerReads() throws SQLException, IOException {
        var integers = new ArrayList<>(List.of("0", "-0", "9223372036854775807", "-9223372036854775808", "007"));
        while (integers.size() < COUNT) {
            integers.add(Long.toString(RANDOM.nextLong() >> RANDOM.nextInt(64)));
        }
        assertThat(taken(ColumnType.INTEGER, "bigint", integers, integers)).isEmpty();
        var truths = List.of("true", "false");
        assertThat(taken(ColumnType.BOOLEAN, "boolean", truths, truths)).isEmpty();
    }

    @Test
    void textsAreTakenOutOfTheirQuotes() throws SQLException, IOException {
        var texts = Arrays.asList(
                "plain",
                "\"\"",
                "\"a|b\"",
                "\"\"\"\"",
                "\"a\"\"b\"\"\"",
                "\"line\n\\.\nend\r\\N\"",
                "\\N",
                "\u00e9\ud83d\ude00",
                null);
        var expected = Arrays.asList(
                "plain", "", "a|b", "\"", "a\"b\"", "line\n\\.\nend\r\\N", "\\N", "\u00e9\ud83d\ude00", null);
        var address = TestWarehouse.POSTGRESQL.fresh(folder);
        try (var connection = TestWarehouse.POSTGRESQL.look(address)) {
            Sql.execute(connection, "CREATE TABLE sent (number bigint, value text)");
            var form = new PostgresBinary(2);
            var bytes = new Bytes();
            PostgresBinary.header(bytes);
            for (int i = 0; i < texts.size(); i++) {
                form.begin(bytes);
                form.value(ColumnType.INTEGER, new byte[] {(byte) ('0' + i)}, 0, 1, bytes);
                var text = texts.get(i);
                if (text == null) {
                    form.absent(bytes);
                } else {
                    var row = ("|" + text + "|").getBytes(StandardCharsets.UTF_8);
                    assertThat(form.text(row, 1, row.length - 1, bytes)).isTrue();
                }
                form.end(bytes);
            }
            PostgresBinary.trailer(bytes);
            var copy =
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY sent FROM STDIN (FORMAT binary)");
            copy.writeToCopy(bytes.array(), 0, bytes.length());
            copy.endCopy();
        }
        List<@Nullable String> values = new ArrayList<>();
        TestWarehouse.POSTGRESQL
                .rows(address, "SELECT value FROM sent ORDER BY number")
                .forEach(row -> values.add(row.getFirst()));
        assertThat(values).isEqualTo(expected);
    }

    @Test
    void aNulIsToldWhereverItStands() {
        var form = new PostgresBinary(1);
        for (int length = 1; length < 40; length++) {
            for (int at = 0; at < length; at++) {
                var plain = "\u00e9".repeat(length).getBytes(StandardCharsets.ISO_8859_1);
                plain[at] = 0;
                assertThat(form.text(plain, 0, length, new Bytes())).isFalse();
                var quoted = ("\"" + new String(plain, StandardCharsets.ISO_8859_1) + "\"")
                        .getBytes(StandardCharsets.ISO_8859_1);
                assertThat(form.text(quoted, 0, quoted.length, new Bytes())).isFalse();
            }
        }
    }

    private static String clock(LocalTime time) {
        var fraction = "%09d".formatted(time.getNano()).substring(0, RANDOM.nextInt(10));
        return "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond())
                + (fraction.isEmpty() ? "" : "." + fraction);
    }

    private static String cut(String text) {
        return text.replaceAll("(\\.\\d{6})\\d+", "$1");
    }
}
