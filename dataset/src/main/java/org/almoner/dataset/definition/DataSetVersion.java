package org.almoner.dataset.definition;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The version of a data set. A new patch changes descriptions, a new minor version adds entities or columns, a new major
 * version changes or removes some.
 */
public record DataSetVersion(int major, int minor, int patch) implements Comparable<DataSetVersion> {

    private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})");

    /** @param text such as {@code 1.0.0}: three numbers of up to six digits; empty if it is anything else */
    public static Optional<DataSetVersion> of(String text) {
        var found = FORM.matcher(text);
        return found.matches()
                ? Optional.of(new DataSetVersion(
                        Integer.parseInt(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        Integer.parseInt(found.group(3))))
                : Optional.empty();
    }

    @Override
    public int compareTo(DataSetVersion other) {
        return Comparator.comparingInt(DataSetVersion::major)
                .thenComparingInt(DataSetVersion::minor)
                .thenComparingInt(DataSetVersion::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
