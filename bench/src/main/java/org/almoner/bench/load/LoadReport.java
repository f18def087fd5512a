package org.almoner.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.almoner.bench.measure.Machine;
import org.almoner.bench.measure.ReportText;
import org.almoner.bench.measure.Spread;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured.
 *
 * @param bytes of the archive's text, unpacked
 * @param archiveBytes of the archive
 * @param copier what loads the peer's PostgreSQL
 * @param runs in their order, by case
 */
record LoadReport(
        Machine machine, String source, long bytes, long archiveBytes, String copier, Map<LoadCase, List<Run>> runs) {

    private static final String TARGETS = "Targets: 0.9 times DuckDB's read_csv and psql's \\copy.";

    /** One run of a process from its start to its end, in the units of the names. */
    record Run(double seconds, double cpuSeconds, long residentPeak) {}

    String json() {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    String markdown() {
        var text = new ReportText(
                machine,
                String.format(
                        Locale.ROOT,
                        "%s: %.1f MB of text in %.1f MB; \\copy by %s",
                        source,
                        bytes / 1e6,
                        archiveBytes / 1e6,
                        copier));
        text.line("| case | rounds | seconds | MB/s of text | client's CPU s | client's peak RSS MB |");
        text.line("| --- | --- | --- | --- | --- | --- |");
        runs.forEach((one, all) -> text.line(
                "| %s | %d | %s | %.0f | %.1f | %d |",
                one.title(),
                all.size(),
                spread(all).text(),
                bytes / 1e6 / spread(all).median(),
                Spread.of(all.stream().map(Run::cpuSeconds).toList()).median(),
                all.stream().mapToLong(Run::residentPeak).max().orElse(0) / 1_000_000));
        text.blank();
        ratios(text, LoadCase.LOAD_DUCKDB, LoadCase.READ_CSV);
        ratios(text, LoadCase.LOAD_POSTGRESQL, LoadCase.COPY);
        text.blank();
        text.line(TARGETS);
        return text.toString();
    }

    /** The peer begins with files that somebody has unpacked; and as one who has to do that himself. */
    private void ratios(ReportText text, LoadCase ours, LoadCase peer) {
        seconds(peer).ifPresent(peers -> ratio(text, ours, peer.title(), peers));
        seconds(peer)
                .flatMap(peers -> seconds(LoadCase.UNPACK).map(unpacking -> sum(peers, unpacking)))
                .ifPresent(both -> ratio(text, ours, LoadCase.UNPACK.title() + " and " + peer.title(), both));
    }

    private void ratio(ReportText text, LoadCase ours, String peer, List<Double> peers) {
        seconds(ours)
                .filter(own -> own.size() == peers.size())
                .map(own -> IntStream.range(0, own.size())
                        .mapToObj(i -> peers.get(i) / own.get(i))
                        .toList())
                .ifPresent(ratios -> text.line(
                        "- %s against %s: %s times as fast",
                        ours.title(), peer, Spread.of(ratios).text()));
    }

    private Optional<List<Double>> seconds(LoadCase one) {
        return Optional.ofNullable(runs.get(one))
                .map(all -> all.stream().map(Run::seconds).toList());
    }

    private static List<Double> sum(List<Double> one, List<Double> other) {
        var sums = new ArrayList<Double>();
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            sums.add(one.get(i) + other.get(i));
        }
        return sums;
    }

    private static Spread spread(List<Run> all) {
        return Spread.of(all.stream().map(Run::seconds).toList());
    }
}
