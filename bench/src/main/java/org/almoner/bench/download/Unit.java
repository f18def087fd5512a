package org.almoner.bench.download;

import java.time.Duration;

/** What a case counts, and what cost is set against. */
enum Unit {
    MEGABYTES("MB/s", "s/GB") {
        @Override
        double rate(Round round) {
            return round.work().bytes() / 1e6 / seconds(round.work().took());
        }

        @Override
        double cost(Duration cpu, Round round) {
            return seconds(cpu) / (round.work().bytes() / 1e9);
        }
    },
    REQUESTS("req/s", "µs/req") {
        @Override
        double rate(Round round) {
            return round.work().requests() / seconds(round.work().took());
        }

        @Override
        double cost(Duration cpu, Round round) {
            return seconds(cpu) * 1e6 / round.work().requests();
        }
    };

    private final String rateLabel;
    private final String costLabel;

    Unit(String rateLabel, String costLabel) {
        this.rateLabel = rateLabel;
        this.costLabel = costLabel;
    }

    /** How much was done in a second. */
    abstract double rate(Round round);

    /** Processor time for each thing done. */
    abstract double cost(Duration cpu, Round round);

    String rateLabel() {
        return rateLabel;
    }

    String costLabel() {
        return costLabel;
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
