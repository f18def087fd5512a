package org.almoner.bench.measure;

import java.util.List;
import java.util.Locale;

/** The middle and the extremes of one figure that was measured several times, in the unit of the figure. */
public record Spread(double median, double min, double max) {

    /**
     * Of an even number of figures the median is the mean of the middle two.
     *
     * @throws IllegalArgumentException if there are no figures
     */
    public static Spread of(List<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("No figures to take the median of");
        }
        var sorted = figures.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /** With two decimals: the median, and the extremes in brackets. */
    public String text() {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, min, max);
    }
}
