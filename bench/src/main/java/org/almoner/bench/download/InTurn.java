package org.almoner.bench.download;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Measures servers in turn, A B A B, so that whatever else changes on the machine meanwhile meets each of them, and
 * neighbours can be compared pair by pair.
 */
final class InTurn {

    private InTurn() {}

    static Map<String, List<Round>> measure(
            List<Contender> contenders, int rounds, Function<Contender, Round> measurement) {
        var measured = new LinkedHashMap<String, List<Round>>();
        for (int i = 0; i < rounds; i++) {
            for (var contender : contenders) {
                measured.computeIfAbsent(contender.name(), _ -> new ArrayList<>())
                        .add(measurement.apply(contender));
            }
        }
        return measured;
    }
}
