package org.almoner.codeset.read;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers of cells as text. A workbook has days as numbers, too: only the format of a cell tells them (ECMA-376 part 1, §18.17.4 and
 * §18.8.30).
 */
final class CellNumbers {

    /** What Excel keeps of a number; the digits after these are how binary fractions are written (§18.17.5.2). */
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

    private static final Pattern FRACTION =
            Pattern.compile("-?\\d{1,20}\\.\\d{1,30}|-?\\d{1,20}(\\.\\d{1,30})?E[-+]?\\d{1,3}");

    /** Texts, escaped characters, and what is in brackets: colours, conditions, countries and hours that go on counting. */
    private static final Pattern NOT_PART_OF_DAYS = Pattern.compile("\"[^\"]*\"|\\\\.|[_*].|\\[[^]]*]|;.*");

    private static final Pattern DAY = Pattern.compile("[yd]|^[^hs]*m[^hs]*$", Pattern.CASE_INSENSITIVE);
    private static final String MIDNIGHT = "T00:00:00";
    private static final int SECONDS = 24 * 60 * 60;

    /** Of the last day of the year 9999. */
    private static final double MOST_DAYS = 2_958_466;

    /** The day that never was: 29 February 1900. */
    private static final int NO_DAY = 60;

    private final BitSet days;
    private final boolean from1904;

    /**
     * Of one workbook.
     *
     * @param days styles of cells that hold days, by their numbers
     * @param from1904 whether days are counted from 1904 on (§18.2.28)
     */
    CellNumbers(BitSet days, boolean from1904) {
        this.days = (BitSet) days.clone();
        this.from1904 = from1904;
    }

    /** Whether one of the formats that need no code is one of days (§18.8.30). */
    static boolean isOfDays(int format) {
        return (format >= 14 && format <= 17) || format == 22;
    }

    /** Whether a format's code is one of days. Times alone are none. */
    static boolean isOfDays(String code) {
        return DAY.matcher(NOT_PART_OF_DAYS.matcher(code).replaceAll("")).find();
    }

    /**
     * A number for people and layouts: a day as ISO 8601 has it, with its time if it has one; otherwise its digits, without an exponent and
     * as many as Excel has.
     *
     * @param style of the cell
     */
    String shown(String number, int style) {
        return (style >= 0 && days.get(style) ? day(number) : Optional.<String>empty()).orElseGet(() -> plain(number));
    }

    private static String plain(String number) {
        if (!FRACTION.matcher(number).matches()) {
            return number;
        }
        var rounded = new BigDecimal(number).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** The day that a number stands for; nothing if it stands for none. */
    private Optional<String> day(String number) {
        double count;
        try {
            count = Double.parseDouble(number);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
        if (!(count >= (from1904 ? 0 : 1) && count < MOST_DAYS) || (!from1904 && (int) count == NO_DAY)) {
            return Optional.empty();
        }
        var first = from1904
                ? LocalDate.of(1904, 1, 1)
                : count < NO_DAY ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
        long seconds = Math.round(count * SECONDS);
        var day = LocalDateTime.of(first, LocalTime.MIDNIGHT).plusSeconds(seconds);
        return Optional.of(withoutMidnight(day.toLocalDate() + "T" + seconds(day.toLocalTime())));
    }

    private static String seconds(LocalTime time) {
        return "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
    }

    /** A day, and its time if that is not midnight. */
    static String withoutMidnight(String day) {
        return day.endsWith(MIDNIGHT) ? day.substring(0, day.length() - MIDNIGHT.length()) : day;
    }
}
