package org.almoner.cli.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what was meant by a name that does not exist. */
public final class Nearest {

    private Nearest() {}

    /** The most similar of the known names, if one is similar enough to be a slip of the pen. */
    public static Optional<String> to(String name, Collection<String> known) {
        var lower = name.toLowerCase(Locale.ROOT);
        int most = Math.max(1, name.length() / 3);
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(lower, each.toLowerCase(Locale.ROOT))))
                .filter(each -> distance(lower, each.toLowerCase(Locale.ROOT)) <= most);
    }

    /** How many letters must be put in, left out, changed or exchanged with their neighbour. */
    static int distance(String one, String other) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        Arrays.setAll(last, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[other.length()];
    }
}
