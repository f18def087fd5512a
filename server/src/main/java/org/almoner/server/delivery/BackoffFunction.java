package org.almoner.server.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How delays grow from the shortest to the longest in the third phase of SNS's policy. SNS names them; the curves are ours where it only draws them. */
enum BackoffFunction {
    /** By the same number of seconds each time. */
    LINEAR {
        @Override
        double part(int step, int last, double ratio) {
            return (double) step / last;
        }
    },
    /** By a number of seconds that itself grows by the same each time. */
    ARITHMETIC {
        @Override
        double part(int step, int last, double ratio) {
            return (double) step * (step + 1) / ((double) last * (last + 1));
        }
    },
    /** By the same factor each time. */
    GEOMETRIC {
        @Override
        double part(int step, int last, double ratio) {
            return ratio <= 1 ? 0 : (Math.pow(ratio, (double) step / last) - 1) / (ratio - 1);
        }
    },
    /** By a number of seconds that doubles each time. */
    EXPONENTIAL {
        @Override
        double part(int step, int last, double ratio) {
            return (Math.pow(2, step) - 1) / (Math.pow(2, last) - 1);
        }
    };

    /**
     * How much of the way from the shortest to the longest delay is gone.
     *
     * @param step 0 for the first retry of the phase
     * @param last the step of the last one, 1 or more
     * @param ratio the longest delay by the shortest
     * @return 0 to 1
     */
    abstract double part(int step, int last, double ratio);

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<BackoffFunction> of(String wireName) {
        return Arrays.stream(values())
                .filter(one -> one.wireName().equals(wireName))
                .findAny();
    }
}
