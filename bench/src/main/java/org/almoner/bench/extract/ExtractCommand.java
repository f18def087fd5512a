package org.almoner.bench.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;

import org.almoner.bench.extract.DuckDbScript.Reading;
import org.almoner.bench.extract.ExtractReport.Run;
import org.almoner.bench.measure.Machine;
import org.almoner.bench.measure.RunOptions;
import org.almoner.bench.measure.TimedProcess;
import org.almoner.bench.measure.Workplace;
import org.almoner.dataset.definition.DataSets;
import org.almoner.dataset.engine.CompiledDataSet;
import org.almoner.dataset.engine.CompiledDataSet.Entity;
import org.almoner.sample.population.PopulationFolder;
import org.almoner.sample.population.SamplePopulation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code almoner bench extract} command. */
@Command(
        name = "extract",
        description = {
            "Measures LONG_REC extracts of a folder of FHIR NDJSON beside DuckDB, which does the same views as SQL.",
            "Everything runs in temporary folders and is gone when it ends; nothing else should be busy meanwhile."
        },
        sortOptions = false)
public final class ExtractCommand implements Callable<Integer> {

    static final String COMPLETE = "COMPLETE, cold";
    static final String JDK = "COMPLETE, cold, JDK codec";
    static final String INCREMENTAL = "INCREMENTAL, cold";
    static final String WARM = "COMPLETE, warm";
    static final String DUCKDB = "DuckDB, each statement for itself";
    static final String STAGED = "DuckDB, each type read once";

