package org.almoner.codeset.read;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.almoner.codeset.profile.DateForm;
import org.almoner.codeset.profile.ValueType;

/** Reads cells as values, and writes them in one form whatever they were in. */
final class Values {

    private static final int LONGEST_NUMBER = 100;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private Values() {}

    /**
     * Writes the value of a cell after the cells of its record: numbers as JSON has them (RFC 8259 §6), dates as ISO 8601 has them
     * ({@code YYYY-MM-DD}), {@code true} or {@code false}.
     *
     * @param start where the cell begins, which is not empty
     * @return false if it is no value of the type, and nothing is written
     */
    static boolean write(ValueType type, Cells cells, int start, int end) {
        byte[] text = cells.bytes();
        return switch (type) {
            case ValueType.Text _ -> {
                cells.add(text, start, end);
                yield true;
            }
            case ValueType.Whole _ -> whole(cells, text, start, end);
            case ValueType.Decimal _ -> decimal(cells, text, start, end);
            case ValueType.Truth truth -> truth(truth, cells, text, start, end);
            case ValueType.Day(var form) -> day(form, cells, text, start, end);
        };
    }

    private static boolean whole(Cells cells, byte[] text, int start, int end) {
        boolean negative = text[start] == '-';
        int at = negative ? start + 1 : start;
        if (at == end || !digits(text, at, end)) {
            return false;
        }
        while (at < end - 1 && text[at] == '0') {
            at++;
        }
        // Nineteen digits may be more than 64 bits hold.
        if (end - at > 19 || (end - at == 19 && !fits(text, at, end, negative))) {
            return false;
        }
        if (negative && text[at] != '0') {
            cells.add('-');
        }
        cells.add(text, at, end);
        return true;
    }

    private static boolean fits(byte[] text, int start, int end, boolean negative) {
        try {
            Long.parseLong((negative ? "-" : "") + new String(text, start, end - start, StandardCharsets.US_ASCII));
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean decimal(Cells cells, byte[] text, int start, int end) {
        if (end - start > LONGEST_NUMBER) {
            return false;
        }
        int at = start;
        boolean negative = text[at] == '-';
        at += negative ? 1 : 0;
        at += at < end && text[at] == '$' ? 1 : 0;
        int point = at;
        while (point < end && text[point] != '.') {
            point++;
        }
        if (point == end ? at == end : !digits(text, point + 1, end) || point + 1 == end) {
            return false;
        }
        if (!grouped(text, at, point)) {
            return false;
        }
        while (at < point && (text[at] == '0' || text[at] == ',')) {
            at++;
        }
        if (negative) {
            cells.add('-');
        }
        if (at == point) {
            cells.add('0');
        }
        for (; at < point; at++) {
            if (text[at] != ',') {
                cells.add(text[at]);
            }
        }
        cells.add(text, point, end);
        return true;
    }

    /** Digits, or digits with a comma before every third from the end; or nothing at all. */
    private static boolean grouped(byte[] text, int start, int end) {
        boolean commas = false;
        for (int at = start; at < end; at++) {
            boolean due = (end - at) % 4 == 0;
            if (text[at] == ',') {
                if (!due || at == start) {
                    return false;
                }
                commas = true;
            } else if (text[at] < '0' || text[at] > '9' || (commas && due)) {
                return false;
            }
        }
        return true;
    }

    private static boolean truth(ValueType.Truth truth, Cells cells, byte[] text, int start, int end) {
        // Of one character in most sets, and there are millions.
        var word = end - start == 1
                ? String.valueOf(Character.toLowerCase((char) text[start]))
                : new String(text, start, end - start, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        if (truth.yes().contains(word)) {
            cells.add(TRUE, 0, TRUE.length);
            return true;
        }
        if (truth.no().contains(word)) {
            cells.add(FALSE, 0, FALSE.length);
            return true;
        }
        return false;
    }

    private static boolean day(DateForm form, Cells cells, byte[] text, int start, int end) {
        var pattern = form.pattern();
        if (end - start != pattern.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            char wanted = pattern.charAt(i);
            byte found = text[start + i];
            boolean letter = wanted == 'y' || wanted == 'M' || wanted == 'd';
            if (letter ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        int year = 100 * two(text, start + form.year()) + two(text, start + form.year() + 2);
        int month = two(text, start + form.month());
        int day = two(text, start + form.day());
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > days(year, month)) {
            return false;
        }
        cells.add(text, start + form.year(), start + form.year() + 4);
        cells.add('-');
        cells.add(text, start + form.month(), start + form.month() + 2);
        cells.add('-');
        cells.add(text, start + form.day(), start + form.day() + 2);
        return true;
    }

    private static int days(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static int two(byte[] text, int at) {
        return 10 * (text[at] - '0') + text[at + 1] - '0';
    }

    private static boolean digits(byte[] text, int start, int end) {
        for (int at = start; at < end; at++) {
            if (text[at] < '0' || text[at] > '9') {
                return false;
            }
        }
        return true;
    }
}
