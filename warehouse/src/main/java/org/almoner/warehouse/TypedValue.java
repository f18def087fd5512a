package org.almoner.warehouse;

import java.time.LocalDate;

/** What a text says that {@link TypedText} found to be a value. Of moments, what is finer than a microsecond is cut off. */
final class TypedValue {

    private static final int MICRO_DIGITS = 6;
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;

    /** Characters of {@code YYYY-MM-DD} and of {@code hh:mm:ss}. */
    private static final int DATE = 10;

    private static final int CLOCK = 8;

    private TypedValue() {}

    /** Of a boolean. */
    static boolean truth(byte[] text, int start) {
        return text[start] == 't';
    }

    /** Of an integer. */
    static long integer(byte[] text, int start, int end) {
        boolean negative = text[start] == '-';
        // Below zero, as there is one more of these.
        long value = 0;
        for (int at = negative ? start + 1 : start; at < end; at++) {
            value = 10 * value - (text[at] - '0');
        }
        return negative ? value : -value;
    }

    /** Of a date, or of a moment's date: days since 1970-01-01. */
    static int epochDay(byte[] text, int start) {
        return (int) LocalDate.of(number(text, start, 4), number(text, start + 5, 2), number(text, start + 8, 2))
                .toEpochDay();
    }

    /** Of a moment: microseconds since 1970-01-01T00:00:00Z. */
    static long epochMicros(byte[] text, int start, int end) {
        int clockEnd = text[end - 1] == 'Z' ? end - 1 : end - "+hh:mm".length();
        long local = epochDay(text, start) * DAY + microsOfDay(text, start + DATE + 1, clockEnd);
        if (text[end - 1] == 'Z') {
            return local;
        }
        long offset = (number(text, clockEnd + 1, 2) * 60L + number(text, clockEnd + 4, 2)) * 60 * SECOND;
        return text[clockEnd] == '-' ? local + offset : local - offset;
    }

    /** Of a time: microseconds since midnight. */
    static long microsOfDay(byte[] text, int start, int end) {
        long seconds = (number(text, start, 2) * 60L + number(text, start + 3, 2)) * 60 + number(text, start + 6, 2);
        long micros = 0;
        int fraction = start + CLOCK + 1;
        for (int i = 0; i < MICRO_DIGITS; i++) {
            micros = 10 * micros + (fraction + i < end ? text[fraction + i] - '0' : 0);
        }
        return seconds * SECOND + micros;
    }

    private static int number(byte[] text, int start, int digits) {
        int number = 0;
        for (int at = start; at < start + digits; at++) {
            number = 10 * number + text[at] - '0';
        }
        return number;
    }
}
