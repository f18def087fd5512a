package org.almoner.bench.download;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import org.almoner.bench.measure.Spread;
import org.almoner.bench.measure.Wrk.Latency;

/** What came of one case. */
sealed interface CaseResult {

    Case of();

    /** The case could not be measured, or its figures mean nothing. */
    record Failed(Case of, String reason) implements CaseResult {}

    /** @param rounds of each server by its name, all of the same number, in the order in which they ran */
    record Measured(Case of, Map<String, List<Round>> rounds) implements CaseResult {

        Spread rate(String server) {
            return spread(server, of.unit()::rate);
        }

        /** Processor time of the server for each thing done, in the unit of the case. */
        Spread serverCost(String server) {
            return spread(server, round -> of.unit().cost(round.serverCpu(), round));
        }

        /** Processor time of the load generator for each thing done, in the unit of the case. */
        Spread loadCost(String server) {
            return spread(server, round -> of.unit().cost(round.loadCpu(), round));
        }

        /** The rate of one server divided by that of the other in the same round. */
        Spread ratio(String server, String peer) {
            var ratios = new ArrayList<Double>();
            for (int i = 0; i < rounds(server).size(); i++) {
                ratios.add(of.unit().rate(rounds(server).get(i))
                        / of.unit().rate(rounds(peer).get(i)));
            }
            return Spread.of(ratios);
        }

        /** In milliseconds. */
        Optional<Spread> p50(String server) {
            return latency(server, latency -> latency.p50().toNanos() / 1e6);
        }

        /** In milliseconds. */
        Optional<Spread> p99(String server) {
            return latency(server, latency -> latency.p99().toNanos() / 1e6);
        }

        private Optional<Spread> latency(String server, ToDoubleFunction<Latency> figure) {
            var figures = rounds(server).stream()
                    .flatMap(round -> round.work().latency().stream())
                    .map(figure::applyAsDouble)
                    .toList();
            return figures.isEmpty() ? Optional.empty() : Optional.of(Spread.of(figures));
        }

        private Spread spread(String server, ToDoubleFunction<Round> figure) {
            return Spread.of(rounds(server).stream().map(figure::applyAsDouble).toList());
        }

        private List<Round> rounds(String server) {
            return rounds.getOrDefault(server, List.of());
        }
    }
}
