package org.almoner.bench.codesets;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.almoner.bench.measure.Machine;
import org.almoner.bench.measure.ReportText;
import org.almoner.bench.measure.Spread;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured.
 *
 * @param heap that the JVMs may have
 */
record CodeSetsReport(Machine machine, String heap, Map<Shape, Measured> shapes) {

    /**
     * One shape.
     *
     * @param rows of the release after
     * @param bytes of it
     */
    record Measured(long rows, long bytes, List<Round> rounds) {}

    /**
     * One round, in the units of the names.
     *
     * @param sortSeconds both releases sorted and compared with {@code comm}
     * @param seconds check and diff by one process, from its start to its end
     * @param checkSeconds the check in it
     * @param diffSeconds the diff in it
     * @param warmSeconds both in a process that has done it before
     * @param heapPeak in bytes
     */
    record Round(
            double sortSeconds,
            double seconds,
            double checkSeconds,
            double diffSeconds,
            double warmSeconds,
            long heapPeak) {}

    String json() {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    String markdown() {
        var text = new ReportText(machine, "releases made up and unpacked, heap of " + heap);
        text.line(
                "| release | rows | MB | sort, sort, comm: s | check and diff: s | the check: s | the diff: s | both, warm: s | peak heap MB |");
        text.line("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        shapes.forEach((shape, measured) -> text.line(
                "| %s | %,d | %.1f | %s | %s | %s | %s | %s | %d |",
                shape.title(),
                measured.rows(),
                measured.bytes() / 1e6,
                spread(measured, Round::sortSeconds),
                spread(measured, Round::seconds),
                spread(measured, Round::checkSeconds),
                spread(measured, Round::diffSeconds),
                spread(measured, Round::warmSeconds),
                measured.rounds().stream().mapToLong(Round::heapPeak).max().orElse(0) / 1_000_000));
        text.blank();
        shapes.forEach((shape, measured) -> text.line(
                "- %s: check and diff are %s times as fast as sort and comm, with the start of the JVM; %s times in a process that runs",
                shape.title(), ratio(measured, Round::seconds), ratio(measured, Round::warmSeconds)));
        text.blank();
        text.line("Targets: 1.0 times sort and comm, 512 MB of heap.");
        return text.toString();
    }

    private interface Figure {
        double of(Round round);
    }

    private static String spread(Measured measured, Figure figure) {
        return Spread.of(measured.rounds().stream().map(figure::of).toList()).text();
    }

    private static String ratio(Measured measured, Figure figure) {
        var rounds = measured.rounds();
        return Spread.of(IntStream.range(0, rounds.size())
                        .mapToObj(i -> rounds.get(i).sortSeconds() / figure.of(rounds.get(i)))
                        .toList())
                .text();
    }
}
