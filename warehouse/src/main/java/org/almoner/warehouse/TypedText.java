package org.almoner.warehouse;

import org.almoner.dataset.row.ColumnType;

/**
 * Which texts are values of a type, for every database alike: one that a database took and another refused, or understood otherwise,
 * must not depend on which one it is. What is no value goes into the column beside it alone.
 *
 * <ul>
 *   <li>{@code date}: a whole day {@code YYYY-MM-DD} of the years 1 to 9999 that the calendar has.
 *   <li>{@code dateTime}: such a day, {@code T}, {@code hh:mm:ss} with up to 9 digits of a fraction, and an offset of at most 14 hours:
 *       {@code Z} or {@code +hh:mm}. Without an offset, or with less than seconds, it is no moment. A leap second is none either, as
 *       databases do not have it.
 *   <li>{@code time}: {@code hh:mm:ss} with up to 9 digits of a fraction.
 *   <li>{@code decimal}: a number as JSON has it (RFC 8259 §6), of at most 200 characters and with an exponent of at most 100 either way.
 *   <li>{@code integer}: digits, perhaps after a minus, of at most 64 bits.
 *   <li>{@code boolean}: {@code true} or {@code false}.
 * </ul>
 */
final class TypedText {

    private static final int LONGEST_NUMBER = 200;
    private static final int LARGEST_EXPONENT = 100;
    private static final int MOST_FRACTION_DIGITS = 9;
    private static final int LARGEST_OFFSET = 14 * 60;

    private final byte[] text;
    private final int end;
    private int at;

    private TypedText(byte[] text, int start, int end) {
        this.text = text;
        this.at = start;
        this.end = end;
    }

    /** Whether the bytes are a value of the type, and not an empty or quoted field. */
    static boolean isValue(ColumnType type, byte[] text, int start, int end) {
        var reader = new TypedText(text, start, end);
        return switch (type) {
            case STRING -> true;
            case BOOLEAN -> reader.word("true") || reader.word("false");
            case INTEGER -> reader.integer();
            case DECIMAL -> reader.decimal();
            case DATE -> reader.day() && reader.atEnd();
            case DATE_TIME -> reader.moment();
            case TIME -> reader.clock() && reader.atEnd();
        };
    }

    private boolean word(String word) {
        if (end - at != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean integer() {
        boolean negative = skip('-');
        if (atEnd()) {
            return false;
        }
        // Below zero, as there is one more of these.
        long value = 0;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
                return false;
            }
            value = value * 10 - digit;
        }
        return negative || value > Long.MIN_VALUE;
    }

    private boolean decimal() {
        if (end - at > LONGEST_NUMBER) {
            return false;
        }
        skip('-');
        int whole = at;
        if (!digits() || (at - whole > 1 && text[whole] == '0')) {
            return false;
        }
        if (skip('.') && !digits()) {
            return false;
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            int exponent = at;
            return digits() && atEnd() && number(exponent, end) <= LARGEST_EXPONENT;
        }
        return atEnd();
    }

    private boolean moment() {
        return day() && skip('T') && clock() && offset() && atEnd();
    }

    private boolean day() {
        if (!pattern("dddd-dd-dd")) {
            return false;
        }
        int year = number(at - 10, at - 6);
        int month = number(at - 5, at - 3);
        int day = number(at - 2, at);
        return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days(year, month);
    }

    private boolean clock() {
        if (!pattern("dd:dd:dd")) {
            return false;
        }
        boolean inDay = number(at - 8, at - 6) < 24 && number(at - 5, at - 3) < 60 && number(at - 2, at) < 60;
        if (!skip('.')) {
            return inDay;
        }
        int fraction = at;
        return inDay && digits() && at - fraction <= MOST_FRACTION_DIGITS;
    }

    private boolean offset() {
        if (skip('Z')) {
            return true;
        }
        if ((!skip('+') && !skip('-')) || !pattern("dd:dd")) {
            return false;
        }
        int minutes = number(at - 2, at);
        return minutes < 60 && 60 * number(at - 5, at - 3) + minutes <= LARGEST_OFFSET;
    }

    private static int days(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Goes past a text in which d stands for a digit. */
    private boolean pattern(String pattern) {
        if (end - at < pattern.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            int c = text[at + i];
            if (pattern.charAt(i) == 'd' ? c < '0' || c > '9' : c != pattern.charAt(i)) {
                return false;
            }
        }
        at += pattern.length();
        return true;
    }

    /** Goes past at least one digit. */
    private boolean digits() {
        int from = at;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at > from;
    }

    /** What the digits say, or more than any limit if they are very many. */
    private int number(int from, int to) {
        int number = 0;
        for (int i = from; i < to && number <= LARGEST_OFFSET * 100; i++) {
            number = 10 * number + text[i] - '0';
        }
        return number;
    }

    private boolean skip(char c) {
        boolean there = at < end && text[at] == c;
        if (there) {
            at++;
        }
        return there;
    }

    private boolean atEnd() {
        return at == end;
    }
}
