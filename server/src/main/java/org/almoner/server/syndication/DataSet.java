package org.almoner.server.syndication;

import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A data set by its name and the version of its specification.
 *
 * @param type such as {@code LONG_REC}
 * @param version three numbers, such as {@code 1.0.0}
 */
public record DataSet(String type, String version) {

    /** Older versions first. */
    static final Comparator<DataSet> BY_VERSION = Comparator.comparing(
            dataSet -> Arrays.stream(dataSet.version().split("\\."))
                    .mapToInt(Integer::parseInt)
                    .toArray(),
            Arrays::compare);

    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9_]{0,62}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,6}\\.[0-9]{1,6}\\.[0-9]{1,6}");

    public DataSet {
        if (!isType(type)) {
            throw new IllegalArgumentException("Not the type of a data set: '" + type + "'");
        }
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("Not the version of a data set: '" + version + "'");
        }
    }

    static boolean isType(String text) {
        return TYPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return type + " " + version;
    }
}
