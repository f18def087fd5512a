package org.almoner.codeset.rule;

/** Check digits of codes in ASCII. */
final class CheckDigits {

    /** How the dihedral group of ten elements multiplies (J. Verhoeff, Error Detecting Decimal Codes, 1969). */
    private static final byte[][] PRODUCT = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
        {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
        {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };

    /** What a digit becomes by its position from the right, modulo 8. */
    private static final byte[][] PERMUTED = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
        {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
        {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
        {9, 4, 5, 3, 1, 2, 6, 8, 7, 0},
        {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
        {2, 7, 9, 3, 8, 0, 6, 4, 1, 5},
        {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}
    };

    private CheckDigits() {}

    /** Whether digits end in Verhoeff's check digit. False of what are no digits. */
    static boolean isVerhoeff(byte[] bytes, int start, int end) {
        int check = 0;
        for (int at = end - 1, position = 0; at >= start; at--, position++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            check = PRODUCT[check][PERMUTED[position & 7][digit]];
        }
        return check == 0 && end > start;
    }

    /**
     * Whether digits, a hyphen and a last digit end in LOINC's check digit: modulus 10, every other digit from the right doubled (LOINC
     * Users' Guide, appendix C). False of anything else.
     */
    static boolean isLoinc(byte[] bytes, int start, int end) {
        if (end - start < 3 || bytes[end - 2] != '-') {
            return false;
        }
        int sum = bytes[end - 1] - '0';
        for (int at = end - 3, position = 0; at >= start; at--, position++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            int weighted = position % 2 == 0 ? 2 * digit : digit;
            sum += weighted / 10 + weighted % 10;
        }
        return bytes[end - 1] >= '0' && bytes[end - 1] <= '9' && sum % 10 == 0;
    }
}
