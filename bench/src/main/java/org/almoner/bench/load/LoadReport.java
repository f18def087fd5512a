package org.almoner.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.almoner.bench.measure.Machine;
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
        var text = new StringBuilder();
        line(
                text,
                "%s, %d cores, %d GiB, load before %.2f, %s; %s: %.1f MB of text in %.1f MB; \\copy by %s",
                machine.processor(),
                machine.cores(),
                machine.memory() >> 30,
                machine.load(),
                machine.jdk(),
                source,
                bytes / 1e6,
                archiveBytes / 1e6,
                copier);
        line(text, "");
        line(text, "| case | rounds | seconds | MB/s of text | client's CPU s | client's peak RSS MB |");
        line(text, "| --- | --- | --- | --- | --- | --- |");
        runs.forEach((one, all) -> line(
                text,
                "| %s | %d | %s | %.0f | %.1f | %d |",
                one.title(),
                all.size(),
                text(spread(all)),
                bytes / 1e6 / spread(all).median(),
                Spread.of(all.stream().map(Run::cpuSeconds).toList()).median(),
                all.stream().mapToLong(Run::residentPeak).max().orElse(0) / 1_000_000));
        line(text, "");
        ratios(text, LoadCase.LOAD_DUCKDB, LoadCase.READ_CSV);
        ratios(text, LoadCase.LOAD_POSTGRESQL, LoadCase.COPY);
        line(text, "");
        line(text, TARGETS);
        return text.toString();
    }

    /** The peer begins with files that somebody has unpacked; and as one who has to do that himself. */
    private void ratios(StringBuilder text, LoadCase ours, LoadCase peer) {
        seconds(peer).ifPresent(peers -> ratio(text, ours, peer.title(), peers));
        seconds(peer)
                .flatMap(peers -> seconds(LoadCase.UNPACK).map(unpacking -> sum(peers, unpacking)))
                .ifPresent(both -> ratio(text, ours, LoadCase.UNPACK.title() + " and " + peer.title(), both));
    }

    private void ratio(StringBuilder text, LoadCase ours, String peer, List<Double> peers) {
        seconds(ours)
                .filter(own -> own.size() == peers.size())
                .map(own -> IntStream.range(0, own.size())
                        .mapToObj(i -> peers.get(i) / own.get(i))
                        .toList())
                .ifPresent(ratios ->
                        line(text, "- %s against %s: %s times as fast", ours.title(), peer, text(Spread.of(ratios))));
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

    private static String text(Spread spread) {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", spread.median(), spread.min(), spread.max());
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be the only thing of its library here
    private static void line(StringBuilder text, String form, Object... values) {
        text.append(String.format(Locale.ROOT, form, values)).append('\n');
    }
}