    private static final List<String> CASES = List.of(DUCKDB, COMPLETE, JDK, INCREMENTAL, STAGED, WARM);
    private static final int WARM_UP = 3;
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final LocalDate SECOND = LocalDate.of(2025, 4, 1);

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--source",
            paramLabel = "DIR",
            description = "a folder of NDJSON; else a sample population is made")
    private @Nullable Path source;

    @Option(names = "--base", paramLabel = "DIR", description = "an earlier state of it, for INCREMENTAL")
    private @Nullable Path base;

    @Option(names = "--patients", paramLabel = "N", description = "in the sample population (default ${DEFAULT-VALUE})")
    private int patients = 200;

    @Option(names = "--heap", paramLabel = "SIZE", description = "of the engine's JVM (default ${DEFAULT-VALUE})")
    private String heap = "512m";

    @Option(
            names = "--only",
            paramLabel = "CASE",
            description =
                    "measure this case only; may be given again: duckdb, staged, complete, jdk, incremental, warm")
    private List<String> only = List.of();

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "keep a flight recording of each of the engine's cases in DIR")
    private @Nullable Path recordings;

    /** Made by the command line, which then fills in the options. */
    public ExtractCommand() {}

    @Override
    public Integer call() throws IOException, SQLException {
        var cases = only.isEmpty() ? CASES : only.stream().map(this::named).toList();
        if (patients < 1) {
            throw options.usage("--patients takes a number from 1 on");
        }
        options.requireSource(source);
        options.requireSource(base);
        try (var workplace = Workplace.open()) {
            var report = run(cases, workplace);
            options.print(options.json() ? report.json() : report.markdown());
        }
        return 0;
    }

    private String named(String name) {
        return switch (name) {
            case "duckdb" -> DUCKDB;
            case "staged" -> STAGED;
            case "complete" -> COMPLETE;
            case "jdk" -> JDK;
            case "incremental" -> INCREMENTAL;
            case "warm" -> WARM;
            default -> throw options.usage("There is no case '" + name + "'");
        };
    }

    private ExtractReport run(List<String> cases, Workplace workplace) throws IOException, SQLException {
        var given = Optional.ofNullable(source);
        var now = given.isPresent() ? given.get() : sample(workplace, SECOND);
        var before = given.isPresent() ? Optional.ofNullable(base) : Optional.of(sample(workplace, FIRST));
        var out = workplace.folder("out");
        var direct = DuckDbScript.of(now, out, Reading.DIRECT);
        var staged = DuckDbScript.of(now, out, Reading.STAGED);
        var scripts = Map.of(
                DUCKDB, Files.write(workplace.folder().resolve("direct.sql"), direct.statements()),
                STAGED, Files.write(workplace.folder().resolve("staged.sql"), staged.statements()));
        var due = new ArrayList<>(cases);
        if (before.isPresent() && due.contains(INCREMENTAL)) {
            work(workplace, INCREMENTAL, 0, List.of("base", before.get().toString(), out.toString(), "1", "isal"));
        } else {
            due.remove(INCREMENTAL);
        }
        var runs = new LinkedHashMap<String, List<Run>>();
        for (int round = 0; round < options.rounds(); round++) {
            for (var one : due) {
                options.say("Round " + (round + 1) + ": " + one);
                var script = scripts.get(one);
                var arguments = script == null
                        ? engine(one, now, out)
                        : List.of("duckdb", script.toString(), out.toString(), "1");
                runs.computeIfAbsent(one, _ -> new ArrayList<>()).add(work(workplace, one, round, arguments));
            }
        }
        return new ExtractReport(
                Machine.here(),
                given.isPresent()
                        ? now.getFileName().toString()
                        : (options.quick() ? 3 : patients) + " sample patients",
                bytes(now),
                direct.statements().size(),
                direct.leftOut(),
                runs);
    }

    private static List<String> engine(String name, Path now, Path out) {
        return List.of(
                name.equals(INCREMENTAL) ? "incremental" : "complete",
                now.toString(),
                out.toString(),
                name.equals(WARM) ? Integer.toString(WARM_UP + 1) : "1",
                name.equals(JDK) ? "jdk" : "isal");
    }

    private Path sample(Workplace workplace, LocalDate at) throws IOException {
        var folder = workplace.folder().resolve("sample-" + at);
        new PopulationFolder(folder, true, false, Runtime.getRuntime().availableProcessors())
                .write(new SamplePopulation(1, options.quick() ? 3 : patients, at), (_, _, _) -> {});
        return folder;
    }

    /** Starts a process, and takes the last of what it measured. A cold one is measured from its start to its end. */
    private Run work(Workplace workplace, String name, int round, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As the launcher starts the command that makes extracts.
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseParallelGC", "-Xmx" + heap));
        var folder = recordings;
        if (folder != null && !arguments.getFirst().equals("duckdb")) {
            Files.createDirectories(folder);
            var file = folder.resolve(name.replaceAll("[^A-Za-z]+", "-") + "-" + round + ".jfr");
            command.add("-XX:StartFlightRecording=settings=profile,filename=" + file.toAbsolutePath());
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
        command.addAll(arguments);
        var process = TimedProcess.run(workplace, command);
        var lines = process.output()
                .lines()
                .filter(line -> line.matches("[0-9]+( [0-9]+){4}"))
                .toList();
        var last = lines.getLast().split(" ", -1);
        double earlier = lines.size() == 1
                ? 0
                : Double.parseDouble(lines.get(lines.size() - 2).split(" ", -1)[2]);
        return new Run(
                lines.size() == 1 ? process.seconds() : Long.parseLong(last[0]) / 1e9,
                Long.parseLong(last[1]),
                (Long.parseLong(last[2]) - earlier) / 1e3,
                Long.parseLong(last[3]),
                Long.parseLong(last[4]));
    }

    /** Of the types that are read. */
    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        var types = CompiledDataSet.of(DataSets.longRec()).entities().stream()
                .map(entity -> switch (entity) {
                    case Entity.Viewed viewed -> viewed.view().resource();
                    case Entity.Queried queried -> queried.name();
                })
                .distinct()
                .toList();
        for (var type : types) {
            for (var file : SourceFiles.of(folder, type)) {
                try (InputStream in = file.toString().endsWith(".gz")
                        ? new GZIPInputStream(Files.newInputStream(file), 1 << 16)
                        : Files.newInputStream(file)) {
                    bytes += in.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
        return bytes;
    }
}
