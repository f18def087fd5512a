package org.almoner.cli.output;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text for a terminal. */
public final class Plain {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Plain() {}

    /** Text from a server, unable to move the cursor, change colours or look like something else. */
    public static String text(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }

    /** A number of bytes as people say it, in powers of ten: {@code 1.2 GB}. */
    public static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double number = bytes / 1000.0;
        int unit = 0;
        // From 999.95 on, one decimal would round to 1000.0.
        while (number >= 999.95 && unit < UNITS.length - 1) {
            number /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", number, UNITS[unit]);
    }

    /** {@code 1 file}, {@code 2 files}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
