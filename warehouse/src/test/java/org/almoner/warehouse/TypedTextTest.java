package org.almoner.warehouse;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.almoner.dataset.row.ColumnType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class TypedTextTest {

    private static boolean isValue(ColumnType type, String text) {
        // Not at the end of the array, as in a row.
        var row = ("x|" + text + "|x").getBytes(UTF_8);
        return TypedText.isValue(type, row, 2, row.length - 2);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', textBlock = """
            BOOLEAN, true, true
            BOOLEAN, false, true
            BOOLEAN, True, false
            BOOLEAN, truex, false
            BOOLEAN, 1, false
            INTEGER, 0, true
            INTEGER, -0, true
            INTEGER, -, false
            INTEGER, +1, false
            INTEGER, 1.0, false
            INTEGER, 9223372036854775807, true
            INTEGER, 9223372036854775808, false
            INTEGER, -9223372036854775808, true
            INTEGER, -9223372036854775809, false
            INTEGER, 99999999999999999999, false
            DECIMAL, 1.10, true
            DECIMAL, -0.0, true
            DECIMAL, 1E+2, true
            DECIMAL, 1e-100, true
            DECIMAL, 1e101, false
            DECIMAL, 1e99999999999999999999, false
            DECIMAL, 01, false
            DECIMAL, .5, false
            DECIMAL, 5., false
            DECIMAL, NaN, false
            DECIMAL, Infinity, false
            DATE, 2024-02-29, true
            DATE, 2023-02-29, false
            DATE, 1900-02-29, false
            DATE, 2000-02-29, true
            DATE, 0000-01-01, false
            DATE, 2024-1-1, false
            DATE, 2024-01, false
            DATE, 2024, false
            DATE, 2024-01-01T00:00:00Z, false
            DATE_TIME, 2024-01-01T00:00:00Z, true
            DATE_TIME, 2024-01-01T00:00:00.123456789+14:00, true
            DATE_TIME, 2024-01-01T00:00:00.1234567890Z, false
            DATE_TIME, 2024-01-01T00:00:00.Z, false
            DATE_TIME, 2024-01-01T00:00:00+14:01, false
            DATE_TIME, 2024-01-01T00:00:00, false
            DATE_TIME, 2024-01-01T00:00Z, false
            DATE_TIME, 2024-01-01 00:00:00Z, false
            DATE_TIME, 2024-01-01T24:00:00Z, false
            DATE_TIME, 2024-01-01T23:59:60Z, false
            TIME, 23:59:59, true
            TIME, 23:59:59.999, true
            TIME, 24:00:00, false
            TIME, 12:00, false
            """)
    void isWhatItsDocumentationSays(ColumnType type, String text, boolean expected) {
        assertThat(isValue(type, text)).isEqualTo(expected);
    }

    @Property
    void daysAreThoseOfTheCalendar(@ForAll("days") String text) {
        assertThat(isValue(ColumnType.DATE, text))
                .isEqualTo(parses(() -> LocalDate.parse(
                        text, DateTimeFormatter.ISO_LOCAL_DATE.withResolverStyle(ResolverStyle.STRICT))));
    }

    @Property
    void timesAreThoseOfAClock(@ForAll("clocks") String text) {
        assertThat(isValue(ColumnType.TIME, text)).isEqualTo(parses(() -> LocalTime.parse(text)));
    }

    @Property
    void momentsAreWhatJavaTakesThemFor(
            @ForAll("days") String day, @ForAll("clocks") String clock, @ForAll("offsets") String offset) {
        var text = day + "T" + clock + offset;
        assertThat(isValue(ColumnType.DATE_TIME, text)).isEqualTo(parses(() -> OffsetDateTime.parse(text)));
    }

    @Property
    void integersAreThoseOf64Bits(@ForAll BigInteger number) {
        assertThat(isValue(ColumnType.INTEGER, number.toString())).isEqualTo(number.bitLength() < 64);
    }

    @Property
    void decimalsAreDecimals(@ForAll BigDecimal number) {
        var text = number.toPlainString();
        assertThat(isValue(ColumnType.DECIMAL, text)).isEqualTo(text.length() <= 200);
    }

    @Provide
    Arbitrary<String> days() {
        return Arbitraries.integers()
                .between(1, 9999)
                .flatMap(year -> Arbitraries.integers()
                        .between(0, 13)
                        .flatMap(month -> Arbitraries.integers()
                                .between(0, 32)
                                .map(day -> "%04d-%02d-%02d".formatted(year, month, day))));
    }

    @Provide
    Arbitrary<String> clocks() {
        return Arbitraries.integers()
                .between(0, 25)
                .flatMap(hour -> Arbitraries.integers()
                        .between(0, 61)
                        .flatMap(minute -> Arbitraries.of("00", "07.5", "59", "59.999999999", "60")
                                .map(second -> "%02d:%02d:%s".formatted(hour, minute, second))));
    }

    @Provide
    Arbitrary<String> offsets() {
        return Arbitraries.of("Z", "+00:00", "-05:00", "+05:45", "-14:00", "+13:59", "+13:60", "", "z ");
    }

    private interface Parse {
        Object parse();
    }

    private static boolean parses(Parse parse) {
        try {
            parse.parse();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
