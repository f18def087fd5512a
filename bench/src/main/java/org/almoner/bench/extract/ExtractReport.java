package org.almoner.bench.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.almoner.bench.measure.Machine;
import org.almoner.bench.measure.ReportText;
import org.almoner.bench.measure.Spread;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured.
 *
 * @param bytes of the source's NDJSON, unpacked, of the types that the data set reads
 * @param statements that DuckDB ran
 * @param leftOut entities that DuckDB was spared; the engine makes them all the same
 * @param runs in their order, by case
 */
record ExtractReport(
        Machine machine, String source, long bytes, int statements, List<String> leftOut, Map<String, List<Run>> runs) {

    /** The targets, in words. */
    private static final String TARGETS =
            "Targets: 3 times DuckDB; 250 MB/s of NDJSON on 2 cores; INCREMENTAL at 0.7 times COMPLETE; within a heap of 512 MB.";

    /**
     * One run, in the units of their names; memory and processor time of the whole process.
     *
     * @param size of the archive, or of DuckDB's files together, in bytes
     */
    record Run(double seconds, long size, double cpuSeconds, long heapPeak, long residentPeak) {}

    String json() {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    String markdown() {
        var text = new ReportText(
                machine,
                String.format(
                        Locale.ROOT, "%s: %.1f MB of NDJSON; DuckDB: %d statements", source, bytes / 1e6, statements));
        text.line("| case | rounds | seconds | MB/s of NDJSON | CPU s | size MB | peak heap MB | peak RSS MB |");
        text.line("| --- | --- | --- | --- | --- | --- | --- | --- |");
        runs.forEach((name, all) -> text.line(
                "| %s | %d | %s | %.0f | %.1f | %.1f | %d | %d |",
                name,
                all.size(),
                spread(all).text(),
                bytes / 1e6 / spread(all).median(),
                Spread.of(all.stream().map(Run::cpuSeconds).toList()).median(),
                all.getFirst().size() / 1e6,
                all.stream().mapToLong(Run::heapPeak).max().orElse(0) / 1_000_000,
                all.stream().mapToLong(Run::residentPeak).max().orElse(0) / 1_000_000));
        text.blank();
        for (var peer : List.of(ExtractCommand.STAGED, ExtractCommand.DUCKDB)) {
            for (var challenger : List.of(ExtractCommand.COMPLETE, ExtractCommand.JDK, ExtractCommand.WARM)) {
                ratio(text, challenger + " against " + peer, peer, challenger);
            }
        }
        ratio(text, "INCREMENTAL against COMPLETE, cold", ExtractCommand.COMPLETE, ExtractCommand.INCREMENTAL);
        text.blank();
        text.line(TARGETS);
        text.line("Left out by DuckDB: %s", leftOut.isEmpty() ? "nothing" : String.join("; ", leftOut));
        return text.toString();
    }

    /** How many times as fast the challenger is, round by round. */
    private void ratio(ReportText text, String name, String peer, String challenger) {
        var peers = Optional.ofNullable(runs.get(peer)).orElse(List.of());
        var challengers = Optional.ofNullable(runs.get(challenger)).orElse(List.of());
        if (peers.isEmpty() || peers.size() != challengers.size()) {
            return;
        }
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < peers.size(); i++) {
            ratios.add(peers.get(i).seconds() / challengers.get(i).seconds());
        }
        text.line("- %s: %s times as fast", name, Spread.of(ratios).text());
    }

    private static Spread spread(List<Run> all) {
        return Spread.of(all.stream().map(Run::seconds).toList());
    }
}
