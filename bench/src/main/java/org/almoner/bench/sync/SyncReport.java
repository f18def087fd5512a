package org.almoner.bench.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.almoner.bench.measure.Machine;
import org.almoner.bench.measure.ReportText;
import org.almoner.bench.measure.Spread;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured.
 *
 * @param programs names and versions of what took part
 * @param runs in their order, by case and by program
 */
record SyncReport(
        Machine machine, List<String> programs, Source.Sizes sizes, Map<String, Map<String, List<Run>>> runs) {

    private static final String TARGETS =
            "Targets: the large file at curl's speed or faster, although it is verified; the small files at twice aria2's;"
                    + " over the long line at aria2's or faster.";

    /** One run, from the start of the process to its end. */
    record Run(double seconds, double cpuSeconds) {}

    String json() {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    String markdown() {
        var text = new ReportText(machine, String.join(", ", programs));
        text.line("| case | program | rounds | seconds | rate | CPU s |");
        text.line("| --- | --- | --- | --- | --- | --- |");
        runs.forEach((name, all) -> all.forEach((program, each) -> {
            var seconds = Spread.of(each.stream().map(Run::seconds).toList());
            text.line(
                    "| %s | %s | %d | %s | %s | %.1f |",
                    name,
                    program,
                    each.size(),
                    seconds.text(),
                    rate(name, seconds.median()),
                    Spread.of(each.stream().map(Run::cpuSeconds).toList()).median());
        }));
        text.blank();
        runs.forEach((name, all) -> all.keySet().stream()
                .filter(program -> !program.equals(SyncCommand.ALMONER))
                .forEach(peer -> ratio(text, name, peer, all)));
        text.blank();
        text.line(TARGETS);
        return text.toString();
    }

    private String rate(String name, double seconds) {
        return switch (name) {
            case SyncCommand.SMALL -> String.format(Locale.ROOT, "%.0f files/s", sizes.smallFiles() / seconds);
            case SyncCommand.LINE -> String.format(Locale.ROOT, "%.1f MB/s", sizes.far() / 1e6 / seconds);
            default -> String.format(Locale.ROOT, "%.0f MB/s", sizes.large() / 1e6 / seconds);
        };
    }

    /** How many times as fast Almoner is, round by round. */
    private static void ratio(ReportText text, String name, String peer, Map<String, List<Run>> all) {
        var peers = all.getOrDefault(peer, List.of());
        var ours = all.getOrDefault(SyncCommand.ALMONER, List.of());
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < peers.size(); i++) {
            ratios.add(peers.get(i).seconds() / ours.get(i).seconds());
        }
        text.line(
                "- %s, against %s: %s times as fast",
                name, peer, Spread.of(ratios).text());
    }
}
