package org.almoner.warehouse;

/**
 * Writes numbers as PostgreSQL's {@code numeric} is sent: digits to the base of 10 000 from the first that is not zero on, how many of
 * them are left of the point, and how many decimal digits are shown behind it, so that the zeros of {@code 1.10} stay.
 *
 * <p>Not safe for use by several threads.
 */
final class PostgresNumeric {

    private static final int GROUP = 4;
    private static final int POSITIVE = 0x0000;
    private static final int NEGATIVE = 0x4000;

    private byte[] digits = new byte[64];
    private int count;
    /** Where the point is among the digits; perhaps before the first, or after the last. */
    private int point;

    /** @param text a number as {@link TypedText} has it */
    void add(byte[] text, int start, int end, Bytes into) {
        boolean negative = text[start] == '-';
        read(text, negative ? start + 1 : start, end);
        int shown = Math.max(0, count - point);
        int first = 0;
        while (first < count && digits[first] == 0) {
            first++;
        }
        int last = count;
        while (last > first && digits[last - 1] == 0) {
            last--;
        }
        if (first == last) {
            head(0, 0, POSITIVE, shown, into);
            return;
        }
        // Groups are counted from the point: the first digit is in this one, which is 0 for 1 to 9999.
        int weight = Math.floorDiv(point - first - 1, GROUP);
        int lowest = Math.floorDiv(point - last, GROUP);
        head(weight - lowest + 1, weight, negative ? NEGATIVE : POSITIVE, shown, into);
        for (int group = weight; group >= lowest; group--) {
            int from = point - (group + 1) * GROUP;
            int value = 0;
            for (int at = from; at < from + GROUP; at++) {
                value = 10 * value + (at >= first && at < last ? digits[at] : 0);
            }
            into.addShort(value);
        }
    }

    private static void head(int groups, int weight, int sign, int shown, Bytes into) {
        into.addInt((4 + groups) * Short.BYTES);
        into.addShort(groups);
        into.addShort(weight);
        into.addShort(sign);
        into.addShort(shown);
    }

    private void read(byte[] text, int start, int end) {
        if (digits.length < end - start) {
            digits = new byte[end - start];
        }
        count = 0;
        point = -1;
        int exponent = 0;
        for (int at = start; at < end; at++) {
            int c = text[at];
            if (c == '.') {
                point = count;
            } else if (c == 'e' || c == 'E') {
                exponent = exponent(text, at + 1, end);
                break;
            } else {
                digits[count++] = (byte) (c - '0');
            }
        }
        point = (point < 0 ? count : point) + exponent;
    }

    private static int exponent(byte[] text, int start, int end) {
        boolean signed = text[start] == '-' || text[start] == '+';
        int exponent = 0;
        for (int at = signed ? start + 1 : start; at < end; at++) {
            exponent = 10 * exponent + text[at] - '0';
        }
        return text[start] == '-' ? -exponent : exponent;
    }
}
