package org.almoner.bench.notify;

import java.util.List;
import java.util.Map;

import org.almoner.bench.measure.Machine;
import org.almoner.bench.measure.ReportText;
import org.almoner.bench.measure.Spread;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured.
 *
 * @param publications one for each round, with nothing else going on
 * @param beside what was downloaded, by case: each round without and with deliveries
 */
record NotifyReport(
        Machine machine, int subscriptions, int hanging, List<Told> publications, Map<String, List<Pair>> beside) {

    private static final String TARGETS =
            "Targets: 2,000 deliveries/s on 2 cores; listings and downloads keep 0.8 of their throughput meanwhile.";

    /**
     * A publication.
     *
     * @param perSecond deliveries from the first to the last of those whose endpoints answer
     * @param seconds from the commit of the version to the last of them
     * @param again how many came more than once
     * @param cpuSeconds what the server used of the processors
     */
    record Told(double perSecond, double seconds, int again, double cpuSeconds) {}

    /**
     * Downloads, in requests or megabytes a second.
     *
     * @param delivered how many notifications were delivered in each second meanwhile
     */
    record Pair(double alone, double beside, double delivered) {}

    String json() {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    String markdown() {
        var text = new ReportText(
                machine, subscriptions + " subscriptions, " + hanging + " of them with endpoints that hang");
        text.line("| one publication | rounds | median (min to max) |");
        text.line("| --- | --- | --- |");
        told(text, "deliveries/s", publications.stream().map(Told::perSecond).toList());
        told(
                text,
                "seconds from commit to last",
                publications.stream().map(Told::seconds).toList());
        told(
                text,
                "CPU s of the server",
                publications.stream().map(Told::cpuSeconds).toList());
        text.blank();
        text.line("| beside it | rounds | alone | with deliveries | of alone | deliveries/s meanwhile |");
        text.line("| --- | --- | --- | --- | --- | --- |");
        beside.forEach((name, pairs) -> text.line(
                "| %s | %d | %s | %s | %s | %.0f |",
                name,
                pairs.size(),
                Spread.of(pairs.stream().map(Pair::alone).toList()).text(),
                Spread.of(pairs.stream().map(Pair::beside).toList()).text(),
                Spread.of(pairs.stream()
                                .map(pair -> pair.beside() / pair.alone())
                                .toList())
                        .text(),
                Spread.of(pairs.stream().map(Pair::delivered).toList()).median()));
        text.blank();
        text.line(TARGETS);
        return text.toString();
    }

    private static void told(ReportText text, String what, List<Double> figures) {
        text.line("| %s | %d | %s |", what, figures.size(), Spread.of(figures).text());
    }
}
