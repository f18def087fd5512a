package org.almoner.dataset.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

import org.almoner.dataset.row.ColumnType;
import org.almoner.dataset.row.RowSink;

/** How the values of a database read as text. */
final class JdbcText {

    private static final int NANO_DIGITS = 9;

    private static final DateTimeFormatter CLOCK = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, NANO_DIGITS, true)
            .toFormatter();

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'")
            .append(CLOCK)
            .toFormatter();

    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .append(LOCAL)
            .appendOffset("+HH:MM", "Z")
            .toFormatter();

    private JdbcText() {}

    /** @throws IllegalArgumentException if the value is not of the declared type */
    static void write(ResultSet rows, int column, ColumnType type, RowSink sink) throws SQLException {
        var value = type == ColumnType.STRING ? rows.getString(column) : rows.getObject(column);
        if (value == null) {
            sink.absent();
            return;
        }
        var text = text(rows, column, type, value).getBytes(StandardCharsets.UTF_8);
        sink.value(text, 0, text.length);
    }

    private static String text(ResultSet rows, int column, ColumnType type, Object value) throws SQLException {
        return switch (type) {
            case STRING -> value.toString();
            case BOOLEAN ->
                switch (value) {
                    case Boolean truth -> truth.toString();
                    default -> throw wrong(rows, column, type, value);
                };
            case INTEGER, DECIMAL ->
                switch (value) {
                    case BigDecimal decimal
                    when type == ColumnType.DECIMAL || decimal.scale() <= 0 -> decimal.toPlainString();
                    case Byte _, Short _, Integer _, Long _, BigInteger _ -> value.toString();
                    case Double _, Float _
                    when type == ColumnType.DECIMAL -> new BigDecimal(value.toString()).toPlainString();
                    default -> throw wrong(rows, column, type, value);
                };
            case DATE ->
                switch (value) {
                    case Date date -> date.toLocalDate().toString();
                    case LocalDate date -> date.toString();
                    default -> throw wrong(rows, column, type, value);
                };
            case TIME ->
                switch (value) {
                    case Time _ -> CLOCK.format(rows.getObject(column, LocalTime.class));
                    case LocalTime time -> CLOCK.format(time);
                    default -> throw wrong(rows, column, type, value);
                };
            case DATE_TIME -> moment(rows, column, value);
        };
    }

    /** With an offset where the database keeps a point in time, without one where it keeps a clock's face. */
    private static String moment(ResultSet rows, int column, Object value) throws SQLException {
        return switch (value) {
            case OffsetDateTime moment -> OFFSET.format(moment);
            case LocalDateTime local -> LOCAL.format(local);
            case Date date -> date.toLocalDate().toString();
            case LocalDate date -> date.toString();
            case Timestamp _ -> {
                var name = rows.getMetaData().getColumnTypeName(column);
                yield name.equalsIgnoreCase("timestamptz")
                                || name.toUpperCase(Locale.ROOT).contains("WITH TIME ZONE")
                        ? OFFSET.format(
                                rows.getObject(column, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC))
                        : LOCAL.format(rows.getObject(column, LocalDateTime.class));
            }
            default -> throw wrong(rows, column, ColumnType.DATE_TIME, value);
        };
    }

    private static IllegalArgumentException wrong(ResultSet rows, int column, ColumnType type, Object value)
            throws SQLException {
        return new IllegalArgumentException("column %s is declared as %s, but the query yields %s"
                .formatted(
                        rows.getMetaData().getColumnLabel(column),
                        type,
                        rows.getMetaData().getColumnTypeName(column) + " ("
                                + value.getClass().getSimpleName() + ")"));
    }
}
