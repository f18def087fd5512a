package org.almoner.bench.download;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.almoner.bench.download.CaseResult.Failed;
import org.almoner.bench.download.CaseResult.Measured;
import org.almoner.bench.measure.Spread;

/** A report as text for people, in Markdown. */
final class MarkdownReport {

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        var markdown = new MarkdownReport(report);
        markdown.machine();
        markdown.cases();
        markdown.slow();
        markdown.failures();
        return markdown.text.toString();
    }

    private void machine() {
        var machine = report.machine();
        line("Measured %s on %s, %d cores, %d GiB, %s, Linux %s; load average before: %.2f."
                .formatted(
                        report.at().truncatedTo(ChronoUnit.MINUTES),
                        machine.processor(),
                        machine.cores(),
                        machine.memory() >> 30,
                        machine.operatingSystem(),
                        machine.kernel(),
                        machine.load()));
        line("");
        line("%s. JDK: %s. Rounds: %d, in turn; each figure is the median (least to most)."
                .formatted(String.join(", ", report.programs()), machine.jdk(), report.rounds()));
        line("Servers and load generator share the cores, so the load's own processor time limits every rate.");
        line("Almoner ran with %s; all else as it comes.".formatted(String.join(" ", AlmonerServer.SETTINGS)));
        line("");
    }

    private void cases() {
        if (report.cases().stream().noneMatch(Measured.class::isInstance)) {
            return;
        }
        var headings = new ArrayList<>(List.of("case", "server", "rate", "p50 ms", "p99 ms", "server CPU", "load CPU"));
        peers().forEach(peer -> headings.add("÷ " + peer));
        headings.add("to reach, later");
        row(headings);
        row(headings.stream().map(_ -> "---").toList());
        for (var result : report.cases()) {
            switch (result) {
                case Measured measured -> report.contenders().forEach(server -> row(cells(measured, server)));
                case Failed _ -> {}
            }
        }
        line("");
    }

    private List<String> cells(Measured measured, String server) {
        var of = measured.of();
        boolean last = server.equals(report.contenders().getLast());
        var cells = new ArrayList<String>();
        cells.add(server.equals(report.contenders().getFirst()) ? of.title() : "");
        cells.add(server);
        cells.add(number(measured.rate(server), 0) + " " + of.unit().rateLabel());
        cells.add(measured.p50(server).map(MarkdownReport::median).orElse(""));
        cells.add(measured.p99(server).map(MarkdownReport::median).orElse(""));
        cells.add(median(measured.serverCost(server)) + " " + of.unit().costLabel());
        cells.add(median(measured.loadCost(server)) + " " + of.unit().costLabel());
        peers().forEach(peer -> cells.add(server.equals(peer) ? "" : number(measured.ratio(server, peer), 2)));
        cells.add(of.goal()
                .filter(_ -> last)
                .map(goal -> "%.2f, %.2f".formatted(goal.now(), goal.later()))
                .orElse(""));
        return cells;
    }

    private List<String> peers() {
        return report.contenders().subList(0, report.contenders().size() - 1);
    }

    private void slow() {
        if (report.slow().isEmpty()) {
            return;
        }
        var scale = report.scale();
        line("%d clients at %d KB/s each, %d s long:"
                .formatted(
                        scale.slowClients(),
                        scale.slowRate() / 1000,
                        scale.slowDuration().toSeconds()));
        line("");
        row(List.of(
                "server",
                "whole and right",
                "seconds",
                "most behind",
                "generator late",
                "server CPU",
                "load CPU",
                "peak memory",
                "threads",
                "heap peak, live",
                "longest pause"));
        row(List.of("---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---"));
        for (var result : report.slow()) {
            switch (result) {
                case SlowResult.Measured measured -> slow(measured);
                case SlowResult.Failed _ -> {}
            }
        }
        line("");
    }

    private void slow(SlowResult.Measured result) {
        var outcome = result.outcome();
        row(List.of(
                result.server(),
                outcome.complete() + " of " + report.scale().slowClients(),
                number(outcome.seconds(), 1),
                milliseconds(outcome.mostBehind()),
                milliseconds(outcome.generatorLate()),
                "%.1f s".formatted(Unit.seconds(result.serverCpu())),
                "%.1f s".formatted(Unit.seconds(result.loadCpu())),
                (result.peakMemory() >> 20) + " MiB",
                Long.toString(result.threads()),
                garbage(result.garbage(), log -> log.peakMegabytes() + ", " + log.livePeakMegabytes() + " MiB"),
                garbage(result.garbage(), log -> "%.1f ms".formatted(log.longestPauseMillis()))));
    }

    private static String garbage(Optional<GcLog> log, Function<GcLog, String> cell) {
        return log.filter(collections -> collections.collections() > 0)
                .map(cell)
                .orElse("");
    }

    private void failures() {
        for (var result : report.cases()) {
            switch (result) {
                case Measured _ -> {}
                case Failed failed ->
                    line("- **%s failed**: %s".formatted(failed.of().name(), failed.reason()));
            }
        }
        for (var result : report.slow()) {
            switch (result) {
                case SlowResult.Failed failed -> failedSlow(failed.server(), failed.reason());
                case SlowResult.Measured measured ->
                    measured.outcome().failures().forEach(failure -> failedSlow(measured.server(), failure));
            }
        }
    }

    private void failedSlow(String server, String failure) {
        line("- **slow, %s**: %s".formatted(server, failure));
    }

    private static String number(Spread spread, int decimals) {
        var form = "%." + decimals + "f";
        return (form + " (" + form + " to " + form + ")").formatted(spread.median(), spread.min(), spread.max());
    }

    private static String median(Spread spread) {
        return String.format(Locale.ROOT, spread.median() < 10 ? "%.2f" : "%.0f", spread.median());
    }

    private static String milliseconds(Duration duration) {
        return duration.toMillis() + " ms";
    }

    private void row(List<String> cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
