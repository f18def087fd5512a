package org.almoner.dataset.view;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A date, a date with a time or a time, as precise as it was written (FHIR R4, datatypes, date, dateTime, instant and
 * time). Used again for the next one.
 */
final class Moment {
    /** Instead of an order: one is not precise enough, or only one says its offset. */
    static final int UNKNOWN = 2;
    /** Instead of an order: there are no two moments. */
    static final int NONE = 3;

    private static final int YEAR = 0;
    private static final int MONTH = 1;
    private static final int DAY = 2;
    private static final int HOUR = 3;
    private static final int MINUTE = 4;
    private static final int SECOND = 5;

    private final int[] parts = new int[6];
    /** The first part that is said: {@link #HOUR} for a time. */
    private int first;
    /** After the last part that is said. */
    private int count;

    private int nanos;
    private int fractionDigits;
    private boolean clock;
    private boolean zoned;
    private int offsetMinutes;

    private byte[] text = new byte[0];
    private int position;
    private int end;

    static boolean reads(String text, Type type) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var moment = new Moment();
        return moment.read(bytes, 0, bytes.length)
                && switch (type) {
                    case DATE -> moment.first == YEAR && !moment.clock;
                    case DATE_TIME -> moment.first == YEAR;
                    case TIME -> moment.first == HOUR;
                    case ANY, BOOLEAN, STRING, INTEGER, DECIMAL, PERIOD, COMPLEX -> false;
                };
    }

    boolean isTime() {
        return first == HOUR;
    }

    /** Whether it is a date with a time. */
    boolean hasClock() {
        return clock;
    }

    /** Returns false if it is not one, or not in the calendar. */
    boolean read(byte[] bytes, int from, int to) {
        text = bytes;
        position = from;
        end = to;
        count = 0;
        nanos = 0;
        fractionDigits = 0;
        clock = false;
        zoned = false;
        offsetMinutes = 0;
        if (to - from > 2 && bytes[from + 2] == ':') {
            first = HOUR;
            count = HOUR;
            return clock() && position == end;
        }
        first = YEAR;
        if (!number(YEAR, 4, 1, 9999)) {
            return false;
        }
        if (taken('-')) {
            if (!number(MONTH, 2, 1, 12)) {
                return false;
            }
            if (taken('-')
                    && !number(
                            DAY, 2, 1, YearMonth.of(parts[YEAR], parts[MONTH]).lengthOfMonth())) {
                return false;
            }
        }
        if (taken('T')) {
            clock = true;
            // A literal may end here, to say that it is a dateTime.
            if (position < end && (count != HOUR || !clock() || !zone())) {
                return false;
            }
        }
        return position == end;
    }

    private boolean clock() {
        if (!number(HOUR, 2, 0, 23)) {
            return false;
        }
        if (!taken(':')) {
            return true;
        }
        if (!number(MINUTE, 2, 0, 59)) {
            return false;
        }
        if (!taken(':')) {
            return true;
        }
        // 60 is a leap second.
        if (!number(SECOND, 2, 0, 60)) {
            return false;
        }
        return !taken('.') || fraction();
    }

    private boolean fraction() {
        int scale = 100_000_000;
        int start = position;
        while (position < end && text[position] >= '0' && text[position] <= '9') {
            nanos += (text[position++] - '0') * scale;
            scale /= 10;
        }
        fractionDigits = position - start;
        return fractionDigits > 0;
    }

    private boolean zone() {
        if (taken('Z')) {
            zoned = true;
            return true;
        }
        int sign = taken('+') ? 1 : taken('-') ? -1 : 0;
        if (sign == 0) {
            return true;
        }
        int hours = digits(2);
        if (hours < 0 || hours > 14 || !taken(':')) {
            return false;
        }
        int minutes = digits(2);
        zoned = true;
        offsetMinutes = sign * (hours * 60 + minutes);
        return minutes >= 0 && minutes <= 59;
    }

    private boolean taken(char c) {
        if (position < end && text[position] == c) {
            position++;
            return true;
        }
        return false;
    }

    private boolean number(int part, int width, int least, int most) {
        int value = digits(width);
        parts[part] = value;
        count = part + 1;
        return value >= least && value <= most;
    }

    /** -1 if there are not that many. */
    private int digits(int width) {
        if (end - position < width) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < width; i++) {
            int digit = text[position++] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** -1, 0 or 1, {@link #UNKNOWN}, or {@link #NONE} if one is a time and the other has a date. */
    int compareTo(Moment other) {
        if (first != other.first) {
            return NONE;
        }
        int shared = Math.min(count, other.count);
        if (shared > HOUR && zoned != other.zoned) {
            return UNKNOWN;
        }
        int from = first;
        if (zoned && other.zoned && shared > MINUTE) {
            int order = Long.compare(utcMinutes(), other.utcMinutes());
            if (order != 0) {
                return order;
            }
            from = SECOND;
        }
        for (int i = from; i < shared; i++) {
            if (parts[i] != other.parts[i]) {
                return parts[i] < other.parts[i] ? -1 : 1;
            }
        }
        return count != other.count ? UNKNOWN : Integer.compare(nanos, other.nanos);
    }

    private long utcMinutes() {
        long days = LocalDate.of(parts[YEAR], parts[MONTH], parts[DAY]).toEpochDay();
        return (days * 24 + parts[HOUR]) * 60 + parts[MINUTE] - offsetMinutes;
    }

    /** The earliest or latest date that it can mean. */
    String dateBoundary(boolean low) {
        int month = count > MONTH ? parts[MONTH] : low ? 1 : 12;
        int day = count > DAY
                ? parts[DAY]
                : low ? 1 : YearMonth.of(parts[YEAR], month).lengthOfMonth();
        return "%04d-%02d-%02d".formatted(parts[YEAR], month, day);
    }

    /** The earliest or latest instant that it can mean, to the millisecond, where on earth it is taken to be. */
    String dateTimeBoundary(boolean low) {
        var zone = zoned ? offset() : low ? "+14:00" : "-12:00";
        return dateBoundary(low) + "T" + timeBoundary(low) + zone;
    }

    /** The earliest or latest time that it can mean, to the millisecond. */
    String timeBoundary(boolean low) {
        int hour = count > HOUR ? parts[HOUR] : low ? 0 : 23;
        int minute = count > MINUTE ? parts[MINUTE] : low ? 0 : 59;
        int second = count > SECOND ? parts[SECOND] : low ? 0 : 59;
        var fraction = new StringBuilder("%09d".formatted(nanos));
        for (int i = fractionDigits; i < 9; i++) {
            fraction.setCharAt(i, low ? '0' : '9');
        }
        fraction.setLength(Math.clamp(fractionDigits, 3, 9));
        return "%02d:%02d:%02d.%s".formatted(hour, minute, second, fraction);
    }

    private String offset() {
        int minutes = Math.abs(offsetMinutes);
        return offsetMinutes == 0
                ? "Z"
                : "%s%02d:%02d".formatted(offsetMinutes < 0 ? "-" : "+", minutes / 60, minutes % 60);
    }
}
