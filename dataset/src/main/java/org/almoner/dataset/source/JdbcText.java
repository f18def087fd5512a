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
    private static final int LAST_YEAR = 9_999;

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

    /**
     * Writes a value.
     *
     * @return how many bytes it has
     * @throws IllegalArgumentException if it is not of the declared type
     */
    static int write(ResultSet rows, int column, ColumnType type, RowSink sink) throws SQLException {
        var value = type == ColumnType.STRING ? rows.getString(column) : rows.getObject(column);
        if (value == null) {
            sink.absent();
            return 0;
        }
        var text = text(rows, column, type, value).getBytes(StandardCharsets.UTF_8);
        sink.value(text, 0, text.length);
        return text.length;
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
                    case Double number when type == ColumnType.DECIMAL && Double.isFinite(number) -> plain(number);
                    case Float number when type == ColumnType.DECIMAL && Float.isFinite(number) -> plain(number);
                    default -> throw wrong(rows, column, type, value);
                };
            case DATE ->
                switch (value) {
                    case Date _, LocalDate _ -> day(rows, column);
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

    private static String plain(Number number) {
        return new BigDecimal(number.toString()).toPlainString();
    }

    /** With an offset where the database keeps a point in time, without one where it keeps a clock's face. */
    private static String moment(ResultSet rows, int column, Object value) throws SQLException {
        return switch (value) {
            case OffsetDateTime moment -> moment(moment);
            case LocalDateTime local -> clock(local);
            case Date _, LocalDate _ -> day(rows, column);
            case Timestamp _ -> {
                var name = rows.getMetaData().getColumnTypeName(column);
                yield name.equalsIgnoreCase("timestamptz")
                                || name.toUpperCase(Locale.ROOT).contains("WITH TIME ZONE")
                        ? moment(inUtc(rows.getObject(column, OffsetDateTime.class)))
                        : clock(rows.getObject(column, LocalDateTime.class));
            }
            default -> throw wrong(rows, column, ColumnType.DATE_TIME, value);
        };
    }

    private static OffsetDateTime inUtc(OffsetDateTime moment) {
        // Before, since infinity has no other offset.
        requireYear(moment.getYear());
        return moment.withOffsetSameInstant(ZoneOffset.UTC);
    }

    private static String moment(OffsetDateTime moment) {
        requireYear(moment.getYear());
        return OFFSET.format(moment);
    }

    private static String clock(LocalDateTime local) {
        requireYear(local.getYear());
        return LOCAL.format(local);
    }

    /** Asked for anew, since a {@link Date} knows no years before Christ. */
    private static String day(ResultSet rows, int column) throws SQLException {
        var day = rows.getObject(column, LocalDate.class);
        requireYear(day.getYear());
        return day.toString();
    }

    /** Years have four digits in an extract; what some databases take for infinity has more. */
    private static void requireYear(int year) {
        if (year < 1 || year > LAST_YEAR) {
            throw new IllegalArgumentException("a date or time is not in the years 1 to " + LAST_YEAR);
        }
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
