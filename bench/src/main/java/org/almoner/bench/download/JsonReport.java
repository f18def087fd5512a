package org.almoner.bench.download;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.almoner.bench.download.CaseResult.Failed;
import org.almoner.bench.download.CaseResult.Measured;
import org.almoner.bench.measure.Spread;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report as text for programs: every round, in plain units that the names tell. */
final class JsonReport {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    static String of(Report report) {
        var machine = report.machine();
        var json = new LinkedHashMap<String, Object>();
        json.put("at", report.at().toString());
        json.put(
                "machine",
                Map.of(
                        "processor", machine.processor(),
                        "cores", machine.cores(),
                        "memory_bytes", machine.memory(),
                        "kernel", machine.kernel(),
                        "operating_system", machine.operatingSystem(),
                        "jdk", machine.jdk(),
                        "load_before", machine.load()));
        json.put("programs", report.programs());
        json.put("almoner_settings", AlmonerServer.SETTINGS);
        json.put(
                "cases",
                report.cases().stream().map(result -> result(report, result)).toList());
        json.put("slow_clients", report.slow().stream().map(JsonReport::slow).toList());
        return JSON.writeValueAsString(json);
    }

    private static Map<String, Object> result(Report report, CaseResult result) {
        var json = new LinkedHashMap<String, Object>();
        json.put("case", result.of().name());
        json.put("title", result.of().title());
        json.put("unit", result.of().unit().rateLabel());
        result.of().goal().ifPresent(goal -> {
            json.put("to_reach", goal.now());
            json.put("to_reach_later", goal.later());
        });
        switch (result) {
            case Failed failed -> json.put("failure", failed.reason());
            case Measured measured ->
                json.put(
                        "servers",
                        report.contenders().stream()
                                .map(server -> server(report, measured, server))
                                .toList());
        }
        return json;
    }

    private static Map<String, Object> server(Report report, Measured measured, String server) {
        var json = new LinkedHashMap<String, Object>();
        json.put("server", server);
        json.put("rate", spread(measured.rate(server)));
        var ratios = new LinkedHashMap<String, Object>();
        for (var peer : report.contenders()) {
            if (!peer.equals(server)) {
                ratios.put(peer, spread(measured.ratio(server, peer)));
            }
        }
        json.put("ratio_to", ratios);
        json.put(
                "rounds",
                measured.rounds().getOrDefault(server, List.of()).stream()
                        .map(JsonReport::round)
                        .toList());
        return json;
    }

    private static Map<String, Object> round(Round round) {
        var work = round.work();
        var json = new LinkedHashMap<String, Object>();
        json.put("requests", work.requests());
        json.put("bytes", work.bytes());
        json.put("seconds", Unit.seconds(work.took()));
        work.latency().ifPresent(latency -> {
            json.put("p50_seconds", Unit.seconds(latency.p50()));
            json.put("p99_seconds", Unit.seconds(latency.p99()));
        });
        json.put("server_cpu_seconds", Unit.seconds(round.serverCpu()));
        json.put("load_cpu_seconds", Unit.seconds(round.loadCpu()));
        return json;
    }

    private static Map<String, Object> slow(SlowResult result) {
        return switch (result) {
            case SlowResult.Failed failed -> Map.of("server", failed.server(), "failure", failed.reason());
            case SlowResult.Measured measured -> slow(measured);
        };
    }

    private static Map<String, Object> slow(SlowResult.Measured result) {
        var outcome = result.outcome();
        var json = new LinkedHashMap<String, Object>();
        json.put("server", result.server());
        json.put("complete", outcome.complete());
        json.put("failures", outcome.failures());
        json.put("seconds", spread(outcome.seconds()));
        json.put("most_behind_seconds", Unit.seconds(outcome.mostBehind()));
        json.put("generator_late_seconds", Unit.seconds(outcome.generatorLate()));
        json.put("bytes", outcome.bytes());
        json.put("server_cpu_seconds", Unit.seconds(result.serverCpu()));
        json.put("load_cpu_seconds", Unit.seconds(result.loadCpu()));
        json.put("peak_memory_bytes", result.peakMemory());
        json.put("threads", result.threads());
        result.garbage().ifPresent(log -> {
            json.put("heap_peak_mebibytes", log.peakMegabytes());
            json.put("heap_live_peak_mebibytes", log.livePeakMegabytes());
            json.put("longest_pause_seconds", log.longestPauseMillis() / 1000);
        });
        return json;
    }

    private static Map<String, Object> spread(Spread spread) {
        return Map.of("median", spread.median(), "min", spread.min(), "max", spread.max());
    }
}
