package org.almoner.sample;

/** Verhoeff's check digit (J. Verhoeff, Error Detecting Decimal Codes, 1969), which identifiers of SNOMED CT end in. */
final class Verhoeff {

    private static final int TURNS = 5;
    private static final int[] FIRST = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private Verhoeff() {}

    /** The digits with their check digit after them. */
    static String checked(String digits) {
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            check = product(check, permuted(digit, i + 1));
        }
        return digits + inverse(check);
    }

    /** A turn, or a turn and a flip from 5 on, of a pentagon. */
    private static int product(int one, int other) {
        int turned = one < TURNS ? one + other % TURNS : one - other % TURNS;
        boolean flipped = one >= TURNS ^ other >= TURNS;
        return Math.floorMod(turned, TURNS) + (flipped ? TURNS : 0);
    }

    private static int permuted(int digit, int times) {
        int permuted = digit;
        for (int i = 0; i < times % 8; i++) {
            permuted = FIRST[permuted];
        }
        return permuted;
    }

    private static int inverse(int check) {
        return check < TURNS ? Math.floorMod(-check, TURNS) : check;
    }
}
